"""The printed referral card: all criteria on one page, with the school's own people."""

from datetime import date

import pypdf
import pytest

from grader.course import Course
from grader.referral import Contact, read_map, write_map
from grader.referral_card import card_path, write_cards
from scenarios import referral
from scenarios.text import LANGUAGES


def words(reader: "pypdf.PdfReader") -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_is_on_one_page_with_whom_and_what_to_say(course: Course, lang: str) -> None:
    write_cards(course, date(2026, 11, 22))
    reader = pypdf.PdfReader(card_path(course, lang))
    told = words(reader)
    assert len(reader.pages) == 1
    for zone in referral.zones(lang):
        assert f"{zone['name']} · {zone['by']}" in told
        for sign in zone["signs"]:
            assert sign["sign"].split(",")[0][:25] in told
            assert sign["say"].strip("“”")[:15] in told
    assert "2026" in told
    assert referral.note("referral", lang)[:40] in told


def test_the_schools_people_are_named_and_an_empty_place_is_told(course: Course) -> None:
    write_map(course, read_map(course).put(Contact("Bu Unik Sekali", place="guru-bk", reach="Ruang 7")))
    write_map(course, read_map(course).put(Contact("", place="puskesmas")))
    told = words(pypdf.PdfReader(write_cards(course)[0]))
    assert "Bu Unik Sekali (Ruang 7)" in told
    assert "Puskesmas: belum diisi di peta rujukan" in told


def test_a_school_with_long_names_still_gets_one_page(course: Course) -> None:
    filled = read_map(course)
    for place in referral.places("id"):
        for is_deputy in (False, True):
            name = "Ibu Guru dengan Nama yang Panjang Sekali, S.Pd., M.Pd., Kons. " * 2
            filled = filled.put(Contact(name, place=place["id"], is_deputy=is_deputy, reach="Gedung C lantai 3 " * 4))
    write_map(course, filled)
    assert [len(pypdf.PdfReader(path).pages) for path in write_cards(course)] == [1, 1]
