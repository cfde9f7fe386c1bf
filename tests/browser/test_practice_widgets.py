"""Silence, tally, reflection and help card in a real Notebook 7."""

import json
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser]

REFLECT = 'from scenarios import reflect; reflect("m00-contoh/awal", "id")'
SILENCE = 'from scenarios import silence; silence("id")'
TALLY = 'from scenarios import tally; tally("id")'
HELP = 'from scenarios import help_card; help_card("id")'


def violations(page) -> list[str]:
    found = Axe().run(page, context={"include": [[".sby"]]}).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def test_silence_held(fill_lesson):
    """Five seconds without a press let the friend go on; the keyboard stays where it was."""
    lesson = fill_lesson(SILENCE)
    press = lesson.widget.locator(".sby-big")
    press.click()
    expect(press).to_have_text("Bicara")
    expect(lesson.widget.locator(".sby-told")).to_have_text("Hening dimulai.")
    began = time.monotonic()
    expect(lesson.widget.locator(".sby-told")).to_contain_text("Lima detik", timeout=7_000)
    assert 4.0 < time.monotonic() - began < 6.5
    expect(lesson.widget.locator(".sby-log")).to_contain_text("ada yang mau aku ceritakan")
    expect(press).to_be_focused()
    press.click()
    expect(press).to_have_text("Coba lagi")  # a press meant for "speak" does not start again


def test_silence_broken(fill_lesson):
    """Speaking early is answered kindly, with how long it lasted, and can be tried again."""
    lesson = fill_lesson(SILENCE)
    press = lesson.widget.locator(".sby-big")
    press.click()
    lesson.page.wait_for_timeout(1_500)
    press.click()
    expect(lesson.widget.locator(".sby-told")).to_contain_text("Kamu diam 1,")
    lesson.page.wait_for_timeout(1_000)
    press.click()
    expect(press).to_have_text("Bicara")


def test_tally_counts_and_tells_the_ratio(fill_lesson, server):
    """Taps count, the last can be undone, and the end tells the ratio; nothing is kept."""
    lesson = fill_lesson(TALLY)
    reflection, question = (lesson.widget.locator(f".sby-pad-{kind}") for kind in ("reflection", "question"))
    reflection.click()
    for _ in range(3):
        question.click()
    lesson.widget.get_by_role("button", name="Batalkan ketukan terakhir").click()
    expect(question.locator(".sby-count")).to_have_text("2")
    expect(lesson.widget.locator(".sby-clock")).to_contain_text("4:5")
    finish = lesson.widget.get_by_role("button", name="Selesai")
    finish.dblclick()
    told = lesson.widget.locator(".sby-told")
    expect(told).to_contain_text("Pantulan: 1. Pertanyaan: 2.")
    expect(told).to_contain_text("bukan nilai")
    reflection.click(force=True)
    expect(reflection.locator(".sby-count")).to_have_text("1")
    assert list((server.root / ".sebaya").iterdir()) == []


def test_tally_ends_after_five_minutes(open_lesson):
    """The clock ends the count by itself and says so."""
    lesson = open_lesson(TALLY)
    lesson.page.clock.install()
    lesson.widget.get_by_role("button", name="Mulai 5 menit").click()
    lesson.page.clock.fast_forward("05:01")
    lesson.page.clock.run_for(500)
    expect(lesson.widget.locator(".sby-told")).to_contain_text("Lima menit sudah selesai.")


def test_reflection_is_kept_on_this_machine(open_lesson, server):
    """What is written is in the own folder a moment later, and there again after a reload."""
    lesson = open_lesson(REFLECT)
    lesson.widget.locator("textarea").fill("Ia mendengarkan <b>sampai selesai</b>.")
    expect(lesson.status).to_have_text("Tersimpan ✓")
    assert server.own("reflections.json") == {"m00-contoh/awal": "Ia mendengarkan <b>sampai selesai</b>."}
    expect(lesson.widget).to_contain_text("tidak ikut dikumpulkan")
    open_lesson.reload(lesson)
    expect(lesson.widget.locator("textarea")).to_have_value("Ia mendengarkan <b>sampai selesai</b>.")


def test_reflection_deleted_and_brought_back(fill_lesson, server):
    """Deleting removes the text from disk at once, and one press brings it back."""
    lesson = fill_lesson(REFLECT)
    field = lesson.widget.locator("textarea")
    field.fill("Satu kalimat.")
    expect(lesson.status).to_have_text("Tersimpan ✓")
    lesson.widget.get_by_role("button", name="Hapus tulisan ini").click()
    expect(field).to_have_value("")
    expect(lesson.widget.get_by_role("button", name="Kembalikan tulisan")).to_be_focused()
    lesson.page.wait_for_timeout(500)
    assert server.own("reflections.json") == {}
    lesson.widget.get_by_role("button", name="Kembalikan tulisan").click()
    expect(field).to_have_value("Satu kalimat.")
    lesson.page.wait_for_timeout(500)
    assert server.own("reflections.json") == {"m00-contoh/awal": "Satu kalimat."}


def test_reflection_of_a_lost_kernel_is_not_lost_on_the_screen(open_lesson, server):
    """Without a kernel the text stays in its field and "Belum tersimpan" shows within five seconds."""
    lesson = open_lesson(REFLECT)
    server.shut_kernels()
    lesson.widget.locator("textarea").fill("Masih di sini.")
    expect(lesson.status).to_contain_text("Belum tersimpan", timeout=5_600)  # 0.6 s of these are the pause in writing
    expect(lesson.widget.locator("textarea")).to_have_value("Masih di sini.")


def test_help_card_puts_the_schools_adults_first(fill_lesson, server):
    """The trainer's contacts stand before any line, and what the trainer typed is never markup."""
    adult = {
        "name": "Bu Ratna <img src=x>",
        "role": {"id": "guru BK"},
        "reach": "ruang BK",
        "when": {"id": "jam sekolah"},
    }
    (server.root / ".sebaya" / "contacts.json").write_text(json.dumps([adult]))
    lesson = fill_lesson(HELP)
    card = lesson.widget.locator(".sby-help-open")
    told = card.inner_text()
    assert told.index("Bu Ratna <img src=x>") < told.index("Layanan Satu")
    assert "Layanan Tiga" not in told
    assert "Belum diverifikasi" in told
    assert violations(lesson.page) == []


def test_no_accessibility_faults(fill_lesson):
    """axe finds nothing in silence, tally and reflection, untouched and used, light and dark."""
    lesson = fill_lesson(SILENCE, TALLY, REFLECT)
    expect(lesson.page.locator(".sby-title")).to_have_count(3)
    assert violations(lesson.page) == []
    lesson.theme("JupyterLab Dark")
    assert violations(lesson.page) == []
    lesson.page.locator(".sby-big").click()
    lesson.page.locator(".sby-pad-question").click()
    lesson.page.get_by_role("button", name="Selesai").click()
    lesson.page.locator("textarea").fill("Satu kalimat.")
    assert violations(lesson.page) == []
    lesson.theme("JupyterLab Light")
    assert violations(lesson.page) == []


def test_nothing_scrolls_sideways_on_a_phone(fill_lesson):
    """At 360 px every part of these widgets fits the width."""
    lesson = fill_lesson(SILENCE, TALLY, REFLECT, HELP, width=360, height=740)
    expect(lesson.page.locator(".sby-title")).to_have_count(3)
    wide = lesson.page.evaluate(
        "() => [...document.querySelectorAll('.sby, .sby *')].filter((part) => part.checkVisibility()"
        " && !part.matches('.sby-unseen') && part.getBoundingClientRect().right > innerWidth)"
        ".map((part) => part.className)"
    )
    assert wide == []


def test_typing_stays_out_of_the_notebook(fill_lesson):
    """Writing a reflection, or pressing keys on the tally, changes no cell."""
    lesson = fill_lesson(REFLECT, TALLY)
    before = lesson.cells()
    lesson.page.locator("textarea").press_sequentially("badd xx")
    lesson.page.locator(".sby-pad-question").focus()
    for key in ["b", "d", "d", "x"]:
        lesson.page.keyboard.press(key)
    lesson.page.locator(".sby-clock").click()
    for key in ["b", "d", "d", "x"]:
        lesson.page.keyboard.press(key)
    assert lesson.cells() == before
