"""Referral table, reporting routes, drill and private self-check in a real Notebook 7."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser]

TABLE = 'from scenarios import referral_table; referral_table("id")'
ROUTES = 'from scenarios import reporting_routes; reporting_routes("id")'
DRILL = 'from scenarios import drill; drill("m00-contoh", "id")'
REFLECT = 'from scenarios import reflect; reflect("m00-contoh/awal", "id")'
CHECK = 'from scenarios import self_check; self_check("m00-contoh/lelah", "id")'


def test_all_of_them_are_readable_by_anybody(fill_lesson: Any) -> None:
    """axe finds nothing, light and dark, with everything unfolded; nothing is wider than a phone."""
    lesson = fill_lesson(TABLE, ROUTES, DRILL, CHECK, width=360, height=740)
    page = lesson.page
    expect(page.locator(".sby")).to_have_count(4)
    page.evaluate("() => document.querySelectorAll('.sby details').forEach((each) => { each.open = true; })")
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        lesson.theme(theme)
        page.wait_for_timeout(300)
        found = Axe().run(page, context={"include": [[".sby"]]}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    wide = "(each) => [...each.querySelectorAll('*')].filter((part) => part.scrollWidth > each.clientWidth).length"
    assert [each.evaluate(wide) for each in page.locator(".sby").all()] == [0, 0, 0, 0]
    expect(page.get_by_text("Belum diverifikasi, tanya pembina.")).to_be_visible()


def test_the_drill_is_answered_by_keyboard_and_tells_zone_and_people(fill_lesson: Any) -> None:
    lesson = fill_lesson(DRILL)
    widget = lesson.widget
    widget.get_by_role("button", name="Hijau · Nanti").press("Enter")
    expect(widget.locator(".sby-told").first).to_contain_text("Belum. Zonanya Merah: Sebelum berpisah.")
    expect(widget.locator(".sby-unseen[role=status]")).to_contain_text("Rumahnya tidak aman hari ini.")
    expect(widget.get_by_role("button", name="Hijau · Nanti")).to_be_focused()
    widget.get_by_role("button", name="Keadaan darurat").press("Enter")
    told = widget.locator(".sby-told").last
    expect(told).to_contain_text("Bisa juga. Pertama: Guru BK. Kalau tidak ada atau tidak menjawab: Keadaan darurat.")
    expect(told).to_contain_text("Kita ke Bu BK bareng.")
    widget.get_by_role("button", name="Cerita berikutnya").press("Enter")
    expect(widget.get_by_role("heading", name="Cerita 2 dari 2")).to_be_focused()
    widget.get_by_role("button", name="Hijau · Nanti").press("Enter")
    widget.get_by_role("button", name="Guru BK").press("Enter")
    widget.get_by_role("button", name="Cerita berikutnya").press("Enter")
    expect(widget.get_by_text("Semua cerita sudah dicoba.")).to_be_visible()
    widget.get_by_role("button", name="Ulangi dari awal").press("Enter")
    expect(widget.get_by_role("heading", name="Cerita 1 dari 2")).to_be_focused()


LISTEN = """() => {
  const send = WebSocket.prototype.send;
  window.sent = [];
  WebSocket.prototype.send = function (data) {
    window.sent.push(typeof data === "string" ? data : new TextDecoder().decode(data));
    return send.call(this, data);
  };
}"""
SENT = "() => window.sent.filter((text) => text.includes('comm_msg')).length"


def test_a_self_check_sends_nothing_and_forgets_everything(open_lesson: Any, server: Any) -> None:
    """What is ticked reaches neither the kernel nor the disk, and is gone when the page opens again."""
    lesson = open_lesson(CHECK, REFLECT)
    lesson.page.evaluate(LISTEN)
    check, reflection = lesson.page.locator(".sby").nth(0), lesson.page.locator(".sby").nth(1)
    show = check.get_by_role("button", name="Lihat artinya untukku")
    for ticks, told in ((0, "Bagus, jaga terus."), (1, "minggu ini"), (3, "Temui pembina hari ini.")):
        for tick in check.get_by_role("checkbox").all()[:ticks]:
            tick.check()
        show.press("Enter")
        expect(check.locator(".sby-told")).to_contain_text(told)
    assert lesson.page.evaluate(SENT) == 0
    assert list((server.root / ".sebaya").iterdir()) == []
    reflection.locator("textarea").fill("Satu kalimat.")
    expect(reflection.locator(".sby-status")).to_contain_text("Tersimpan")
    assert lesson.page.evaluate(SENT) > 0, "what other widgets send is heard"
    open_lesson.reload(lesson)
    expect(lesson.widget.get_by_role("checkbox")).to_have_count(3)
    expect(lesson.widget.get_by_role("checkbox", checked=True)).to_have_count(0)
