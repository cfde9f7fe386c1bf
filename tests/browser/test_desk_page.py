"""The trainer's desk in a real browser: collect, mark, see what went wrong, accept as empty, stop, go on."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from gathered import gathered
from hand_ins import hand_in
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from restarting import Restarting

from grader.course import RESPONSES, Course
from grader.desk import desk_server
from grader.example import ASSESSMENT
from grader.referral import FILE, Contact, read_map, write_map
from grader.released import read_key
from grader.roster import read_roster
from grader.server import Server
from scenarios.authoring.reviews import reviews

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = os.environ.get("SEBAYA_SCREENSHOTS")
WITHIN_MS = 30_000


@pytest.fixture(scope="module")
def course(released_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class whose hand-ins lie in the inbox; one of them was cut off on its way."""
    course = Course(Path(shutil.copytree(released_class, tmp_path_factory.mktemp("desk") / "kelas", symlinks=True)))
    key = read_key(course, ASSESSMENT)
    for number, trainee in enumerate(read_roster(course)[:8]):
        hand_in(course, key, trainee, number)
    broken = course.inbox / f"{ASSESSMENT}.<img src=x onerror=document.title='hacked'>.json"
    broken.write_bytes(b'{"format": 1, "ans')
    return course


@pytest.fixture(scope="module")
def desk(course: Course) -> Iterator[Server]:
    with desk_server(course, port=0) as server:
        yield server


@pytest.fixture
def page(chromium: Restarting, desk: Server) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.set_default_timeout(WITHIN_MS)
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.goto(desk.address)
    expect(opened.locator(".card")).to_have_count(1, timeout=WITHIN_MS)
    yield opened
    opened.close()


def shoot(page: Page, name: str) -> None:
    for width, height in ((1280, 900), (360, 740)) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def told(page: Page, text: str) -> None:
    expect(page.locator("#told")).to_contain_text(text, timeout=WITHIN_MS)


def test_a_class_is_collected_marked_and_its_broken_hand_in_accepted(page: Page, course: Course) -> None:
    page.get_by_role("button", name="Kumpulkan").focus()
    page.keyboard.press("Enter")
    told(page, "8 baru")
    expect(page.locator("#problems tbody tr")).to_have_count(1)
    expect(page.locator("#problems tbody")).to_contain_text("<img src=x")
    assert page.title() != "hacked"

    broken = read_roster(course)[2].code
    (course.submitted(ASSESSMENT, broken) / RESPONSES).write_bytes(b"{")
    page.get_by_role("button", name="Nilai", exact=True).click()
    told(page, "7 dinilai")
    told(page, "1 bermasalah")
    expect(page.locator("#problems tbody")).to_contain_text(f"submitted/{broken}/{ASSESSMENT}")
    expect(page.locator('[data-of="marked"]')).to_have_text("7")
    assert Axe().run(page).response["violations"] == []
    shoot(page, "desk")

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"Terima sebagai kosong: {broken}").click()
    told(page, "1 dinilai")
    expect(page.locator('[data-of="marked"]')).to_have_text("8")

    page.get_by_role("button", name="Umpan balik").click()
    told(page, "dibuat")
    page.get_by_role("link", name="Nilai tulisan").click()
    links = page.locator('a[href*="/formgrader/submissions/"]')
    expect(links.first).to_be_visible(timeout=WITHIN_MS)
    assert len({link.get_attribute("href") for link in links.all()}) == 8


def test_formgraders_own_button_marks_as_the_command_does(page: Page, desk: Server, course: Course) -> None:
    trainee = read_roster(course)[0].code
    page.goto(f"{desk.url}formgrader/manage_submissions/{ASSESSMENT}")
    row = page.locator("tr", has=page.get_by_text(trainee, exact=True))
    with page.expect_response(lambda answer: answer.url.endswith(f"/{trainee}/autograde")) as answered:
        row.locator(".autograde a").click()
    assert answered.value.json()["success"]
    assert (course.autograded(ASSESSMENT, trainee) / "marked.json").is_file()


def test_what_is_a_draft_and_whether_the_gate_is_open_are_told(page: Page, course: Course) -> None:
    """Every ready module with the review of each piece; a gap in the referral map shuts the gate and is named."""
    page.get_by_role("link", name="gerbang program").click()
    expect(page.get_by_role("region", name="Gerbang program")).to_contain_text("Terbuka")
    expect(page.get_by_role("row", name="percakapan: Ranking turun draf, belum ditinjau")).to_be_visible()
    content = gathered()
    ready = [module for module in content.shared["curriculum"].data["modules"] if module["status"] == "ready"]
    observed = len(content.role_plays) + len(content.calibrations)
    expect(page.get_by_role("row", name="formulir latihan peran: Kursi di teras draf")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(len(ready) + 1)
    pieces = sum(len(list(reviews(content, module))) for module in ready)
    expect(page.locator("tbody tr")).to_have_count(pieces + observed)
    assert Axe().run(page).response["violations"] == []
    shoot(page, "desk-content")

    content_address, filled = page.url, read_map(course)
    try:
        write_map(course, replace(filled, contacts=filled.contacts[1:]))
        page.reload()
        expect(page.get_by_role("region", name="Gerbang program")).to_contain_text("Belum terbuka")
        expect(page.get_by_role("region", name="Gerbang program").get_by_role("listitem")).not_to_have_count(0)

        (course.root / FILE).write_text("contacts: [", encoding="utf-8")
        answer = page.request.get(f"{content_address.rsplit('/', 1)[0]}/referral-card.id.pdf")
        assert answer.url == content_address
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(FILE)
    finally:
        write_map(course, filled)


def test_the_referral_card_is_printed_with_todays_map(page: Page, course: Course) -> None:
    page.get_by_role("link", name="gerbang program").click()
    filled = read_map(course)
    write_map(course, filled.put(Contact("Bu Unik Sekali", place="guru-bk")))
    try:
        for name in ("bahasa Indonesia", "bahasa Inggris"):
            address = page.get_by_role("link", name=f"{name} (PDF)").evaluate("link => link.href")
            answer = page.request.get(address)
            assert answer.headers["content-type"] == "application/pdf"
            assert "Bu Unik Sekali" in PdfReader(BytesIO(answer.body())).pages[0].extract_text()
        assert page.request.get(address.replace(".en.pdf", ".fr.pdf")).status == 404
    finally:
        write_map(course, filled)


ASK = """
([path, body, header]) => fetch(path, {method: "POST", body, headers: {[header]: document.body.dataset.xsrf}})
    .then(async (answer) => [answer.status, await answer.text()])
"""


def test_who_was_not_let_in_or_asks_nonsense_gets_nothing(page: Page, browser: Restarting) -> None:
    start = "/sebaya/desk/start"
    assert page.evaluate(ASK, [start, "nonsense", "X-XSRFToken"])[0] == 400
    assert page.evaluate(ASK, [start, "{}", "X-Other"])[0] == 403
    asked = json.dumps({"kind": "mark", "assessment": "../../etc"})
    assert "tidak dikenal" in page.evaluate(ASK, [start, asked, "X-XSRFToken"])[1]
    stranger = browser.new_context()
    other = stranger.new_page()
    other.goto(page.url.partition("?")[0])
    assert "/login" in other.url
    stranger.close()
