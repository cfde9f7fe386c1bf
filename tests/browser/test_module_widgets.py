"""Questions that open with the trainee's code, the terms of a lesson, and the form of module 0, on a real page."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser]

ITEMS = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
CODE = "7K2QF-9DM4X"
INTRO, SUBMIT = "from scenarios import intro; intro()", "from scenarios import submit; submit()"
ASK = [f'from scenarios import ask; ask("{name}")' for name in ("A1", "A5")]
GLOSSARY = 'from scenarios import glossary; glossary("m00-latihan", "id")'
HERE = 'import os; os.environ["SEBAYA_CLASS"] = os.path.abspath("kelas")'
FORM = 'from grader import referral_map; referral_map("id")'


def option(name: str) -> dict[str, Any]:
    return {"id": name, "text": {"id": f"Balasan {name}.", "en": f"Reply {name}."}}


@pytest.fixture
def folder(server: Any) -> Iterator[Path]:
    """The server's folder as an assessment whose first question has two variants, and as a class folder."""
    paper = json.loads(ITEMS.read_bytes())
    variants = [
        {
            "variant": name,
            "prompt": {"id": f"Soal bentuk {name}?", "en": f"Form {name}?"},
            "options": [option(name), option("lain")],
        }
        for name in ("satu", "dua")
    ]
    paper["items"][0] = {"id": "A1", "type": "choice", "points": 2, "variants": variants}
    (server.root / "items.json").write_text(json.dumps(paper), encoding="utf-8")
    (server.root / "kelas").mkdir()
    for name in ("nbgrader_config.py", "class.yaml"):
        (server.root / "kelas" / name).write_text("", encoding="utf-8")
    yield server.root
    shutil.rmtree(server.root / "kelas")
    for path in [server.root / "items.json", *server.root.glob("responses*"), *server.root.glob(".responses*")]:
        path.unlink(missing_ok=True)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [[".sby"]]}).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def item(page: Page, name: str) -> Locator:
    return page.locator(".sby", has=page.locator(f'[data-sby-item="{name}"]'))


def is_too_wide(page: Page) -> bool:
    return bool(
        page.evaluate("() => [...document.querySelectorAll('.sby')].some((e) => e.scrollWidth > e.clientWidth + 1)")
    )


@pytest.mark.usefixtures("folder")
def test_questions_open_by_keyboard_with_the_code_and_are_handed_in_with_it(fill_lesson: Any, server: Any) -> None:
    page = fill_lesson(INTRO, *ASK, SUBMIT, width=360).page
    expect(item(page, "A1")).to_contain_text("Tulis dulu kode pesertamu")
    expect(item(page, "A1").locator("input")).to_have_count(0)
    assert not violations(page)
    field = page.get_by_label("Kode peserta").first
    field.focus()
    page.keyboard.type("../8A")
    page.keyboard.press("Enter")
    expect(page.locator(".sby-code [role=alert]")).to_contain_text("Kode peserta belum benar")
    field.fill("8a-01")
    page.keyboard.press("Enter")
    expect(page.locator(".sby-whose")).to_have_text("Soal untuk kode peserta 8A-01")
    expect(page.locator(".sby-whose")).to_be_focused()
    expect(item(page, "A1")).to_contain_text("Soal bentuk")
    item(page, "A1").locator("input").first.focus()
    page.keyboard.press("Space")
    expect(item(page, "A1").locator(".sby-status")).to_contain_text("Tersimpan")
    closing = page.locator(".sby", has=page.get_by_role("button", name="Kumpulkan"))
    expect(closing.get_by_label("Kode peserta")).to_have_value("8A-01")
    assert not violations(page)
    assert not is_too_wide(page)
    assert json.loads((server.root / "responses.json").read_bytes())["trainee"] == "8A-01"


@pytest.mark.usefixtures("folder")
def test_another_code_changes_the_question_and_is_told_at_the_hand_in(fill_lesson: Any) -> None:
    page = fill_lesson(INTRO, *ASK, SUBMIT).page
    field = page.get_by_label("Kode peserta").first
    seen: set[str] = set()
    for code in ("8A-01", "8A-02", "8A-03", "8A-04", "8A-05"):
        if not field.is_visible():
            page.get_by_role("button", name="Bukan kodeku").click()
        field.fill(code)
        page.get_by_role("button", name="Buka soal").click()
        expect(page.locator(".sby-whose")).to_contain_text(code)
        expect(item(page, "A1")).to_contain_text("Soal bentuk")
        seen |= set(re.findall("Soal bentuk (?:satu|dua)", item(page, "A1").inner_text()))
    assert len(seen) == 2
    closing = page.locator(".sby", has=page.get_by_role("button", name="Kumpulkan"))
    closing.get_by_label("Kode peserta").fill("8A-01")
    closing.get_by_label("Kode pribadi").fill(CODE)
    closing.get_by_role("button", name="Kumpulkan").click()
    expect(closing.get_by_role("alert")).to_contain_text("kode peserta lain")


def test_the_terms_of_the_lesson_come_first_and_the_others_on_request(fill_lesson: Any) -> None:
    page = fill_lesson(GLOSSARY, width=360).page
    terms = page.locator(".sby-terms").first.locator("dt strong")
    assert terms.all_inner_texts() == ["pembina", "parafrasa"]
    expect(page.locator(".sby-terms").first).to_contain_text("supervisor")
    expect(page.get_by_text("batas", exact=True)).to_be_hidden()
    page.get_by_text("Semua istilah lain").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("batas", exact=True)).to_be_visible()
    assert not violations(page)
    assert not is_too_wide(page)


def test_the_form_saves_each_field_shows_what_is_missing_and_undoes(fill_lesson: Any, folder: Path) -> None:
    page = fill_lesson(HERE, FORM, width=360).page
    told = page.locator(".sby-gate-told")
    before = page.locator(".sby-missing-list li").count()
    assert before == 13
    assert not violations(page)
    assert not is_too_wide(page)
    first = page.locator(".sby-person").first
    for label, text in (
        ("Nama", "Bu Rina"),
        ("Jam bisa ditemui", "hari sekolah"),
        ("Cara menghubungi", "ruang BK"),
        ("Dicek oleh", "Pak Adi"),
    ):
        first.get_by_label(label).fill(text)
        first.get_by_label(label).blur()
    first.get_by_role("button", name="Tanggal dicek: Hari ini").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sby-missing-list li")).to_have_count(before - 1)
    expect(told).to_contain_text(f"({before - 1})")
    expect(page.locator(".sby-status").first).to_contain_text("Tersimpan")
    adults = yaml.safe_load((folder / "kelas" / "contacts.yaml").read_text(encoding="utf-8"))["adults"]
    assert [(adult["name"], adult["reach"]) for adult in adults] == [("Bu Rina", "ruang BK")]
    page.get_by_role("button", name="Batalkan perubahan terakhir").click()
    expect(page.locator(".sby-missing-list li")).to_have_count(before)
    expect(page.locator(".sby-person").first.get_by_label("Nama")).to_have_value("Bu Rina")


def test_a_trainees_page_never_shows_the_form(fill_lesson: Any) -> None:
    lesson = fill_lesson(GLOSSARY, 'from grader import referral_map; referral_map("id")')
    expect(lesson.page.get_by_text("sebaya start --coordinator")).to_be_visible()
    expect(lesson.page.locator(".sby-person")).to_have_count(0)
