"""What a trainee and a trainer do, in a real browser, from the first page to the record on paper."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from restarting import Restarting

from grader.collect import collect
from grader.course import Course
from grader.decision import decide
from grader.desk import desk_server
from grader.example import ASSESSMENT
from grader.feedback import make_feedback
from grader.invented import TEXTS, best_answer
from grader.keys import Key
from grader.mark import mark_class
from grader.module_record_pdf import write_records
from grader.roster import read_roster
from grader.start import trainee_server
from grader.trainee_folder import prepare
from scenarios.model import Dialogue
from scenarios.player import Player
from scenarios.variants import items_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OPEN_WITHIN_MS = 120_000
EXPOSED = ("--JupyterNotebookApp.expose_app_in_browser=True",)
HERE = ("http://127.0.0.1:", "file:", "ws://127.0.0.1:", "data:", "blob:", "about:", "chrome-error:")
SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
"""A folder for pictures of every page at 1280 and 360 px, for a person to look at."""


@pytest.fixture(scope="module")
def course(released_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(Path(shutil.copytree(released_class, tmp_path_factory.mktemp("whole-way") / "kelas", symlinks=True)))


@pytest.fixture
def page(chromium: Restarting) -> Iterator[Page]:
    """A page that may ask nothing of another machine."""
    opened = chromium.new_page()
    opened.set_default_timeout(OPEN_WITHIN_MS)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda socket: asked.append(socket.url))
    yield opened
    opened.close()
    assert asked
    assert [url for url in asked if not url.startswith(HERE)] == []


def shoot(page: Page, name: str, at: Locator | None = None) -> None:
    if not SHOTS:
        return
    before = page.viewport_size
    for width, height in ((1280, 900), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(600)
        if at:
            at.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(300)
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png")
    if before:
        page.set_viewport_size(before)


def wait_ready(page: Page) -> None:
    page.wait_for_selector('.sebaya-note[data-says="ready"]', state="attached")
    page.wait_for_selector(".sby-body > *")


def item(page: Page, name: str) -> Locator:
    return page.locator(".sby", has=page.locator(f'[data-sby-item="{name}"]'))


def wait_saved(widget: Locator) -> None:
    expect(widget.locator(".sby-status")).to_contain_text("Tersimpan", timeout=20_000)


def play_by_keyboard(page: Page) -> None:
    """Begin the first dialogue of the lesson and choose by number keys to its ending."""
    talk = page.locator(".sby", has=page.locator(".sby-begin")).first
    talk.locator(".sby-begin").scroll_into_view_if_needed()
    shoot(page, "dialogue-start", talk)
    talk = page.locator(".sby", has=page.locator("h3.sby-title", has_text="Ranking turun")).first
    talk.locator(".sby-begin").focus()
    page.keyboard.press("Enter")
    for turn in range(20):
        expect(talk.locator(".sby-choice, .sby-back, .sby-ending").first).to_be_visible()
        if not talk.locator(".sby-choice").count():
            break
        said = talk.locator(".sby-line.sby-you").count()
        if turn == 2:
            shoot(page, "dialogue", talk)
        page.keyboard.press("1")
        expect(talk.locator(".sby-line.sby-you").nth(said)).to_be_focused()  # only then the next press counts
    expect(talk.locator(".sby-choice")).to_have_count(0)
    expect(talk).to_contain_text("Jalan kembali")
    shoot(page, "dialogue-debrief", talk.locator("h4").last)


def answer(page: Page, key: Key, trainee: str, name: str) -> None:
    """Answer one item as its key says, through the screen."""
    whole = key.items_for(trainee)[name]
    wanted, widget = key.opaque(whole, best_answer(whole)), item(page, name)
    _ANSWERS[whole["type"]](page, widget, wanted, items_for(key.public(), trainee)[name])
    if whole["type"] != "dialogue":
        wait_saved(widget)


def _choice(_page: Page, widget: Locator, wanted: Mapping[str, Any], _public: Mapping[str, Any]) -> None:
    widget.locator(f'input[value="{wanted["option"]}"]').check()


def _ordering(_page: Page, widget: Locator, wanted: Mapping[str, Any], _public: Mapping[str, Any]) -> None:
    for place, step in enumerate(wanted["order"]):
        row = widget.locator(f'[data-step="{step}"]')
        up = row.locator(".sby-up")
        # As a person does: look where the step is now, and press again until it is where it belongs.
        while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > place:
            up.press("Enter")
    widget.get_by_role("button", name="pas").click()


def _matching(_page: Page, widget: Locator, wanted: Mapping[str, Any], public: Mapping[str, Any]) -> None:
    for row, select in zip(public["rows"], widget.locator("select").all(), strict=True):
        select.select_option(wanted["pairs"][row["id"]])


def _text(_page: Page, widget: Locator, wanted: Mapping[str, Any], _public: Mapping[str, Any]) -> None:
    widget.locator("textarea").fill(wanted["text"])
    widget.locator("textarea").blur()


def _dialogue(page: Page, widget: Locator, wanted: Mapping[str, Any], public: Mapping[str, Any]) -> None:
    player = Player(Dialogue.from_json(public["dialogue"]))
    widget.locator(".sby-choice").first.focus()
    for turn, choice in enumerate(wanted["path"]):
        place = [offered.id for offered in player.choices].index(choice)
        widget.locator(".sby-choice").nth(place).focus()
        page.keyboard.press("Enter")
        expect(widget.locator(".sby-line.sby-you").nth(turn)).to_be_focused()  # only then the next press counts
        player.choose(choice)
    assert player.has_ended
    wait_saved(widget)


_ANSWERS: dict[str, Callable[[Page, Locator, Mapping[str, Any], Mapping[str, Any]], None]] = {
    "choice": _choice,
    "dialogue": _dialogue,
    "matching": _matching,
    "ordering": _ordering,
    "text": _text,
}


def study(page: Page, course: Course, key: Key, trainee: Any) -> None:
    """From the start page through a dialogue of the lesson to the handed-in assessment."""
    with trainee_server(prepare(course.root, trainee.code), options=EXPOSED) as server:
        page.goto(server.address)
        wait_ready(page)
        shoot(page, "beranda")
        page.locator('.sby-go.sby-primary[href^="m02-listening"]').click()
        page.wait_for_url("**/m02-listening/lesson.id.ipynb*")
        wait_ready(page)
        shoot(page, "lesson")
        play_by_keyboard(page)

        page.goto(server.address)
        wait_ready(page)
        page.locator(f'.sby-go[href*="assessments/{ASSESSMENT}"]').click()
        page.wait_for_url(f"**/assessments/{ASSESSMENT}/*")
        wait_ready(page)
        shoot(page, "assessment")
        names = list(key.items)
        half = len(names) // 2
        for name in names[:half]:
            answer(page, key, trainee.code, name)
        page.reload()
        wait_ready(page)
        for name in names[:half]:
            wait_saved(item(page, name))  # found again, not answered again
        for name in names[half:]:
            answer(page, key, trainee.code, name)
            shoot(page, f"item-{key.items[name]['type']}", item(page, name))
        hand_in(page, trainee)


def hand_in(page: Page, trainee: Any) -> None:
    form = page.locator(".sby", has=page.locator(".sby-secret"))
    inputs = form.locator("input")
    inputs.nth(0).fill(trainee.code)
    inputs.nth(1).fill(trainee.personal_code)
    form.locator("button[type=submit]").click()
    expect(form.locator(".sby-done")).to_contain_text("Sudah dikumpulkan")
    shoot(page, "handed-in", form)


def mark_by_hand(page: Page, course: Course) -> None:
    """Give both free texts level 4 on formgrader's own page, the rubric in view."""
    with desk_server(course, port=0) as desk:
        page.goto(desk.address)
        page.goto(f"{desk.url}formgrader/gradebook/{ASSESSMENT}/{ASSESSMENT}")
        link = page.locator('a[href*="/formgrader/submissions/"]').first
        link.click()
        expect(page.locator(".sebaya-rubric")).to_have_count(2)
        # Formgrader listens to a score only once it has fetched all of them.
        expect(page.locator("input.score.needs_manual_grade")).to_have_count(2, timeout=60_000)
        expect(page.locator(".sebaya-answer").first).to_have_text(TEXTS["skilled"])
        shoot(page, "formgrader")
        for answered in page.locator(".nbgrader_cell", has=page.locator(".sebaya-rubric")).all():
            with page.expect_response(lambda response: "/api/grade/" in response.url and response.ok):
                answered.locator("input.score").fill("4")
                answered.locator("input.score").blur()


def test_from_the_first_page_to_the_record(page: Page, course: Course) -> None:
    key = Key.read(course.key_file(ASSESSMENT))
    trainee = read_roster(course)[0]

    study(page, course, key, trainee)
    assert [result.outcome for result in collect(course, ASSESSMENT)] == ["new"]
    assert [result.trainee for result in mark_class(course, ASSESSMENT) if result.outcome == "marked"] == [trainee.code]
    mark_by_hand(page, course)
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(ASSESSMENT, trainee.code)
        assert not submission.needs_manual_grade
        assert submission.score == submission.max_score

    make_feedback(course, ASSESSMENT)
    (feedback,) = course.feedback(ASSESSMENT, trainee.code).glob("*.html")
    page.goto(feedback.as_uri())
    expect(page.locator("h1")).to_be_visible()
    shoot(page, "feedback")

    (decision,) = [decision for decision in decide(course, ASSESSMENT) if decision.trainee == trainee.code]
    assert decision.outcome == "passed"
    (record,) = write_records(course, ASSESSMENT)
    text = " ".join(text for sheet in PdfReader(record).pages for text in sheet.extract_text().split())
    assert trainee.name in text
    assert "bukan sertifikat" in text
