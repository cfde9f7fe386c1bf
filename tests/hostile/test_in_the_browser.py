"""What hostile hand-ins do on a trainer's and a trainee's screen: nothing. Their text is shown as text."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from canary import Canary
from hostile_class import HostileClass
from memory import little_memory
from place import TEXT
from playwright.sync_api import Dialog, Page, expect
from restarting import Restarting
from trick import Trick, read_tricks

from grader.course import RESPONSES
from grader.desk import desk_server
from grader.example import ASSESSMENT
from grader.feedback import FILE
from grader.handin import parse_answers, parse_document
from grader.released import read_public
from grader.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOCAL = ("about", "blob", "data", "file")
MARKED = [trick for trick in read_tricks() if trick.marked == "marked"]
each_marked_trick = pytest.mark.parametrize("trick", MARKED, ids=lambda trick: trick.name)


@dataclass
class Reader:
    """Somebody who opens pages; `asked` are the addresses that these pages asked, `dialogs` what they opened.

    `calls` is how often the canary had been called before.
    """

    page: Page
    calls: int = 0
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def is_hacked(self) -> bool:
        return any(frame.evaluate("() => window.hacked !== undefined") for frame in self.page.frames)


@pytest.fixture(scope="module")
def only_reader(chromium: Restarting) -> Iterator[Reader]:
    one = Reader(chromium.new_page())
    one.page.set_default_timeout(15_000)
    one.page.on("request", lambda request: one.asked.append(request.url))
    one.page.on("websocket", lambda socket: one.asked.append(socket.url))
    one.page.on("dialog", one.dismiss)
    yield one
    one.page.close()


@pytest.fixture
def reader(only_reader: Reader, canary: Canary) -> Reader:
    """The same page each time, as one that is opened anew takes long; nothing of before is left in it."""
    only_reader.page.goto("about:blank")
    only_reader.calls = canary.calls
    only_reader.asked.clear()
    only_reader.dialogs.clear()
    return only_reader


@pytest.fixture(scope="module")
def desk(hostile_class: HostileClass, chromium: Restarting) -> Iterator[Server]:
    server = desk_server(hostile_class.course, port=0)
    with ExitStack() as stack:
        with little_memory():
            stack.enter_context(server)
        page = chromium.new_page()
        page.goto(server.address)
        page.close()
        yield server


@pytest.fixture(scope="module")
def notebooks(hostile_class: HostileClass) -> dict[str, str]:
    """Trainee → the id by which formgrader knows the marked notebook."""
    with hostile_class.course.gradebook() as gradebook:
        found = gradebook.notebook_submissions(ASSESSMENT, ASSESSMENT)
        return {notebook.student.id: notebook.id for notebook in found}


def written(hostile_class: HostileClass, trick: Trick) -> list[str]:
    """Return the free texts that a person has to read, as a browser gives them back."""
    trainee = hostile_class.places[trick.name].trainee.code
    path = hostile_class.course.submitted(ASSESSMENT, trainee) / RESPONSES
    public = read_public(hostile_class.course, ASSESSMENT)
    texts = [parse_answers(parse_document(path.read_bytes(), public, trainee))[name]["text"] for name in ("A12", "A13")]
    return [as_shown(text) for text in texts if text.strip()]


def as_shown(text: str) -> str:
    """HTML knows no zero byte and one kind of line end."""
    return text.replace("\0", "").replace("\ufffd", "").replace("\r", "\n").strip()


def assert_nothing_happened(one: Reader, canary: Canary, host: str) -> None:
    assert not one.is_hacked()
    assert one.dialogs == []
    addresses = [urlsplit(url) for url in one.asked]
    assert [at.geturl() for at in addresses if at.scheme not in LOCAL and at.netloc != host] == []
    assert canary.calls == one.calls
    assert not canary.path.exists()


@each_marked_trick
def test_formgrader_shows_text_as_text(
    hostile_class: HostileClass, desk: Server, notebooks: dict[str, str], reader: Reader, trick: Trick
) -> None:
    trainee = hostile_class.places[trick.name].trainee.code
    reader.page.goto(f"{desk.url}formgrader/submissions/{notebooks[trainee]}/")
    expect(reader.page.locator("input.score")).to_have_count(len(hostile_class.key.items))
    expect(reader.page.locator("input.score").first).to_be_visible()

    shown = [as_shown(text) for text in reader.page.locator(".sebaya-answer").all_text_contents()]
    assert shown == written(hostile_class, trick)
    assert_nothing_happened(reader, hostile_class.canary, urlsplit(desk.url).netloc)


@each_marked_trick
def test_the_feedback_page_shows_text_as_text(hostile_class: HostileClass, reader: Reader, trick: Trick) -> None:
    trainee = hostile_class.places[trick.name].trainee.code
    reader.page.goto((hostile_class.course.feedback(ASSESSMENT, trainee) / FILE).as_uri())
    expect(reader.page.locator("h1")).to_be_visible()

    shown = [as_shown(text) for text in reader.page.locator(".own").all_text_contents()]
    assert shown == written(hostile_class, trick)
    assert reader.page.locator("script").count() == 0
    assert_nothing_happened(reader, hostile_class.canary, "")


def test_the_lists_of_formgrader_open(hostile_class: HostileClass, desk: Server, reader: Reader) -> None:
    for page in (f"manage_submissions/{ASSESSMENT}", f"gradebook/{ASSESSMENT}/{ASSESSMENT}", "manage_students"):
        reader.page.goto(f"{desk.url}formgrader/{page}")
        expect(reader.page.locator("tbody tr td").first).to_be_visible()
    answer = reader.page.request.get(f"{desk.url}formgrader/api/submissions/{ASSESSMENT}")
    assert answer.ok
    marked = {trainee for trainee, (outcome, _) in hostile_class.marked.items() if outcome == "marked"}
    assert marked <= {entry["student"] for entry in answer.json()}
    assert_nothing_happened(reader, hostile_class.canary, urlsplit(desk.url).netloc)


def test_the_desk_names_what_it_refuses(hostile_class: HostileClass, desk: Server, reader: Reader) -> None:
    """Collected and marked once more from the desk's own page, which shows names as they came."""
    files = [path for path, outcome, *_ in hostile_class.collected if outcome == "refused"]
    files = [path for path in files if path.is_relative_to(hostile_class.course.root)]
    trainees = [trainee for trainee, (outcome, _) in hostile_class.marked.items() if outcome == "refused"]
    reader.page.goto(desk.address)
    for kind, count in (("collect", len(files)), ("mark", len(trainees))):
        reader.page.locator(f"button[data-kind={kind}]").click()
        expect(reader.page.locator("#problems tbody tr")).to_have_count(count)
        expect(reader.page.locator("#told")).to_have_class("done")
    assert_nothing_happened(reader, hostile_class.canary, urlsplit(desk.url).netloc)


def test_a_script_that_ran_would_be_noticed_in_each_way(reader: Reader, tmp_path: Path) -> None:
    canary = Canary(tmp_path / "file")
    reader.page.set_content(f"<p>{TEXT}</p><script>{canary.script}</script>")
    canary.wait()
    assert reader.is_hacked()
    assert reader.dialogs == ["1"]
    assert [url for url in reader.asked if url.startswith(canary.address)]
    assert not canary.is_untouched
    canary.close()
