"""A rater's form in a real browser: by keyboard alone, while the desk is away, in two tabs, and for everybody."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from raters_class import ABOUT, PLAY, add_people, filled, locked, scene_locked

from grader.course import Course, create_course
from grader.desk import desk_server
from grader.observation.blind import begin
from grader.observation.material import read_material
from grader.observation.sheet import Play, read_sheet
from grader.raters import Rater
from grader.register import register_of
from grader.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
WITHIN_MS = 15_000
SIZES = {360: 740, 768: 1024, 1280: 900}
TARGET_PX = 44
FORM = f"sebaya/desk/rate/{PLAY.candidate}/{PLAY.form}/{PLAY.sitting}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with desk_server(create_course(tmp_path_factory.mktemp("rating") / "kelas", "SMP Contoh 8A"), port=0) as server:
        yield server


@pytest.fixture
def raters(desk: Server) -> Iterator[list[Rater]]:
    """Each test has a register and observations of its own."""
    (desk.root / "register.db").unlink(missing_ok=True)
    yield add_people(Course(desk.root))
    shutil.rmtree(desk.root / "observations")
    (desk.root / "observations").mkdir()


@pytest.fixture
def course(desk: Server) -> Course:
    return Course(desk.root)


@pytest.fixture
def page(chromium: BrowserContext, desk: Server, raters: list[Rater]) -> Iterator[Page]:
    """A page in which the first rater has signed in, by keyboard."""
    opened = chromium.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.set_default_timeout(WITHIN_MS)
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.goto(desk.address)
    opened.goto(f"{desk.url}sebaya/desk/rate")
    expect(opened.get_by_label("Kode penilai")).to_be_focused()
    opened.keyboard.type("r1")
    opened.keyboard.press("Tab")
    opened.keyboard.type(raters[0].personal_code)
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", name="Mulai menilai")).to_be_visible()
    yield opened
    opened.close()
    assert not [url for url in asked if not url.startswith(desk.url)]
    assert not [url for url in asked if raters[0].personal_code in url]


def saved(page: Page) -> None:
    expect(page.locator('#status[data-state="saved"]')).to_be_visible(timeout=WITHIN_MS)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by keyboard")


def rate(page: Page, code: str, level: int) -> None:
    tab_to(page, f'[name="level:{code}"]')
    page.keyboard.press("Space")
    for _ in range(level - 1):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f'[name="level:{code}"][value="{level}"]')).to_be_checked()


def test_a_whole_form_is_filled_and_locked_by_keyboard_alone(page: Page, course: Course, raters: list[Rater]) -> None:
    tab_to(page, "#candidate")
    page.keyboard.type("Sari")
    tab_to(page, "#form")
    page.keyboard.type("A ")
    tab_to(page, "#is_outside")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    saved(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sari")

    codes = read_material().forms[PLAY.form]["competencies"]
    for code in codes[:4]:
        rate(page, code, 3)
    tab_to(page, f"#note-{codes[3]}")
    page.keyboard.type("“Siapa pun bakal capek.”")
    saved(page)
    page.reload()
    expect(page.locator("#far")).to_have_text(f"4 dari {len(codes)} dinilai")
    expect(page.locator(f"#note-{codes[3]}")).to_have_value("“Siapa pun bakal capek.”")

    tab_to(page, "#ask-lock")
    page.keyboard.press("Enter")
    expect(page.locator("#lacks")).to_be_focused()
    expect(page.locator("#lacks li")).to_have_count(len(codes) - 4)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f'[name="level:{codes[4]}"]').first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    for code in codes[4:]:
        rate(page, code, 2 if code == codes[4] else 4)
    tab_to(page, "#h-H1")
    page.keyboard.press("Space")
    tab_to(page, "#ask-lock")
    saved(page)
    page.keyboard.press("Enter")
    expect(page.locator("#confirm-title")).to_be_focused()
    expect(page.locator("#confirm")).to_contain_text("tidak bisa diubah")
    assert register_of(course).entries(kind="rating") == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("terkunci")
    expect(page.get_by_text("Menunggu penilai lain mengunci")).to_be_visible()

    (entry,) = register_of(course).entries(kind="rating")
    assert entry.content["levels"] == {code: 3 if code in codes[:4] else 2 if code == codes[4] else 4 for code in codes}
    assert (entry.content["codes"], entry.content["is_outside"]) == (["H1"], True)

    locked(course, raters[1])
    page.reload()
    expect(page.get_by_role("columnheader", name="Budi")).to_be_visible()


def test_while_the_desk_is_away_all_is_kept_and_comes_in_later(
    page: Page, chromium: BrowserContext, desk: Server, course: Course, raters: list[Rater]
) -> None:
    begin(course, PLAY, raters[0], ABOUT)
    page.goto(f"{desk.url}{FORM}")
    saved(page)
    page.locator('[name="level:K1"][value="3"]').check()
    saved(page)

    desk.stop()
    page.locator('[name="level:K2"][value="4"]').check()
    page.locator("#note-").fill("Tulisan tanpa meja.")
    expect(page.locator("#status")).to_contain_text("Meja tidak menjawab")
    desk.__enter__()
    saved(page)
    expect(page.locator("#told")).to_contain_text("Tersambung lagi")
    sheet = read_sheet(course, PLAY, "R1")
    assert sheet is not None
    assert (sheet.rating.levels, sheet.notes) == ({"K1": 3, "K2": 4}, {"": "Tulisan tanpa meja."})
    assert page.evaluate(KEPT) == []

    page.route("**/save", lambda route: route.abort())
    page.locator("#note-").fill("Belum sempat terkirim.")
    expect(page.locator("#status")).to_contain_text("Meja tidak menjawab")
    page.goto("about:blank")
    other = chromium.new_page()
    other.goto(f"{desk.url}{FORM}")
    saved(other)
    expect(other.locator("#note-")).to_have_value("Belum sempat terkirim.")
    expect(other.locator("#told")).to_contain_text("sudah tersimpan")
    other.close()


def test_a_second_tab_is_told_what_stands_and_loses_no_words(
    page: Page, chromium: BrowserContext, desk: Server, course: Course, raters: list[Rater]
) -> None:
    begin(course, PLAY, raters[0], ABOUT)
    page.goto(f"{desk.url}{FORM}")
    second = chromium.new_page()
    second.goto(f"{desk.url}{FORM}")
    page.locator('[name="level:K1"][value="2"]').check()
    page.locator("#note-").fill("Dari tab pertama.")
    saved(page)
    second.route("**/save", lambda route: route.abort())
    second.locator('[name="level:K1"][value="4"]').check()
    second.locator('[name="level:K2"][value="3"]').check()
    second.locator("#note-").fill("Dari tab kedua.")
    expect(second.locator("#status")).to_contain_text("Belum tersimpan")
    second.unroute("**/save")
    saved(second)
    expect(second.locator("#told")).to_contain_text("K1")
    expect(second.locator('[name="level:K1"][value="2"]')).to_be_checked()
    sheet = read_sheet(course, PLAY, "R1")
    assert sheet is not None
    assert sheet.rating.levels == {"K1": 2, "K2": 3}
    assert sheet.notes[""].split("\n") == ["Dari tab pertama.", "Dari tab kedua."]

    second.locator("#minutes").evaluate("(input) => { input.closest('details').open = true; }")
    second.locator("#minutes").fill("999")
    expect(second.locator("#status")).to_contain_text("Belum tersimpan: Lamanya")
    expect(second.locator('[id="wrong-minutes"]')).to_contain_text("1–60")
    second.locator("#minutes").fill("9")
    saved(second)
    second.close()


def test_every_page_is_for_everybody(page: Page, desk: Server, course: Course, raters: list[Rater]) -> None:
    """Axe finds nothing in either theme, nothing runs over the side, and what is touched is large enough."""
    filled(course, raters[0])
    other = Play("8A-02", "form-c", 1)
    locked(course, raters[0], play=other)
    locked(course, raters[1], play=other, K3=1)
    scene_locked(course, raters[0], "scene-2")
    pages = {
        "form": FORM,
        "list": "sebaya/desk/rate",
        "split": "sebaya/desk/rate/8A-02/form-c/1",
        "scenes": "sebaya/desk/calibrate",
        "scene": "sebaya/desk/calibrate/scene-1",
        "consensus": "sebaya/desk/calibrate/scene-2",
        "second-marks": "sebaya/desk/second-marks",
    }
    for name, path in pages.items():
        page.goto(f"{desk.url}{path}")
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                if name == "form" or (width, scheme) in {(360, "light"), (768, "dark")}:
                    assert Axe().run(page).response["violations"] == [], (name, width, scheme)
            page.emulate_media(color_scheme="light")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
            small = page.evaluate(SMALL, TARGET_PX)
            assert small == [], (name, width)
            if SHOTS:
                page.screenshot(path=str(Path(SHOTS) / f"rating-{name}-{width}.png"), full_page=True)


KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('sebaya-rating'))"
SMALL = """
(least) => [...document.querySelectorAll("button, .button, summary, .level, .tick > label, select, input, textarea")]
    .map((one) => one.matches(".level input, .tick input") ? one.parentElement : one)
    .filter((one) => one.type !== "hidden" && one.checkVisibility() && one.getBoundingClientRect().height < least)
    .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 40)}`)
"""
