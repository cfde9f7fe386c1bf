"""A practice conversation in a real Notebook 7, as a trainee meets it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser]

PLAY = 'from scenarios import play; play("bangku-kosong", "id")'
WITHIN_FIVE_SECONDS = 5_000
STRAY_KEYS = ["b", "a", "d", "d", "x", "m", "0", "0", "Escape", "j", "v", "z"]


def press_until(page: Page, key: str, wanted: str, most: int = 40) -> None:
    """Press a key until the focused element matches the selector."""
    for _ in range(most):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never reached {wanted}")


def play_to_the_end(lesson, *numbers: str) -> None:
    lesson.widget.locator(".sby-begin").click()
    expect(lesson.widget.locator(".sby-log li").first).to_be_focused()
    for step, number in enumerate(numbers, 1):
        lesson.page.keyboard.press(number)
        expect(lesson.widget.locator(".sby-you").nth(step - 1)).to_be_focused()
    expect(lesson.widget.locator(".sby-ending")).to_be_visible()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [[".sby"]]}).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def test_a_whole_conversation_by_keyboard_alone(open_lesson):
    """Tab and Enter alone lead from the start through every choice to the look back, and focus follows."""
    lesson = open_lesson(PLAY)
    page, widget = lesson.page, lesson.widget
    widget.locator(".sby-help-button").focus()
    press_until(page, "Tab", ".sby-begin")
    page.keyboard.press("Enter")
    expect(widget.locator(".sby-log li").first).to_be_focused()
    press_until(page, "Tab", ".sby-choice:nth-of-type(2)")
    page.keyboard.press("Enter")
    expect(widget.locator(".sby-you")).to_be_focused()
    press_until(page, "Tab", ".sby-choice")
    page.keyboard.press("Space")
    expect(widget.locator(".sby-you").nth(1)).to_be_focused()
    expect(widget.locator(".sby-ending h4")).to_have_text("Ia pulang sendirian")
    press_until(page, "Tab", "summary")
    page.keyboard.press("Enter")
    expect(widget.locator("details ol > li")).to_have_count(2)
    assert lesson.requests
    assert lesson.outside() == []


def test_a_number_key_chooses_and_is_answered_with_consequence_and_reason(fill_lesson):
    """After a choice come the trainee's own bubble, the coach's note and the friend's next lines, in this order."""
    lesson = fill_lesson(PLAY)
    lesson.widget.locator(".sby-begin").click()
    expect(lesson.widget.locator(".sby-log li").first).to_be_focused()
    lesson.page.keyboard.press("9")
    lesson.page.keyboard.press("1")
    kinds = lesson.widget.locator(".sby-log li")
    expect(kinds).to_have_count(5)
    order = ["narrator", "friend", "you", "coach", "friend"]
    assert [
        re.search(r"sby-(narrator|friend|you|coach)", kind.get_attribute("class"))[1] for kind in kinds.all()
    ] == order
    expect(lesson.widget.locator(".sby-coach")).to_contain_text("Hati-hati, ini bisa melukai")
    expect(lesson.widget.locator(".sby-coach")).to_contain_text("menunduk lagi")


def test_the_look_back_puts_harm_first(fill_lesson):
    """The look back names the harmed competency first, each level in words, and that it is no score."""
    lesson = fill_lesson(PLAY, 'from scenarios import tally; tally("id")')
    play_to_the_end(lesson, "2", "3", "2")
    competencies = lesson.widget.locator(".sby-competencies > li")
    expect(competencies.first).to_contain_text("Pelindungan anak")
    expect(competencies.first).to_contain_text("Pilihan 3: berbahaya")
    back = lesson.widget.locator(".sby-back")
    for told in ["Belum terlambat", "Semoga ada yang duduk", "zona kuning", "bukan nilai", "belum ditinjau ahli"]:
        expect(back).to_contain_text(told)
    expect(back).to_contain_text("Pantulan: 1. Pertanyaan: 0.")
    expect(back.locator(".sby-unsaid").first).to_have_css("padding-left", "16px")  # beside another widget's sheet too


def test_a_step_back_and_over_again(fill_lesson):
    """A step back takes the last choice away; starting over is asked about in the same place first."""
    lesson = fill_lesson(PLAY)
    play_to_the_end(lesson, "2", "1")
    widget = lesson.widget
    widget.get_by_role("button", name="Kembali satu langkah").click()
    expect(widget.locator(".sby-ending")).to_have_count(0)
    expect(widget.locator(".sby-you")).to_have_count(1)
    expect(widget.locator(".sby-choices")).to_be_focused()
    widget.get_by_role("button", name="Ulangi dari awal").click()
    expect(widget.get_by_role("button", name="Tidak jadi")).to_be_focused()
    widget.get_by_role("button", name="Tidak jadi").click()
    expect(widget.locator(".sby-you")).to_have_count(1)
    widget.get_by_role("button", name="Ulangi dari awal").click()
    widget.get_by_role("button", name="Ya, ulangi").click()
    expect(widget.locator(".sby-begin")).to_be_visible()
    expect(widget.locator(".sby-title")).to_be_focused()


def test_practice_resumes_after_a_reload(open_lesson, server):
    """What was played is kept in the own folder, and is there again with a fresh kernel."""
    lesson = open_lesson(PLAY)
    lesson.widget.locator(".sby-begin").click()
    lesson.widget.locator(".sby-choice").nth(1).click()
    expect(lesson.status).to_have_text("Tersimpan ✓")
    assert server.own("practice.json") == {"bangku-kosong": ["bangku-duduk"]}
    open_lesson.reload(lesson)
    expect(lesson.widget.locator(".sby-you .sby-said")).to_have_text(re.compile("^Kamu duduk"))
    expect(lesson.widget.get_by_text("Kamu melanjutkan dari tempat terakhir.")).to_be_visible()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_no_accessibility_faults(fill_lesson, theme):
    """axe finds nothing at the start, within the conversation, at its end, in the help card and when left."""
    lesson = fill_lesson(PLAY)
    lesson.theme(theme)
    page, widget = lesson.page, lesson.widget
    assert violations(page) == []
    widget.locator(".sby-begin").click()
    expect(widget.locator(".sby-log li").first).to_be_focused()
    page.keyboard.press("1")
    expect(widget.locator(".sby-you")).to_be_focused()
    assert violations(page) == []
    for step, number in enumerate("131", 1):
        page.keyboard.press(number)
        expect(widget.locator(".sby-you").nth(step)).to_be_focused()
    widget.locator("summary").click()
    assert violations(page) == []
    widget.locator(".sby-help-button").click()
    assert violations(page) == []
    widget.locator(".sby-exit-button").click()
    assert violations(page) == []


def test_nothing_scrolls_sideways_on_a_phone(fill_lesson):
    """At 360 px, and with text twice as large, everything fits the width and no target is below 44 px."""
    lesson = fill_lesson(PLAY, width=360, height=740)

    def check():
        for size in ["200%", "100%"]:
            lesson.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
            look()

    def look():
        overflow = lesson.widget.evaluate(
            "(el) => [el, ...el.querySelectorAll('*')].filter((part) => part.checkVisibility()"
            " && !part.matches('.sby-unseen') && (part.getBoundingClientRect().right > innerWidth"
            " || part.getBoundingClientRect().left < 0)).map((part) => part.className)"
        )
        assert overflow == []
        low = lesson.widget.evaluate(
            "(el) => [...el.querySelectorAll('button, summary')].filter((part) => part.checkVisibility()"
            " && part.getBoundingClientRect().height < 44).map((part) => part.textContent)"
        )
        assert low == []

    check()
    play_to_the_end(lesson, "1", "1", "3", "1")
    lesson.widget.locator("summary").click()
    check()
    lesson.widget.locator(".sby-help-button").click()
    check()


def test_help_and_exit_stay_in_reach(fill_lesson):
    """However far the conversation went, both buttons are on the screen; leaving hides what was said."""
    lesson = fill_lesson(PLAY, width=360, height=740)
    play_to_the_end(lesson, "1", "1", "3", "1")
    widget = lesson.widget
    lesson.page.evaluate("() => document.querySelector('.sby-retry').scrollIntoView({block: 'end'})")
    for name in ["Aku butuh bantuan", "Keluar dulu"]:
        expect(widget.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    widget.get_by_role("button", name="Keluar dulu").click()
    expect(widget.locator(".sby-log")).to_be_hidden()
    expect(widget.locator(".sby-away")).to_be_focused()
    lesson.page.keyboard.press("1")
    widget.get_by_role("button", name="Buka lagi").click()
    expect(widget.locator(".sby-ending")).to_be_visible()


def test_stray_keys_leave_the_notebook_alone(fill_lesson):
    """Keys that edit a notebook do nothing from any element of the widget, nor after a click on plain text."""
    lesson = fill_lesson(PLAY)
    before = lesson.cells()
    widget = lesson.widget

    def stray():
        for key in STRAY_KEYS:
            lesson.page.keyboard.press(key)

    widget.locator(".sby-setting").click()
    stray()
    widget.locator(".sby-begin").click()
    expect(widget.locator(".sby-log li").first).to_be_focused()
    stray()
    widget.locator(".sby-choice").first.focus()
    stray()
    widget.locator(".sby-said").first.click()
    stray()
    widget.locator(".sby-help-button").click()
    stray()
    assert lesson.cells() == before
    expect(widget.locator(".sby-choice")).to_have_count(3)


@pytest.mark.parametrize("way", ["shut down", "killed"])
def test_a_lost_kernel_shows_not_saved(open_lesson, server, way):
    """With the kernel gone the choice is still there, and "Belum tersimpan" shows within five seconds."""
    lesson = open_lesson(PLAY)
    lesson.widget.locator(".sby-begin").click()
    expect(lesson.widget.locator(".sby-log li").first).to_be_focused()
    (server.shut_kernels if way == "shut down" else server.kill_kernel)()
    lesson.widget.locator(".sby-choice").first.click()
    expect(lesson.status).to_contain_text("Belum tersimpan", timeout=WITHIN_FIVE_SECONDS)
    expect(lesson.status).to_have_attribute("role", "status")
    expect(lesson.widget.locator(".sby-choice")).to_have_count(3)


def test_a_failed_write_shows_not_saved(fill_lesson, server):
    """A disk that cannot be written to is told at once; the conversation goes on."""
    (server.root / ".sebaya" / "practice.json").mkdir()
    try:
        lesson = fill_lesson(PLAY)
        lesson.widget.locator(".sby-begin").click()
        lesson.widget.locator(".sby-choice").first.click()
        expect(lesson.status).to_contain_text("Belum tersimpan", timeout=WITHIN_FIVE_SECONDS)
        expect(lesson.widget.locator(".sby-coach")).to_have_count(1)
    finally:
        (server.root / ".sebaya" / "practice.json").rmdir()


def test_a_conversation_for_older_trainees_says_so(fill_lesson):
    older = (
        "import dataclasses, scenarios.lesson; from scenarios.content import dialogue; "
        'scenarios.lesson.dialogue = lambda name: dataclasses.replace(dialogue(name), tiers=("T2", "T3"))'
    )
    lesson = fill_lesson(older, 'from scenarios import play; play("bangku-kosong", "id")')
    expect(lesson.widget.locator(".sby-start .sby-warning")).to_contain_text("usia 15 tahun ke atas")
