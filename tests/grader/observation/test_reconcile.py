"""How two or more ratings become one play: a third where it is needed, and on harm the lower stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import CRITICAL, rating

from grader.observation.material import read_material
from grader.observation.rating import Rating
from grader.observation.reconcile import Reconciled, reconcile, reconcile_all

CODES = ("K2", "K3", "K5", "K7")
LEVELS = st.fixed_dictionaries({code: st.integers(1, 4) for code in CODES})
HARMS = st.sets(st.sampled_from(["H1", "H2", "H10"])).map(tuple)


@st.composite
def ratings(draw: st.DrawFn) -> list[Rating]:
    """One to five ratings of one play; a rater may come twice, and some are not in the register."""
    count = draw(st.integers(1, 5))
    numbers = draw(st.lists(st.integers(1, 99), min_size=count, max_size=count, unique=True))
    return [
        rating(
            draw(st.sampled_from("ABCDE")),
            draw(st.sampled_from([0, number])),
            draw(LEVELS),
            codes=draw(HARMS),
            minutes=draw(st.integers(5, 12)),
        )
        for number in numbers
    ]


def of(*levels: dict[str, int]) -> Reconciled:
    return reconcile([rating(f"R{n}", n, given) for n, given in enumerate(levels, 1)], CRITICAL)


def test_one_rater_settles_nothing() -> None:
    play = of({"K2": 4, "K3": 3})
    assert not play.is_settled
    assert play.levels == {"K2": None, "K3": None}
    assert play.needs_third == {}


@pytest.mark.parametrize(("one", "other", "final"), [(3, 3, 3), (3, 4, 3), (4, 3, 3), (2, 3, 2), (1, 2, 1)])
def test_of_two_raters_the_lower_counts(one: int, other: int, final: int) -> None:
    play = of({"K2": one, "K3": 3}, {"K2": other, "K3": 3})
    assert play.is_settled
    assert play.levels == {"K2": final, "K3": 3}
    assert play.given["K2"] == {"R1": one, "R2": other}


@pytest.mark.parametrize(
    ("one", "other", "needing", "why"),
    [
        ({"K2": 2, "K3": 3}, {"K2": 4, "K3": 3}, ["K2"], "more than one level"),
        ({"K2": 3, "K3": 3}, {"K2": 3, "K3": 4}, ["K3"], "★"),
        ({"K2": 4, "K3": 3}, {"K2": 2, "K3": 4}, ["K2", "K3"], "differ"),
    ],
)
def test_a_wide_difference_or_any_critical_split_needs_a_third(
    one: dict[str, int], other: dict[str, int], needing: list[str], why: str
) -> None:
    play = of(one, other)
    assert list(play.needs_third) == needing
    assert all(why in text["en"] and text["id"] for text in play.needs_third.values())
    assert not play.is_settled
    assert set(play.levels.values()) == {None}


@pytest.mark.parametrize(
    ("given", "final"), [((2, 4, 3), 3), ((2, 4, 4), 4), ((4, 2, 2), 2), ((2, 4, 3, 4), 3), ((2, 4, 4, 4, 3), 4)]
)
def test_of_three_or_more_the_median_counts_and_of_an_even_number_the_lower_middle(
    given: tuple[int, ...], final: int
) -> None:
    play = of(*({"K2": level, "K3": level} for level in given))
    assert play.is_settled
    assert play.levels == {"K2": final, "K3": final}
    assert play.needs_third == {}


def test_a_level_1_is_final_at_once_and_no_third_outweighs_it() -> None:
    assert of({"K2": 1}).levels == {"K2": 1}
    assert of({"K2": 1}, {"K2": 3}).levels == {"K2": 1}
    assert of({"K2": 1}, {"K2": 3}, {"K2": 4}).levels == {"K2": 1}


def test_codes_of_all_raters_are_kept() -> None:
    seen = [rating("A", 1, codes=("H10",)), rating("B", 2, codes=("H2",)), rating("C", 3)]
    assert reconcile(seen, CRITICAL).codes == ("H2", "H10")
    assert reconcile(seen, CRITICAL).is_harmful


def test_where_anybody_saw_harm_the_lower_stands_throughout() -> None:
    seen = [rating("A", 1, {"K2": 3}), rating("B", 2, {"K2": 4}), rating("C", 3, {"K2": 4})]
    assert reconcile(seen, CRITICAL).levels == {"K2": 4}
    assert reconcile([*seen[:2], rating("C", 3, {"K2": 4}, codes=("H1",))], CRITICAL).levels == {"K2": 3}


def test_of_a_rater_who_rated_twice_the_first_entry_stands() -> None:
    seen = [rating("A", 7, {"K2": 4}), rating("A", 3, {"K2": 2}), rating("B", 5, {"K2": 2})]
    play = reconcile(seen, CRITICAL)
    assert play.raters == ("A", "B")
    assert play.given == {"K2": {"A": 2, "B": 2}}
    assert play.levels == {"K2": 2}


def test_the_same_rater_twice_is_no_second_rater() -> None:
    assert not reconcile([rating("A", 1), rating("A", 2)], CRITICAL).is_settled


def test_a_competency_that_only_one_rated_is_open() -> None:
    play = of({"K2": 3, "K5": 3}, {"K2": 3})
    assert list(play.needs_third) == ["K5"]
    assert play.levels == {"K2": None, "K5": None}


def test_the_starred_competencies_are_those_of_the_competency_file() -> None:
    assert read_material().critical >= {"K3", "K7", "K11", "K12", "K13", "K14"}
    assert not read_material().critical & {"K1", "K2", "K4", "K5", "K6", "K8", "K9", "K10"}
    same = dict.fromkeys(read_material().forms["form-a"]["competencies"], 3)
    for code in same:
        play = reconcile([rating("A", 1, same), rating("B", 2, {**same, code: 4})])
        assert play.is_settled is (code not in read_material().critical)


def test_many_ratings_are_told_apart_by_candidate_form_and_sitting() -> None:
    many = [
        rating(rater, number, {"K2": 3}, candidate=candidate, form=form, sitting=sitting)
        for number, (candidate, form, sitting, rater) in enumerate(
            ((c, f, s, r) for r in "AB" for s in (2, 1) for f in ("form-b", "form-a") for c in ("X2", "X1")), 1
        )
    ]
    plays = reconcile_all(many, CRITICAL)
    assert [play.key for play in plays] == [
        (c, f, s) for c in ("X1", "X2") for f in ("form-a", "form-b") for s in (1, 2)
    ]
    assert all(play.is_settled and play.raters == ("A", "B") for play in plays)


def test_ratings_of_two_plays_are_not_one() -> None:
    with pytest.raises(ValueError, match="one play"):
        reconcile([rating("A"), rating("B", candidate="X1-02")], CRITICAL)
    with pytest.raises(ValueError, match="one play"):
        reconcile([], CRITICAL)


@given(ratings(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_never_matters(seen: list[Rating], chance: st.DataObject) -> None:
    mixed = list(seen)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = reconcile(seen, CRITICAL), reconcile(mixed, CRITICAL)
    assert (one.levels, one.codes, one.unsettled, one.minutes) == (
        other.levels,
        other.codes,
        other.unsettled,
        other.minutes,
    )
    assert one.given == other.given


@given(ratings(), st.sampled_from("ABCDEF"), st.integers(0, 120), LEVELS, HARMS)
def test_one_more_harmful_rating_never_raises_a_level_nor_takes_a_code_away(
    seen: list[Rating], rater: str, number: int, levels: dict[str, int], codes: tuple[str, ...]
) -> None:
    if 1 not in levels.values() and not codes:
        codes = ("H14",)
    before = reconcile(seen, CRITICAL)
    after = reconcile([*seen, rating(rater, number, levels, codes=codes)], CRITICAL)
    assert set(after.codes) >= set(before.codes) | set(codes)
    for code, level in before.levels.items():
        given_now = after.levels[code]
        assert level is None or given_now is None or given_now <= level
        assert level != 1 or given_now == 1


@given(ratings())
def test_a_level_1_of_anybody_stands(seen: list[Rating]) -> None:
    levels = reconcile(seen, CRITICAL).levels
    for code in CODES:
        if any(one.levels[code] == 1 for one in seen):
            assert levels[code] == 1
