"""What a trainee meets in Notebook 7: our pages open by themselves, cannot be edited, and nothing else runs."""

import json
import os
import shutil
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from kernel_process import kernel_pid
from playwright.sync_api import Dialog, Page, expect
from restarting import Restarting

import scenarios.content
from grader.course import CONFIG, Course
from grader.example import open_gate
from grader.referral import Contact, read_map, write_map
from grader.server import Server
from grader.start import trainee_server
from grader.trainee_folder import prepare
from scenarios.authoring.compile import compile_content
from scenarios.authoring.gather import gather

REPOSITORY = Path(__file__).parents[2]
LESSON = "m02-listening/lesson.id.ipynb"
HOME = "from scenarios import home; home()"
OPTIONS = ("--JupyterNotebookApp.expose_app_in_browser=True",)
OPEN_WITHIN_MS = 90_000
WIDGETS = ".sby:not(.sebaya-card, .sebaya-away)"
ITEMS = {
    "format": 1,
    "id": "m02-listening",
    "title": {"id": "Penilaian", "en": "Assessment"},
    "intro": {"id": "Jawab dengan tenang.", "en": "Take your time."},
    "minutes": 5,
    "items": [
        {
            "id": "A1",
            "type": "choice",
            "prompt": {"id": "Mana yang memantulkan?", "en": "Which one reflects?"},
            "options": [{"id": name, "text": {"id": name, "en": name}} for name in ("satu", "dua", "tiga")],
        }
    ],
}
CHROME = (
    ".jp-CodeCell .jp-InputArea, .jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser, .jp-Toolbar, .jp-cell-toolbar,"
    "#menu-panel, #top-panel-wrapper, .jp-Notebook-footer, [class*=nbgrader]"
)
"""What must not be seen on a page of ours: code, prompts, bars, buttons of the notebook."""
SEEN = """
(chrome) => [...document.querySelectorAll(chrome)]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) > 0)
  .map((each) => each.className)
"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def notebook(*cells: tuple[str, str], **metadata: object) -> str:
    written = [
        {"cell_type": kind, "id": f"c{number}", "metadata": {"tags": ["autorun"]}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for number, (kind, source) in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": written, "metadata": {"kernelspec": kernel, **metadata}, "nbformat": 4, "nbformat_minor": 5}
    )


@dataclass
class Trainee:
    """A browser in front of a trainee's server, and what it was asked."""

    server: Server
    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.server.root

    def accept(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.type)
        dialog.accept()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server.url}notebooks/{path}?token={self.server.token}")

    def ready(self) -> None:
        self.page.wait_for_selector('.sebaya-note[data-says="ready"]', state="attached", timeout=OPEN_WITHIN_MS)
        self.page.wait_for_selector(".sby-body > *", timeout=OPEN_WITHIN_MS)

    def open(self, path: str) -> None:
        self.go(path)
        self.ready()

    def cells(self) -> object:
        return self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.context.model.toJSON()"
            ".cells.map((each) => [each.cell_type, each.source])"
        )

    def is_dirty(self) -> bool:
        return bool(self.page.evaluate("() => jupyterapp.shell.currentWidget.context.model.dirty"))

    def scrolls_sideways(self) -> bool:
        return bool(
            self.page.evaluate(
                "() => [document.documentElement, document.querySelector('.jp-WindowedPanel-outer')]"
                ".some((each) => each.scrollWidth > each.clientWidth)"
            )
        )

    def seen_chrome(self) -> list[str]:
        return self.page.evaluate(SEEN, CHROME)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that `sebaya start` runs, with the content of this repository, compiled now."""
    folder = tmp_path_factory.mktemp("surface")
    site = folder / "site"
    shutil.copytree(
        REPOSITORY / "scenarios", site / "scenarios", ignore=shutil.ignore_patterns("compiled", "__pycache__")
    )
    compile_content(gather(REPOSITORY), site / "scenarios" / "compiled")
    course = folder / "kelas ü"
    course.mkdir()
    (course / CONFIG).write_text("")
    (course / "class.yaml").write_text("{format: 1, id: kelas, name: Kelas}")
    open_gate(Course(course))
    write_map(Course(course), read_map(Course(course)).put(Contact("Bu Rina", role="guru BK")))
    release = course / "release" / "m02-listening"
    release.mkdir(parents=True)
    (release / "items.json").write_text(json.dumps(ITEMS))
    (release / "m02-listening.ipynb").write_text(
        notebook(
            ("markdown", "# Penilaian"),
            ("code", "from scenarios import intro; intro()"),
            ("code", 'from scenarios import ask; ask("A1")'),
            ("code", "# A1"),
            ("markdown", "<!-- A11 -->"),
            ("code", "from scenarios import submit; submit()"),
        )
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenarios.content, "COMPILED", site / "scenarios" / "compiled")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(site), str(REPOSITORY)]))
        with trainee_server(prepare(course, "P-01"), port=0, options=OPTIONS) as server:
            yield server


@pytest.fixture(scope="module")
def profile_of(profile: Callable[..., Restarting]) -> Callable[[int], Restarting]:
    """The browser profile of each width."""
    return cache(lambda width: profile(viewport={"width": width, "height": 800}, has_touch=width < 600))


@pytest.fixture(params=[1280])
def trainee(
    served: Server, profile_of: Callable[[int], Restarting], request: pytest.FixtureRequest
) -> Iterator[Trainee]:
    """A page in a profile that remembers nothing; afterwards nothing may have been asked of another machine."""
    found = Trainee(served, profile_of(request.param).new_page())
    found.page.on("request", lambda asked: found.requests.append(asked.url))
    found.page.on("websocket", lambda socket: found.requests.append(socket.url))
    found.page.on("dialog", found.accept)
    yield found
    forget = {"origin": served.url.rstrip("/"), "storageTypes": "local_storage,indexeddb,cache_storage,service_workers"}
    found.page.context.new_cdp_session(found.page).send("Storage.clearDataForOrigin", forget)
    with found.page.expect_event("close"):
        found.page.close(run_before_unload=True)
    found.page.context.clear_cookies()
    outside = [url for url in found.requests if urlsplit(url).hostname not in {"127.0.0.1", None}]
    assert not outside


both_widths = pytest.mark.parametrize("trainee", [1280, 360], indirect=True)


@both_widths
def test_the_start_page_is_a_page(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    page = trainee.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Halo, selamat datang di Sebaya")
    expect(page.locator(".sebaya-bar a")).to_have_attribute("aria-current", "page")
    assert trainee.seen_chrome() == []
    assert not trainee.scrolls_sideways()
    planned = page.locator(".sby-planned")
    expect(planned.get_by_role("link")).to_have_count(0)
    assert not planned.evaluate("e => e.open")


def test_axe_finds_nothing_in_the_start_page_and_the_bar(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    found = Axe().run(trainee.page)
    assert found.violations_count == 0, found.generate_report()


def test_the_start_page_leads_to_the_lesson_and_back(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    trainee.page.locator('a[href="m02-listening/lesson.id.ipynb"]').click()
    trainee.page.wait_for_url("**/m02-listening/lesson.id.ipynb*")
    trainee.ready()
    trainee.page.locator(".sebaya-bar").get_by_role("link", name="English").click()
    trainee.page.wait_for_url("**/m02-listening/lesson.en.ipynb*")
    trainee.page.locator(".sebaya-bar").get_by_role("link", name="Home").click()
    trainee.page.wait_for_url("**/notebooks/beranda.ipynb*")
    trainee.ready()
    assert trainee.dialogs == []


def test_the_language_is_chosen_on_the_start_page_and_kept(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    trainee.page.get_by_role("button", name="English").click()
    expect(trainee.page.get_by_role("heading", level=1)).to_have_text("Hello, welcome to Sebaya")
    expect(trainee.page.get_by_role("button", name="English")).to_be_focused()
    trainee.open("beranda.ipynb")
    lessons = trainee.page.get_by_role("link", name="Open the lesson")
    places = [link.get_attribute("href") or "" for link in lessons.all()]
    assert "m02-listening/lesson.en.ipynb" in places
    assert all(place.endswith("lesson.en.ipynb") for place in places)
    trainee.page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(trainee.page.get_by_role("heading", level=1)).to_have_text("Halo, selamat datang di Sebaya")


def test_the_help_card_names_the_schools_adult(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    trainee.page.get_by_role("button", name="Aku butuh bantuan").click()
    card = trainee.page.locator(".sebaya-card")
    expect(card.locator(".sby-adults")).to_contain_text("Bu Rina")
    expect(card).to_be_focused()
    trainee.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(trainee.page.get_by_role("button", name="Aku butuh bantuan")).to_be_focused()


def test_help_and_a_way_out_are_in_reach_wherever_the_page_is_scrolled(trainee: Trainee) -> None:
    trainee.open(LESSON)
    page = trainee.page
    page.locator(WIDGETS).last.scroll_into_view_if_needed()
    help_button, leave = (page.get_by_role("button", name=name) for name in ("Aku butuh bantuan", "Keluar dulu"))
    for each in (help_button, leave):
        expect(each).to_be_in_viewport()
        assert (each.bounding_box() or {"height": 0})["height"] >= 44
    leave.click()
    expect(page.locator(".sebaya-away")).to_be_focused()
    assert page.evaluate("() => document.querySelector('#main').inert") is True
    page.get_by_role("button", name="Buka lagi").click()
    expect(page.locator(".sebaya-away")).to_be_hidden()
    assert page.evaluate("() => document.querySelector('#main').inert") is False


@both_widths
def test_a_lesson_opens_by_itself_without_any_code(trainee: Trainee) -> None:
    begun = time.monotonic()
    trainee.go(LESSON)
    trainee.page.wait_for_selector(".sby-body > *", timeout=OPEN_WITHIN_MS)
    first = time.monotonic() - begun
    trainee.ready()
    print(f"first widget after {first:.1f} s, all after {time.monotonic() - begun:.1f} s")
    widgets = sum(kind == "code" for kind, _ in trainee.cells())  # type: ignore[attr-defined]
    expect(trainee.page.locator(WIDGETS)).to_have_count(widgets)
    assert trainee.seen_chrome() == []
    assert not trainee.scrolls_sideways()
    assert "from scenarios import" not in trainee.page.locator("body").inner_text()
    subshells = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.supportsSubshells"
    assert trainee.page.evaluate(subshells) is False, "what is pressed could go to one that the page closed"


def test_nothing_can_be_edited_or_lost(trainee: Trainee) -> None:
    trainee.open(LESSON)
    before, on_disk = trainee.cells(), (trainee.root / LESSON).read_bytes()
    trainee.page.locator(".jp-MarkdownCell p").first.click()
    for key in ["b", "a", "x", "d", "d", "m", "y", "Enter", "Shift+Enter", "Escape", "Control+s", "Control+Shift+c"]:
        trainee.page.keyboard.press(key)
    trainee.page.locator(".jp-MarkdownCell p").first.dblclick()
    trainee.page.wait_for_timeout(500)
    assert trainee.cells() == before
    expect(trainee.page.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(0)
    expect(trainee.page.locator(".jp-Dialog, .lm-CommandPalette:visible")).to_have_count(0)
    assert not trainee.is_dirty()
    trainee.page.goto("about:blank")
    assert trainee.dialogs == []
    assert (trainee.root / LESSON).read_bytes() == on_disk


@pytest.mark.skipif(os.name != "posix", reason="kernels are killed otherwise there")
@pytest.mark.parametrize("is_crash", [False, True])
def test_widgets_come_back_after_a_kernel_restart(trainee: Trainee, is_crash: bool) -> None:
    trainee.open("beranda.ipynb")
    page = trainee.page
    page.evaluate("() => document.querySelectorAll('.sby').forEach((each) => { each.dataset.old = 'yes'; })")
    if is_crash:
        os.kill(kernel_pid(trainee.page), signal.SIGKILL)
    else:
        page.evaluate("() => { jupyterapp.shell.currentWidget.sessionContext.restartKernel(); }")
    expect(page.locator(".sebaya-note")).to_contain_text("Menyiapkan pelajaran…", timeout=OPEN_WITHIN_MS)
    trainee.ready()
    page.wait_for_selector(".sby:not([data-old]) .sby-body > *", timeout=OPEN_WITHIN_MS)
    expect(page.locator(WIDGETS)).to_have_count(1)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.get_by_role("button", name="Aku butuh bantuan").click()
    assert not trainee.is_dirty()


def test_a_kernel_that_does_not_start_is_told_and_can_be_tried_again(trainee: Trainee) -> None:
    trainee.page.route("**/api/sessions*", lambda route: route.abort())
    trainee.go("m02-listening/lesson.en.ipynb")
    note = trainee.page.locator(".sebaya-note")
    expect(note).to_contain_text("The connection to the lesson was lost.", timeout=OPEN_WITHIN_MS)
    expect(note).to_contain_text("Sambungan ke pelajaran terputus.")
    expect(trainee.page.locator(".jp-Dialog")).to_have_count(0)
    trainee.page.unroute("**/api/sessions*")
    note.get_by_role("button", name="Coba lagi / Try again").click()
    trainee.ready()


@pytest.mark.parametrize(
    "extra", [("code", "open('ran', 'w').close()"), ("code", f"{HOME} "), ("code", HOME.upper()), ("raw", HOME)]
)
def test_a_notebook_with_anything_foreign_is_left_alone(trainee: Trainee, extra: tuple[str, str]) -> None:
    claims = {"sebaya": {"format": 1, "autorun": True}}
    text = notebook(("markdown", "# Pelajaran"), ("code", HOME), extra, **claims)
    (trainee.root / "asing.ipynb").write_text(text)
    trainee.go("asing.ipynb")
    page = trainee.page
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    page.wait_for_timeout(1500)
    expect(page.locator(".sby, .sebaya-note, .sebaya-bar")).to_have_count(0)
    assert all(shown.is_visible() for shown in page.locator(".jp-CodeCell .jp-InputArea").all())
    assert trainee.seen_chrome()
    assert page.evaluate("() => document.body.classList.contains('sebaya-page')") is False
    assert not (trainee.root / "ran").exists()


def test_a_file_beside_a_notebook_never_stands_in_for_our_code(trainee: Trainee) -> None:
    folder = trainee.root / "unduhan"
    folder.mkdir()
    for name in ("scenarios.py", "ipykernel_launcher.py", "json.py"):
        (folder / name).write_text("open('shadow', 'w').close()")
    (folder / "pelajaran.ipynb").write_text(notebook(("code", HOME)))
    trainee.open("unduhan/pelajaran.ipynb")
    assert not (folder / "shadow").exists()


def test_an_assessment_shows_its_items_and_hides_the_rest(trainee: Trainee) -> None:
    trainee.open("assessments/m02-listening/m02-listening.ipynb")
    expect(trainee.page.locator(WIDGETS)).to_have_count(3)
    assert trainee.seen_chrome() == []
    assert [cell.is_visible() for cell in trainee.page.locator(".sebaya-silent").all()] == [False, False]
    assert trainee.page.locator(".sebaya-broken").count() == 0
    counts = trainee.page.evaluate(
        "() => jupyterapp.shell.currentWidget.context.model.toJSON().cells.map((each) => each.execution_count ?? null)"
    )
    assert counts[3] is None


def test_a_page_whose_kernel_was_left_alone_is_asked_of_the_server_only_once(trainee: Trainee) -> None:
    trainee.open("beranda.ipynb")
    trainee.open("beranda.ipynb")
    request = urllib.request.Request(  # noqa: S310 (our own server)
        f"{trainee.server.url}api/sessions", headers={"Authorization": f"token {trainee.server.token}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        paths = [session["path"] for session in json.load(answer)]
    assert paths.count("beranda.ipynb") == 1
