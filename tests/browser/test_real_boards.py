"""The boards of trainers, schools and districts as they are, in a real browser: on the demo's class and on 1,000."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from restarting import Restarting

from grader.acts import deeds
from grader.board.open import board_server
from grader.board.registry import panels_of
from grader.course import Course
from grader.register import register_of

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from large_class import large_class

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
WITHIN_MS = 60_000
MANY = 1_000
SETTLED = """(count) => document.querySelectorAll(".sbb").length === count
    && !document.querySelector(".sbb [aria-busy=true], .sbb-loading")"""


@pytest.fixture(scope="module")
def thirty(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(
        Path(shutil.copytree(demo_folder / "kelas", tmp_path_factory.mktemp("demo") / "kelas", symlinks=True))
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return large_class(tmp_path_factory.mktemp("many") / "kelas", MANY)


@contextmanager
def opened(course: Course, board: str, chromium: Restarting) -> Iterator[Page]:
    """Open a board and wait until every panel shows; nothing may be asked of another machine."""
    asked: list[str] = []
    with board_server(course, board, port=0) as server:
        page = chromium.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_default_timeout(WITHIN_MS)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(server.address)
        page.wait_for_function(SETTLED, arg=len(panels_of(board)))
        yield page
        page.close()
    assert not [url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}]


def panel(page: Page, board: str, name: str) -> Locator:
    return page.locator(".sbb").nth([one.id for one in panels_of(board)].index(name))


def look_over(page: Page, name: str) -> None:
    """No fault, no violation that axe finds, and nothing wider than the page at the widths of a school's screens."""
    expect(page.locator('.sbb [data-key="again"]')).to_have_count(0)  # stands where a panel could not be built
    assert "Traceback" not in page.locator("body").inner_text()
    for width in (1280, 768):
        page.set_viewport_size({"width": width, "height": 900})
        wide = "() => [document.documentElement, document.querySelector('.jp-WindowedPanel-outer')]"
        assert not page.evaluate(f"{wide}.some((each) => each.scrollWidth > each.clientWidth)"), width
        if SHOTS:
            for number, one in enumerate(page.locator(".sbb").all()):
                one.screenshot(path=f"{SHOTS}/{name}-{width}-{number}.png")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 1280, "height": 900})


def press(place: Locator, button: str, told: str) -> None:
    """Press a button and, where it asks, confirm; wait for what it tells."""
    place.locator("button[data-act]", has_text=button).first.click()
    form = place.locator(".sbb-form")
    if form.count():
        form.locator(".sbb-primary").click()
    expect(place.locator(".sbb-told")).to_contain_text(told, timeout=WITHIN_MS)


def test_a_trainer_meets_whom_harm_was_seen_in_gives_more_time_and_takes_it_back(
    thirty: Course, chromium: Restarting
) -> None:
    with opened(thirty, "trainer", chromium) as page:
        look_over(page, "trainer-30")
        waiting = panel(page, "trainer", "waiting")
        harm = waiting.get_by_role("table").first.locator("tbody tr")
        before = harm.count()
        press(waiting, "Sudah didampingi", "dicatat")
        expect(harm).not_to_have_count(before)
        press(waiting, "Batalkan", "dicoret")
        expect(harm).to_have_count(before)

        sittings = panel(page, "trainer", "sittings")
        press(sittings, "Perpanjang", "boleh mengumpulkan")
        assert [deed.kind for deed in deeds(thirty)] == ["extension"]
        press(sittings, "Batalkan", "Dibatalkan")
        assert deeds(thirty)[0].undone

        path = panel(page, "trainer", "path")
        path.get_by_label("Peserta").select_option("P23")
        expect(path.locator("tbody tr[data-tone=danger]").first).to_be_visible()


def test_a_school_prints_who_may_serve(thirty: Course, chromium: Restarting) -> None:
    with opened(thirty, "school", chromium) as page:
        look_over(page, "school-30")
        press(panel(page, "school", "serving"), "Buat lembar tempel", "serving.pdf")
        assert (thirty.root / "printed" / "serving.pdf").read_bytes().startswith(b"%PDF")
    with opened(thirty, "district", chromium) as page:
        look_over(page, "district-30")
        names = [row.name for row in _people(thirty) if row.name]
        shown = page.locator("body").inner_text()
        assert not [name for name in names if name in shown.split()]


@pytest.mark.parametrize("board", ["trainer", "school"])
def test_a_thousand_are_as_easy_to_look_through(many: Course, chromium: Restarting, board: str) -> None:
    with opened(many, board, chromium) as page:
        look_over(page, f"{board}-1000")
        if board == "trainer":
            sittings = panel(page, board, "sittings")
            sittings.get_by_label("Saring baris").fill("N00777")
            expect(sittings.get_by_role("table").last.locator("tbody tr")).to_have_count(1)


def _people(course: Course) -> list:
    from grader.register.people import people_of

    return people_of(register_of(course), course.about["id"])
