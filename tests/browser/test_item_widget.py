"""Items, the introduction and the hand-in on a real page: by keyboard, after a reload, and when saving fails."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from scenarios.responses import signed_content
from scenarios.signature import verify

pytestmark = [pytest.mark.browser]

ITEMS = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
CODE = "7K2QF-9DM4X"
FULL_WHEN_ASKED = """
import pathlib, time, scenarios.responses
write_whole = scenarios.responses.write_whole
def full(path, content):
    if pathlib.Path("full").exists():
        raise OSError(28, "No space left on device")
    if pathlib.Path("slow").exists():
        time.sleep(float(pathlib.Path("slow").read_text() or 6))
    write_whole(path, content)
scenarios.responses.write_whole = full
"""
INTRO = "from scenarios import intro; intro()"
SUBMIT = "from scenarios import submit; submit()"
WITHIN_5_SECONDS = 5_000
TOO_WIDE = """
() => [...document.querySelectorAll('.sby, .sby *')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.matches('.sby-unseen'))
  .filter((one) => getComputedStyle(one).overflowX !== 'visible')
  .map((one) => one.outerHTML)
"""


def ask(*names: str) -> list[str]:
    return [f'from scenarios import ask; ask("{name}")' for name in names]


def exercise(name: str) -> str:
    return f'from scenarios import practice; practice("m00-latihan/{name}", "id")'


EVERYTHING = [INTRO, *ask("A1", "A2", "A3", "A4", "A5"), SUBMIT]


@pytest.fixture
def folder(server: Any) -> Iterator[Path]:
    """The server's folder as one assessment's folder."""

    def sweep() -> None:
        for old in [
            *server.root.glob("responses*"),
            *server.root.glob("*.json"),
            server.root / "full",
            server.root / "slow",
        ]:
            old.unlink(missing_ok=True)
        shutil.rmtree(server.root / "inbox", ignore_errors=True)

    sweep()
    shutil.copy(ITEMS, server.root / "items.json")
    yield server.root
    sweep()


def on_disk(folder: Path) -> dict[str, Any]:
    try:
        entries = json.loads((folder / "responses.json").read_bytes())["answers"]
    except FileNotFoundError:
        return {}
    return {name: entry["answer"] for name, entry in entries.items()}


def item(page: Page, name: str) -> Locator:
    return page.locator(".sby", has=page.locator(f'[data-sby-item="{name}"]'))


def wait_saved(widget: Locator) -> None:
    expect(widget.locator(".sby-status")).to_contain_text("Tersimpan")


def answer_all_by_keyboard(page: Page) -> None:
    """Answer each type with keys alone."""
    keys = page.keyboard
    item(page, "A1").locator("input").first.focus()
    keys.press("Space")
    wait_saved(item(page, "A1"))

    talk = item(page, "A2")
    talk.locator(".sby-choice").first.focus()
    keys.press("Enter")
    expect(talk.locator(".sby-choice").first).to_contain_text("kesepian")
    wait_saved(talk)

    item(page, "A3").locator(".sby-down").first.focus()
    keys.press("Enter")
    keys.press("Enter")
    wait_saved(item(page, "A3"))

    first = item(page, "A4").locator("select").first
    first.focus()
    keys.press("ArrowDown")
    expect(first).to_have_value("t5")
    wait_saved(item(page, "A4"))

    item(page, "A5").locator("textarea").focus()
    keys.type("bb dd xx Kedengarannya kamu kecewa.")
    wait_saved(item(page, "A5"))


GIVEN = {
    "A1": {"option": "k3f"},
    "A2": {"path": ["c1"]},
    "A3": {"order": ["x7", "b4", "q1", "n9"]},
    "A4": {"pairs": {"r4": "t5"}},
    "A5": {"text": "bb dd xx Kedengarannya kamu kecewa."},
}


def expect_given(page: Page) -> None:
    expect(item(page, "A1").locator("input").first).to_be_checked()
    expect(item(page, "A2").locator(".sby-line.sby-you")).to_have_count(1)
    expect(item(page, "A3").locator(".sby-step-text").nth(2)).to_have_text("Dengarkan tanpa memotong.")
    expect(item(page, "A4").locator("select").first).to_have_value("t5")
    expect(item(page, "A5").locator("textarea")).to_have_value(GIVEN["A5"]["text"])


def test_a_reply_saved_late_does_not_call_the_keyboard_back(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(FULL_WHEN_ASKED, *EVERYTHING).page
    (folder / "slow").write_text("1")
    talk, steps = item(page, "A2"), item(page, "A3")
    talk.locator(".sby-choice").first.focus()
    page.keyboard.press("Enter")
    steps.locator(".sby-down").first.focus()  # before the kernel has answered
    expect(talk.locator(".sby-choice").first).to_contain_text("kesepian")
    page.keyboard.press("Enter")
    wait_saved(steps)
    page.keyboard.press("Enter")
    wait_saved(steps)
    assert on_disk(folder)["A3"] == GIVEN["A3"]


@pytest.mark.parametrize("has_new_kernel", [False, True])
def test_every_type_is_answered_by_keyboard_and_found_after_a_reload(
    open_lesson: Any, folder: Path, has_new_kernel: bool
) -> None:
    lesson = open_lesson(*EVERYTHING)
    cells = lesson.cells()
    answer_all_by_keyboard(lesson.page)
    assert on_disk(folder) == GIVEN
    assert lesson.cells() == cells, "a key reached the notebook"
    expect(lesson.page.locator(".sby-progress-text")).to_have_text("3 dari 5 soal sudah dijawab")
    if has_new_kernel:
        open_lesson.reload(lesson)
    else:
        lesson.page.goto("about:blank")
        open_lesson.show(lesson, sorted(folder.glob("lesson-*.ipynb"), key=lambda path: path.stat().st_mtime)[-1].name)
    expect_given(lesson.page)
    assert on_disk(folder) == GIVEN


def test_an_untouched_order_is_no_answer_until_it_is_said_to_be_right(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(*ask("A3")).page
    order = item(page, "A3")
    expect(order).to_contain_text("Belum dijawab")
    assert on_disk(folder) == {}
    order.get_by_role("button", name="Urutan ini sudah pas").press("Enter")
    wait_saved(order)
    assert on_disk(folder) == {"A3": {"order": ["q1", "x7", "b4", "n9"]}}
    expect(order.get_by_text("Belum dijawab")).to_be_hidden()


def test_a_step_keeps_the_focus_and_its_new_place_is_announced(fill_lesson: Any, folder: Path) -> None:
    assert folder
    page = fill_lesson(*ask("A3")).page
    order = item(page, "A3")
    order.get_by_role("button", name="Naikkan Katakan batas rahasia").press("Enter")
    expect(order.locator('.sby-unseen[role="status"]')).to_have_text("Sekarang di urutan 2 dari 4.")
    expect(order.get_by_role("button", name="Naikkan Katakan batas rahasia")).to_be_focused()


def test_a_conversation_goes_to_its_end_and_one_step_back(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(*ask("A2")).page
    talk = item(page, "A2")
    talk.locator(".sby-choice").first.press("Enter")
    expect(talk.locator(".sby-line:focus")).to_have_count(1)
    talk.get_by_role("button", name="Kedengarannya kamu kesepian").press("Enter")
    expect(talk.locator(".sby-over")).to_be_visible()
    expect(talk.locator(".sby-you").nth(1)).to_be_focused()  # only then the next press counts
    talk.get_by_role("button", name="Kembali satu langkah").press("Enter")
    expect(talk.locator(".sby-choice")).to_have_count(3)
    wait_saved(talk)
    assert on_disk(folder) == {"A2": {"path": ["c1"]}}


def test_every_type_has_no_axe_violation_in_both_themes_and_widths(fill_lesson: Any, folder: Path) -> None:
    assert folder
    lesson = fill_lesson(*EVERYTHING)
    page = lesson.page
    answer_all_by_keyboard(page)
    hand_in(page, confirmed=False)
    page.locator(".sby-ask").wait_for()
    for theme, width in (("JupyterLab Light", 1280), ("JupyterLab Dark", 360)):
        lesson.theme(theme)
        page.set_viewport_size({"width": width, "height": 900})
        _expect_no_violation(page)


def test_exercises_have_no_axe_violation_with_their_feedback(fill_lesson: Any) -> None:
    names = ["pilih-tanggapan", "urutkan-langkah", "jodohkan-tanggapan", "tulis-pantulan"]
    page = fill_lesson(*map(exercise, names)).page
    page.locator("input[type=radio]").nth(1).check()
    page.locator(".sby select").first.select_option("isi")
    page.locator("textarea").fill("Kamu kecewa.")
    for check in page.locator(".sby-foot .sby-primary").all():
        check.click()
    expect(page.locator(".sby-summary", has_text="tepat")).to_have_count(3)
    _expect_no_violation(page)


def _expect_no_violation(page: Page) -> None:
    page.wait_for_timeout(300)  # a theme fades in
    found = Axe().run(page, context=".sby").response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def test_a_phone_needs_no_sideways_scroll_and_targets_are_large(fill_lesson: Any, folder: Path) -> None:
    assert folder
    page = fill_lesson(*EVERYTHING, width=360, height=740).page
    item(page, "A2").locator(".sby-choice").first.click()
    wait_saved(item(page, "A2"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(TOO_WIDE) == []
    targets = page.locator(".sby button:visible, .sby select:visible, .sby textarea:visible, .sby .sby-card:visible")
    for target in targets.all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 44, target.evaluate("(one) => one.outerHTML")
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_a_second_kernel_keeps_the_newer_answer_and_shows_it(open_lesson: Any, folder: Path) -> None:
    one = open_lesson(*ask("A1", "A5")).page
    other = open_lesson(*ask("A1", "A5")).page
    item(one, "A1").locator("input").nth(0).check()
    wait_saved(item(one, "A1"))
    item(one, "A5").locator("textarea").fill("Dari jendela pertama.")
    wait_saved(item(one, "A5"))

    item(other, "A1").locator("input").nth(1).click()  # not check(): the newer answer may be shown before that looks
    expect(item(other, "A1").locator(".sby-status")).to_contain_text(
        "Jawaban yang lebih baru sudah tersimpan di jendela lain"
    )
    expect(item(other, "A1").locator("input").nth(0)).to_be_checked()
    item(other, "A5").locator("textarea").fill("Dari jendela kedua.")
    expect(item(other, "A5").locator("textarea")).to_have_value("Dari jendela pertama.")
    assert on_disk(folder) == {"A1": {"option": "k3f"}, "A5": {"text": "Dari jendela pertama."}}

    item(other, "A5").get_by_role("button", name="Pakai tulisan ini").click()  # what was written is not lost
    wait_saved(item(other, "A5"))
    assert on_disk(folder)["A5"] == {"text": "Dari jendela kedua."}


def test_two_tabs_on_one_kernel_stay_in_step(open_lesson: Any, folder: Path) -> None:
    lesson = open_lesson(*ask("A1", "A5"))
    other = lesson.page.context.new_page()
    other.goto(lesson.page.url)
    other.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    other.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    other.wait_for_selector(".sby-body > *")
    item(lesson.page, "A1").locator("input").nth(2).check()
    expect(item(other, "A1").locator("input").nth(2)).to_be_checked()
    item(other, "A5").locator("textarea").fill("Dari tab kedua.")
    expect(item(lesson.page, "A5").locator("textarea")).to_have_value("Dari tab kedua.")
    wait_saved(item(other, "A5"))
    assert on_disk(folder) == {"A1": {"option": "z2m"}, "A5": {"text": "Dari tab kedua."}}


def test_a_full_disk_shows_not_saved_and_the_next_try_saves(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(FULL_WHEN_ASKED, *ask("A1", "A5")).page
    (folder / "full").touch()
    item(page, "A1").locator("input").nth(0).check()
    item(page, "A5").locator("textarea").fill("Kedengarannya kamu kecewa.")
    for name in ("A1", "A5"):
        expect(item(page, name).locator(".sby-status")).to_contain_text("Belum tersimpan", timeout=WITHIN_5_SECONDS)
    assert on_disk(folder) == {}
    expect(item(page, "A5").locator("textarea")).to_have_value("Kedengarannya kamu kecewa.")
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    (folder / "full").unlink()
    for name in ("A1", "A5"):
        item(page, name).get_by_role("button", name="Coba simpan lagi").click()
        wait_saved(item(page, name))
    assert on_disk(folder) == {"A1": {"option": "k3f"}, "A5": {"text": "Kedengarannya kamu kecewa."}}


def test_a_late_save_shows_not_saved_and_then_saved(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(FULL_WHEN_ASKED, *ask("A1")).page
    (folder / "slow").touch()
    item(page, "A1").locator("input").nth(0).check()
    expect(item(page, "A1").locator(".sby-status")).to_contain_text("Belum tersimpan", timeout=WITHIN_5_SECONDS)
    wait_saved(item(page, "A1"))
    expect(item(page, "A1").get_by_role("button", name="Coba simpan lagi")).to_be_hidden()
    assert on_disk(folder) == {"A1": {"option": "k3f"}}


def test_a_lost_kernel_shows_not_saved_within_five_seconds(open_lesson: Any, server: Any, folder: Path) -> None:
    assert folder
    page = open_lesson(*ask("A1")).page
    server.kill_kernel()
    page.wait_for_timeout(200)
    began = time.monotonic()
    # Not by pointer: Jupyter's own notice of the restart may come up over the page at this very moment.
    item(page, "A1").locator("input").nth(0).dispatch_event("click")
    expect(item(page, "A1").locator(".sby-status")).to_contain_text("Belum tersimpan", timeout=WITHIN_5_SECONDS)
    assert time.monotonic() - began < 5


def hand_in(page: Page, *, trainee: str = "X-01", code: str = CODE, confirmed: bool = True) -> None:
    page.get_by_label("Kode peserta").last.fill(trainee)
    page.get_by_label("Kode pribadi").fill(code)
    page.get_by_role("button", name="Kumpulkan", exact=True).press("Enter")
    if confirmed:
        page.get_by_role("button", name="Ya, kumpulkan sekarang").press("Enter")


def test_handing_in_writes_a_signed_file_for_the_trainer_and_for_download(fill_lesson: Any, folder: Path) -> None:
    (folder / "inbox").mkdir()
    page = fill_lesson("import os; os.environ['SEBAYA_INBOX'] = os.path.abspath('inbox')", *EVERYTHING).page
    item(page, "A1").locator("input").nth(0).check()
    wait_saved(item(page, "A1"))
    hand_in(page)
    expect(page.locator(".sby-done")).to_contain_text("Sudah dikumpulkan pada")
    expect(page.locator(".sby-done")).to_contain_text("Pelatihmu sudah menerima berkasnya.")
    expect(page.get_by_label("Kode pribadi")).to_have_value("")
    [file] = (folder / "inbox").iterdir()
    document = json.loads(file.read_bytes())
    assert verify(signed_content(document), CODE, document["hand_in"]["signature"])
    assert document["answers"]["A1"]["answer"] == {"option": "k3f"}
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh berkas").click()
    assert waiting.value.suggested_filename == file.name
    assert json.loads(Path(waiting.value.path()).read_bytes()) == document
    item(page, "A1").locator("input").nth(1).check()
    expect(page.locator(".sby-state").first).to_contain_text("berubah sejak dikumpulkan")


def test_codes_that_cannot_be_are_told_at_their_field(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(SUBMIT).page
    hand_in(page, trainee="", confirmed=False)
    expect(page.get_by_role("alert")).to_contain_text("Kode peserta belum benar")
    expect(page.get_by_label("Kode peserta").last).to_be_focused()
    hand_in(page, code="7K2QF", confirmed=False)
    expect(page.get_by_role("alert")).to_contain_text("Kode pribadi belum benar")
    expect(page.get_by_label("Kode pribadi")).to_be_focused()
    assert on_disk(folder) == {}


def test_an_unanswered_item_is_named_and_its_link_leads_to_it(fill_lesson: Any, folder: Path) -> None:
    assert folder
    page = fill_lesson(*ask("A1", "A5"), SUBMIT).page
    hand_in(page, confirmed=False)
    expect(page.locator(".sby-ask")).to_contain_text("Masih ada 5 soal")
    page.get_by_role("button", name="Kembali mengerjakan").press("Enter")
    expect(page.locator(".sby-ask")).to_be_hidden()
    page.get_by_role("button", name="Soal 1").press("Enter")
    expect(page.locator('[data-sby-item="A1"]')).to_be_focused()


def test_the_language_changes_everywhere_at_once_and_answers_stay(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(*EVERYTHING).page
    answer_all_by_keyboard(page)
    page.get_by_role("button", name="English").press("Enter")
    expect(page.get_by_role("button", name="English")).to_be_focused()
    expect(item(page, "A1")).to_contain_text("Question 1 of 5")
    expect(page.get_by_role("button", name="Hand in", exact=True)).to_be_visible()
    expect(item(page, "A2").locator(".sby-line.sby-you")).to_contain_text("Sit next to her")
    expect(item(page, "A1").locator("input").first).to_be_checked()
    expect(item(page, "A5").locator("textarea")).to_have_value(GIVEN["A5"]["text"])
    item(page, "A1").locator("input").nth(1).check()
    expect(item(page, "A1").locator(".sby-status")).to_contain_text("Saved")
    assert on_disk(folder)["A1"] == {"option": "p8w"}


def test_an_incomplete_folder_is_told_in_plain_words(fill_lesson: Any, folder: Path) -> None:
    (folder / "items.json").unlink()
    page = fill_lesson(*ask("A1"), 'from scenarios import help_card; help_card("id")').page
    expect(page.get_by_text("Penilaian ini belum lengkap")).to_be_visible()
    assert page.get_by_text("Traceback").count() == 0


def test_a_damaged_file_is_told_in_plain_words_and_kept(fill_lesson: Any, folder: Path) -> None:
    (folder / "responses.json").write_text("{")
    page = fill_lesson(INTRO, *ask("A1")).page
    [aside] = folder.glob("responses.damaged-*.json")
    expect(page.get_by_role("alert").first).to_contain_text(aside.name)
    item(page, "A1").locator("input").nth(0).check()
    wait_saved(item(page, "A1"))


def test_an_option_is_checked_explained_and_tried_again(fill_lesson: Any) -> None:
    page = fill_lesson(exercise("pilih-tanggapan")).page
    page.get_by_role("button", name="Periksa").press("Enter")
    expect(page.locator(".sby-summary")).to_have_text("Jawab dulu, baru periksa.")
    page.locator("input").nth(1).check()
    page.get_by_role("button", name="Periksa").press("Enter")
    expect(page.locator(".sby-verdict:visible")).to_contain_text("Saran terlalu cepat")
    page.get_by_role("button", name="Coba lagi").press("Enter")
    expect(page.locator(".sby-verdict:visible")).to_have_count(0)
    page.locator("input").nth(0).check()
    page.get_by_role("button", name="Periksa").press("Enter")
    expect(page.locator(".sby-summary")).to_contain_text("Tepat. Kamu mengulang")


def test_an_order_and_a_matching_are_checked_part_by_part(fill_lesson: Any) -> None:
    page = fill_lesson(exercise("urutkan-langkah"), exercise("jodohkan-tanggapan")).page
    order, match = page.locator(".sby").nth(0), page.locator(".sby").nth(1)
    order.get_by_role("button", name="Periksa").click()
    expect(order.locator(".sby-verdict:visible")).to_have_count(4)
    match.locator("select").nth(0).select_option("isi")
    match.locator("select").nth(1).select_option("isi")
    match.get_by_role("button", name="Periksa").click()
    expect(match.locator(".sby-summary")).to_have_text("1 dari 3 sudah tepat.")
    match.locator("select").nth(1).select_option("rasa")
    expect(match.locator(".sby-verdict:visible")).to_have_count(0)


def test_a_text_is_compared_with_examples_and_never_sent(fill_lesson: Any, folder: Path) -> None:
    lesson = fill_lesson(exercise("tulis-pantulan"))
    page = lesson.page
    page.get_by_role("button", name="Bandingkan").press("Enter")
    expect(page.locator(".sby-more")).to_be_hidden()
    page.locator("textarea").fill("rahasia-uji kamu kecewa")
    page.get_by_role("button", name="Bandingkan").press("Enter")
    expect(page.locator(".sby-more")).to_contain_text("Aku menyebut satu perasaan.")
    expect(page.locator(".sby-more")).to_contain_text("Kedengarannya kamu kecewa")
    assert lesson.sent, "what a page sends is heard"
    assert not any(b"rahasia-uji" in frame for frame in lesson.sent)
    assert on_disk(folder) == {}
