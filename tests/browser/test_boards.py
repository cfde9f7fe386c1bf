"""A board in a real browser: panels without code, by keyboard, with undo; each panel's fault is its own."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from kernel_process import kernel_pid
from playwright.sync_api import Locator, Page, expect
from restarting import Restarting
from sample_board import PANELS, add_sample_board

from grader.board.open import board_server
from grader.course import Course
from grader.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
OPTIONS = ("--JupyterNotebookApp.expose_app_in_browser=True",)
WITHIN_MS = 30_000
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample board, as `sebaya desk` opens the others; its kernels know the sample panels as this process does."""
    folder = tmp_path_factory.mktemp("boards")
    course = Course(folder / "kelas ü")
    course.root.mkdir()
    (course.root / "class.yaml").write_text("{format: 1, id: kelas, name: Kelas}")
    (course.root / "register.db").write_bytes(b"junk")
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text("import sys\nif 'ipykernel' in ' '.join(sys.orig_argv): import start_sample")
    (site / "start_sample.py").write_text("from sample_board import add_sample_board; add_sample_board()")
    with pytest.MonkeyPatch.context() as patch:
        add_sample_board()
        patch.setenv("PYTHONPATH", os.pathsep.join([str(site), str(TESTS), str(TESTS.parent)]))
        with board_server(course, "sample", port=0, options=OPTIONS) as server:
            yield server


@pytest.fixture(scope="module")
def page(served: Server, chromium: Restarting) -> Iterator[Page]:
    """One page for all tests, each of which leaves it as it was; nothing may be asked of another machine."""
    opened = chromium.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda socket: asked.append(socket.url))
    opened.set_default_timeout(WITHIN_MS)
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.goto(served.address)
    ready(opened)
    yield opened
    opened.close()
    outside = [url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}]
    assert not outside


def ready(page: Page) -> None:
    page.wait_for_selector('.sebaya-note[data-says="ready"]', state="attached", timeout=WITHIN_MS)
    expect(page.locator(".sbb")).to_have_count(len(PANELS), timeout=WITHIN_MS)
    expect(page.locator(".sbb [aria-busy]")).to_have_count(0, timeout=WITHIN_MS)


def panel(page: Page, name: str) -> Locator:
    return page.locator(".sbb").nth([one.id for one in PANELS].index(name))


def told(page: Page, name: str) -> Locator:
    return panel(page, name).locator(".sbb-told")


def headings(page: Page) -> list[str]:
    return [text.rstrip("¶") for text in page.get_by_role("heading", level=2).all_inner_texts()]


def scrolls_sideways(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => [document.documentElement, document.querySelector('.jp-WindowedPanel-outer')]"
            ".some((each) => each.scrollWidth > each.clientWidth)"
        )
    )


def test_the_board_is_a_page_without_code_and_with_a_bar_of_its_own(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meja contoh")
    assert headings(page) == [one.title["id"] for one in PANELS]
    assert "grader.board" not in page.locator("body").inner_text()
    expect(page.locator(".jp-CodeCell .jp-InputArea:visible, .jp-InputPrompt:visible")).to_have_count(0)
    expect(page.locator(".sebaya-bar a")).to_have_text(["English"])
    expect(page.locator(".sebaya-bar a")).to_have_attribute("href", re.compile(r"/notebooks/sample\.en\.ipynb$"))
    expect(page.locator(".sebaya-refuge")).to_have_count(0)


def test_what_is_pressed_is_heard_after_the_page_closed_a_thread_of_its_own(page: Page) -> None:
    # Jupyter's page does so while it loads: it asks for the widgets' states over a comm with a "subshell" of its own.
    work = panel(page, "work")
    work.get_by_role("button", name="Hitung lama").click()
    work.get_by_role("button", name="Ya, hitung lama").click()
    expect(work.locator(".sbb-far")).to_contain_text("dari 100.000")
    page.evaluate(
        """async () => {
            const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
            const comm = kernel.createComm("jupyter.widget.control");
            await comm.open({}, { version: "1.0.0" }).done;
            if (kernel.supportsSubshells) await comm.subshellStarted;
            await new Promise((resolve) => {
                comm.onMsg = resolve;
                comm.send({ method: "request_states" });
            });
            comm.dispose();
        }"""
    )
    far = work.locator(".sbb-far").inner_text()
    expect(work.locator(".sbb-far")).not_to_have_text(far)  # told from the act's thread: after what the page asked
    work.get_by_role("button", name="Hentikan").click()
    expect(told(page, "work")).to_contain_text("Dihentikan.")


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_is_wider_than_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert not scrolls_sideways(page)
    if SHOTS:
        outer = page.locator(".jp-WindowedPanel-outer")
        page.set_viewport_size({"width": width, "height": outer.evaluate("e => e.scrollHeight") + 60})
        page.screenshot(path=f"{SHOTS}/sample-{width}.png")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_in_the_board_light_and_dark(page: Page, theme: str) -> None:
    change = "(theme) => jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(change, f"JupyterLab {theme}")
    page.wait_for_selector(f'[data-jp-theme-light="{str(theme == "Light").lower()}"]', state="attached")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.evaluate(change, "JupyterLab Light")
    page.wait_for_selector('[data-jp-theme-light="true"]', state="attached")


def test_a_table_is_sorted_filtered_and_paged_by_keyboard(page: Page) -> None:
    table = panel(page, "waiting").locator("table").first
    head = table.get_by_role("columnheader", name="nilai")
    for expected, first in (("ascending", "P00"), ("descending", "P59")):
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", expected)
        expect(table.get_by_role("rowheader").first).to_contain_text(first)
    expect(table.locator("tbody tr")).to_have_count(50)
    panel(page, "waiting").get_by_role("button", name="Berikutnya").press("Enter")
    expect(table.get_by_role("rowheader").last).to_contain_text("P07")  # without a number: last either way
    field = panel(page, "waiting").get_by_role("searchbox", name="Saring baris")
    field.fill("p4")
    expect(table.locator("tbody tr")).to_have_count(10)
    expect(table.locator("tbody tr").first).to_contain_text("60.490,5")
    field.fill("")
    panel(page, "waiting").get_by_role("button", name="Berikutnya").press("Enter")
    expect(table).to_contain_text("<img src=x")
    assert page.title() != "hacked"


def test_an_act_asks_what_it_needs_and_is_taken_back_by_keyboard(page: Page) -> None:
    here = panel(page, "waiting")
    here.get_by_role("searchbox").fill("P11")
    press = here.get_by_role("button", name="Catat: P11")
    press.press("Enter")
    expect(here.get_by_role("textbox", name="isi")).to_be_focused()
    page.keyboard.press("Escape")
    expect(press).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("besok")
    page.keyboard.press("Enter")
    expect(told(page, "waiting")).to_have_text("Dicatat untuk P11.")
    expect(here.locator("tbody tr").first).to_contain_text("besok")
    expect(press).to_be_focused()
    expect(here.locator(".sbb-numbers")).to_contain_text("1")
    expect(panel(page, "work").locator("figcaption")).to_contain_text("n = 1")  # what one changes, another counts
    here.get_by_role("button", name="Batalkan catatan").press("Enter")
    expect(told(page, "waiting")).to_have_text("Dibatalkan.")
    expect(told(page, "waiting")).to_be_focused()
    expect(here.locator("tbody tr").first).not_to_contain_text("besok")
    here.get_by_role("searchbox").fill("")


def test_a_choice_builds_its_panel_again_and_keeps_the_place(page: Page) -> None:
    choice = panel(page, "waiting").get_by_role("combobox", name="Kelas")
    choice.focus()
    choice.select_option("8B")
    expect(panel(page, "waiting").locator(".sbb-numbers")).to_contain_text("Kelas 8B")
    expect(choice).to_be_focused()
    choice.select_option("8A")
    expect(panel(page, "waiting").locator(".sbb-numbers")).to_contain_text("Kelas 8A")


def test_a_kernel_that_does_not_hear_is_told_and_nothing_typed_is_lost(page: Page) -> None:
    here, stopped = panel(page, "waiting"), kernel_pid(page)
    here.get_by_role("searchbox").fill("P00")
    press = here.get_by_role("button", name="Catat: P00")
    lost = re.compile("^Meja kerja tidak menjawab. Muat ulang halaman ini.")
    os.kill(stopped, signal.SIGSTOP)
    try:
        here.get_by_role("combobox", name="Kelas").select_option("8B")
        press.press("Enter")
        here.get_by_role("textbox", name="isi").fill("lusa")
        page.keyboard.press("Enter")
        expect(here.get_by_role("textbox")).to_have_count(0)
        expect(told(page, "waiting")).to_have_text(lost)
        expect(here.get_by_role("textbox", name="isi")).to_have_value("lusa")
        expect(here.get_by_role("combobox", name="Kelas")).to_have_value("8A")
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/sample-not-heard.png")
    finally:
        os.kill(stopped, signal.SIGCONT)
    expect(told(page, "waiting")).to_have_text("Dicatat untuk P00.")
    expect(here.get_by_role("textbox", name="isi")).to_have_count(0)
    expect(here.locator(".sbb-numbers")).to_contain_text("Kelas 8B")
    here.get_by_role("button", name="Batalkan catatan").press("Enter")
    expect(told(page, "waiting")).to_have_text("Dibatalkan.")
    here.get_by_role("searchbox").fill("")
    here.get_by_role("combobox", name="Kelas").select_option("8A")
    expect(here.locator(".sbb-numbers")).to_contain_text("Kelas 8A")


def test_long_work_shows_how_far_it_is_survives_a_reload_and_stops(page: Page) -> None:
    work = panel(page, "work")
    work.get_by_role("button", name="Hitung lama").click()
    expect(work.get_by_text("Benar-benar mulai?")).to_be_visible()
    work.get_by_role("button", name="Ya, hitung lama").click()
    expect(work.locator(".sbb-far")).to_contain_text(
        re.compile(r"[1-9][\d.]* dari 100\.000 · [\d.,]+/dtk · sisa \d+ dtk")
    )
    other = panel(page, "waiting").get_by_role("button", name=re.compile("Catat: P")).first
    expect(other).to_have_attribute("aria-disabled", "true")
    page.reload()
    ready(page)
    expect(work.locator(".sbb-far")).to_contain_text("dari 100.000")
    work.get_by_role("button", name="Hentikan").click()
    expect(told(page, "work")).to_contain_text("Dihentikan.")
    expect(other).to_have_attribute("aria-disabled", "false")


def test_a_fault_is_told_in_its_own_panel_and_mended_there(page: Page, served: Server) -> None:
    broken = panel(page, "register")
    expect(broken).to_contain_text("Buku register rusak. Pulihkan dari cadangan.")
    expect(panel(page, "odd")).to_contain_text("Ada yang tidak beres di bagian ini.")
    panel(page, "work").get_by_role("button", name="Tersandung").click()
    expect(told(page, "work")).to_contain_text("Ada yang tidak beres")
    text = page.locator("body").inner_text()
    assert "Traceback" not in text
    assert "secret of the inside" not in text
    course = served.root.parents[2]
    assert "secret of the inside" in (course / ".jupyter" / "board.log").read_text()
    (course / "register.db").write_bytes(b"SQLite format 3")
    broken.get_by_role("button", name="Coba lagi").click()
    expect(broken).to_contain_text("Buku register utuh.")
