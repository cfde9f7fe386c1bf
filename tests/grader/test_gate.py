"""The programme gate: closed until every adult, deputy and condition is there and fresh; nothing of M2 is released."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from grader.course import Course
from grader.example import open_gate
from grader.faults import SebayaError
from grader.gate import conditions, missing, must_be_open
from grader.referral import Confirmation, Contact, ReferralMap, gate_content, read_map, write_map
from grader.release import release

TODAY = date(2026, 11, 22)
ALL = [place["id"] for place in gate_content()["places"]]


@pytest.fixture
def bare(tmp_path: Path) -> Course:
    """A folder that is a class as far as the map is concerned."""
    return Course(tmp_path)


@pytest.fixture
def filled(bare: Course) -> ReferralMap:
    open_gate(bare)
    return read_map(bare)


def lacking(filled: ReferralMap, today: date | None = None) -> dict[str, str]:
    return {each.id: each.lack.text["id"] for each in conditions(filled, today or date.today()) if each.lack}


def test_an_empty_map_lacks_everything(bare: Course) -> None:
    found = lacking(read_map(bare))
    assert set(ALL) <= set(found)
    assert {"pembina-wakil", "guru-bk-wakil"} <= set(found)
    assert {condition["id"] for condition in gate_content()["conditions"]} <= set(found)
    assert len(found) == len(list(conditions(ReferralMap(), TODAY)))


def test_a_filled_map_lacks_nothing(filled: ReferralMap) -> None:
    assert lacking(filled) == {}


@pytest.mark.parametrize("field", ["when", "reach", "checked_by", "checked_on"])
@pytest.mark.parametrize("place", ALL)
def test_each_missing_field_closes_the_gate(filled: ReferralMap, place: str, field: str) -> None:
    contact = filled.at(place, is_deputy=False)
    assert contact is not None
    assert list(lacking(filled.put(replace(contact, **{field: ""})))) == [place]


@pytest.mark.parametrize("place", ["pembina", "guru-bk"])
def test_a_deputy_must_be_somebody_else(filled: ReferralMap, place: str) -> None:
    first, second = filled.at(place, is_deputy=False), filled.at(place, is_deputy=True)
    assert first is not None
    assert second is not None
    same = filled.put(replace(second, name=f"  {str(first.name).upper()} "))
    assert lacking(same) == {f"{place}-wakil": "wakilnya orang yang sama"}
    assert list(lacking(filled.put(replace(second, name="")))) == [f"{place}-wakil"]


def test_a_check_counts_for_ninety_days_and_not_from_the_future(filled: ReferralMap) -> None:
    days = gate_content()["valid_days"]
    assert days == 90
    last = date.today() + timedelta(days=days)
    assert lacking(filled, last) == {}
    assert len(lacking(filled, last + timedelta(days=1))) == len(list(conditions(filled, last)))
    contact = filled.at("puskesmas", is_deputy=False)
    assert contact is not None
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert list(lacking(filled.put(replace(contact, checked_on=tomorrow)))) == ["puskesmas"]


@pytest.mark.parametrize("condition", [each["id"] for each in gate_content()["conditions"]])
def test_each_condition_wants_a_day_and_a_name(filled: ReferralMap, condition: str) -> None:
    today = date.today().isoformat()
    for confirmation in (
        Confirmation(),
        Confirmation(today, ""),
        Confirmation("", "Bu Contoh"),
        Confirmation("kemarin", "Bu"),
    ):
        changed = replace(filled, confirmed={**filled.confirmed, condition: confirmation})
        assert list(lacking(changed)) == [condition]


def test_the_map_survives_being_written_and_read(bare: Course, filled: ReferralMap) -> None:
    write_map(bare, filled)
    assert read_map(bare) == filled
    assert (bare.root / "contacts.yaml").read_text(encoding="utf-8").startswith("# Orang dewasa")


def test_people_written_by_hand_without_a_place_stay(bare: Course) -> None:
    (bare.root / "contacts.yaml").write_text("format: 1\nadults:\n  - name: Bu Rina\n    reach: ruang BK\n")
    found = read_map(bare).put(Contact("Pak Adi", place="pembina"))
    write_map(bare, found)
    assert [contact.name for contact in read_map(bare).contacts] == ["Pak Adi", "Bu Rina"]


@pytest.mark.parametrize(
    "written", ["adults: [", "- 1", "adults: [{role: guru}]", "adults: 3", "confirmed: [1]", "adults: [1]"]
)
def test_a_damaged_file_is_named_and_not_overwritten(bare: Course, written: str) -> None:
    (bare.root / "contacts.yaml").write_text(written)
    with pytest.raises(SebayaError, match=r"contacts\.yaml"):
        missing(bare)
    assert (bare.root / "contacts.yaml").read_text() == written


def test_module_2_is_not_released_while_the_gate_is_closed(course: Course) -> None:
    open_gate(course)
    contact = read_map(course).at("guru-bk", is_deputy=True)
    assert contact is not None
    write_map(course, read_map(course).put(replace(contact, checked_on="2020-01-01")))
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    with pytest.raises(SebayaError) as told:
        release(course, "m02-listening")
    for lang in ("id", "en"):
        assert "2020-01-01" in told.value.text[lang]
        assert "sebaya gate" in told.value.text[lang]
    assert {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()} == before


def test_what_comes_before_listening_needs_no_gate(bare: Course) -> None:
    must_be_open(bare, "m00-programme")
    must_be_open(bare, "m01-role")
    with pytest.raises(SebayaError):
        must_be_open(bare, "m03-without-judging")
    with pytest.raises(SebayaError):
        must_be_open(bare, "not-in-the-curriculum")
