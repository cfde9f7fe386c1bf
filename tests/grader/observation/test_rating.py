"""A rating: what it must hold to be locked, and that the register gives it back as it was."""

import json
from datetime import date
from typing import Any

import pytest
from rated import PLACE, rating

from grader.faults import SebayaError
from grader.observation.material import read_material
from grader.observation.rating import Rating, check_rating, lacks
from grader.register import Register

TODAY = date(2026, 11, 22)
LEVELS = dict.fromkeys(read_material().forms["form-a"]["competencies"], 3)


def test_a_whole_rating_lacks_nothing() -> None:
    assert list(lacks(rating(), TODAY)) == []
    check_rating(rating(observed_on=TODAY, codes=("H1",), minutes=1), TODAY)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"levels": {code: 3 for code in LEVELS if code != "K7"}}, "belum ada level untuk K7"),
        ({"levels": {**LEVELS, "K8": 3}}, "tidak menilai K8"),
        ({"levels": {**LEVELS, "K7": 5}}, "1–4: K7"),
        ({"levels": {**LEVELS, "K7": 0}}, "1–4: K7"),
        ({"codes": ("H1", "H15")}, "tidak dikenal: H15"),
        ({"form": "form-z"}, "tidak ada formulir form-z"),
        ({"sitting": 10}, "1–9"),
        ({"minutes": 0}, "menit"),
        ({"role": "teman"}, "guru-bk"),
        ({"candidate": ""}, "masih kosong"),
        ({"candidate": "g01"}, "dirinya sendiri"),
        ({"observed_on": date(2026, 11, 23)}, "2026-11-23"),
    ],
)
def test_what_keeps_a_rating_from_being_locked_is_said(change: dict[str, Any], word: str) -> None:
    (lack,) = lacks(rating(**change), TODAY)
    assert word in lack["id"]
    assert lack["en"]
    with pytest.raises(SebayaError, match="tetap tersimpan"):
        check_rating(rating(**change), TODAY)


def test_all_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(SebayaError) as caught:
        check_rating(rating(levels={}, minutes=0, role=""), TODAY)
    assert str(caught.value).count("\n  – ") == 3


def test_every_form_names_the_levels_that_it_wants() -> None:
    for name, form in read_material().forms.items():
        whole = rating(form=name, levels=dict.fromkeys(form["competencies"], 4))
        assert list(lacks(whole, TODAY)) == []


def test_codes_stand_once_each_in_their_order() -> None:
    assert rating(codes=("H10", "H2", "H10")).codes == ("H2", "H10")
    assert rating(codes=("H2", "H10")) == rating(codes=("H10", "H2"))


@pytest.mark.parametrize(
    ("change", "is_harmful"), [({}, False), ({"codes": ("H3",)}, True), ({"levels": {**LEVELS, "K1": 1}}, True)]
)
def test_harm_is_a_level_1_or_any_code(change: dict[str, Any], is_harmful: bool) -> None:
    assert rating(**change).is_harmful is is_harmful


def test_the_register_gives_it_back(tmp_path: Any) -> None:
    one = rating("P02", levels={**LEVELS, "K7": 1}, codes=("H2", "H3"), sitting=2, role="psikolog", is_outside=False)
    (stands,) = Register(f"sqlite:///{tmp_path / 'register.db'}").append(one.to_entry(PLACE))
    assert (stands.person, stands.about, stands.recorded_by, stands.outcome) == ("X1-01", "form-a", "P02", "locked")
    assert Rating.from_entry(stands) == rating(
        "P02", 1, {**LEVELS, "K7": 1}, codes=("H2", "H3"), sitting=2, role="psikolog", is_outside=False
    )


def test_a_file_gives_it_back_and_its_notes_go_no_further() -> None:
    one = rating(codes=("H2",))
    written = json.dumps({"format": 1, "notes": {"K7": "SECRET"}, "revision": 4, "locked": False, **one.to_json()})
    back = Rating.from_json(json.loads(written))
    assert back == one
    assert "SECRET" not in str(back.to_entry(PLACE))


def test_a_draft_may_lack_levels() -> None:
    assert Rating.from_json({**rating().to_json(), "levels": {"K1": 2}}).levels == {"K1": 2}


@pytest.mark.parametrize("field", list(rating().to_json()))
@pytest.mark.parametrize("value", [None, 1.5, {"K1": "3"}, [3], {"K1": True}])
def test_a_field_of_another_kind_is_named(field: str, value: object) -> None:
    with pytest.raises(SebayaError, match=f"`{field}`"):
        Rating.from_json({**rating().to_json(), field: value})


def test_a_day_that_is_none_is_named() -> None:
    with pytest.raises(SebayaError, match="observed_on"):
        Rating.from_json({**rating().to_json(), "observed_on": "10/11/2026"})
