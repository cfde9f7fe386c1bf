"""Agreement of two raters: the numbers are those of the published formulas, and none is told that is not one."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rated import rating

from grader.observation.agreement import FEWEST, Agreement, agreement_of, history_of, intraclass
from grader.observation.pairs import ROLE_PLAY, TEXT, Pair, rating_pairs

SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
"""The example of Shrout and Fleiss (1979), Psychological Bulletin 86(2): six targets, four judges; ICC(2,1) = .29."""
FIRST = [1, 2, 3, 4, 3, 2, 4, 4, 3, 1, 2, 3]
SECOND = [1, 2, 3, 3, 3, 3, 4, 4, 2, 2, 2, 3]


def by_anova(table: Any) -> float:
    """ICC(2,1) from the mean squares of a two-way analysis of variance."""
    n, k = table.shape
    mean = table.mean()
    rows = k * ((table.mean(axis=1) - mean) ** 2).sum()
    columns = n * ((table.mean(axis=0) - mean) ** 2).sum()
    rest = ((table - mean) ** 2).sum() - rows - columns
    bms, jms, ems = rows / (n - 1), columns / (k - 1), rest / ((n - 1) * (k - 1))
    return float((bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n))


def weighted_kappa(first: list[int], second: list[int]) -> float:
    """Cohen's kappa with quadratic weights, from the table of proportions."""
    seen = np.zeros((4, 4))
    for one, other in zip(first, second, strict=True):
        seen[one - 1, other - 1] += 1 / len(first)
    apart = np.subtract.outer(np.arange(4), np.arange(4)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0))
    return float(1 - (apart * seen).sum() / (apart * chance).sum())


def test_icc_is_that_of_the_published_example() -> None:
    icc, low, high = intraclass(*SHROUT_FLEISS.T.tolist())
    assert icc == pytest.approx(by_anova(SHROUT_FLEISS), abs=1e-12)
    assert (round(icc or 0, 2), low, high) == (0.29, 0.02, 0.76)


def test_two_raters_by_hand() -> None:
    found = agreement_of(FIRST, SECOND)
    assert (found.n, found.exact, found.why) == (12, 8 / 12, None)
    assert found.icc == pytest.approx(by_anova(np.array([FIRST, SECOND]).T))
    assert found.kappa == pytest.approx(weighted_kappa(FIRST, SECOND))
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.icc or 0) < found.high


def test_kappa_weighs_how_far_levels_are_apart_even_where_some_never_occur() -> None:
    first, second = [1, 2, 4, 4, 1, 2, 4, 1, 2, 4], [2, 2, 4, 2, 1, 2, 4, 1, 4, 4]
    assert agreement_of(first, second).kappa == pytest.approx(weighted_kappa(first, second))


@pytest.mark.parametrize(
    ("first", "second", "missing", "word"),
    [
        ([], [], {"exact", "kappa", "icc", "low", "high"}, "nothing was rated"),
        (FIRST[:9], SECOND[:9], {"kappa", "icc", "low", "high"}, "10 are needed"),
        ([3] * 20, [3] * 20, {"kappa", "icc", "low", "high"}, "all levels are the same"),
        (FIRST, FIRST, {"low", "high"}, "does not vary"),
        ([3] * 12, [2] * 12, {"low", "high"}, "does not vary"),
        ([1, 2, 3] * 4, [2, 3, 4] * 4, {"low", "high"}, "does not vary"),
    ],
)
def test_what_cannot_be_told_is_left_out_with_the_reason(
    first: list[int], second: list[int], missing: set[str], word: str
) -> None:
    found = agreement_of(first, second)
    assert {name for name in ("exact", "kappa", "icc", "low", "high") if getattr(found, name) is None} == missing
    assert found.why
    assert word in found.why["en"]
    assert found.why["id"]


def test_raters_who_agree_in_everything_agree_wholly() -> None:
    found = agreement_of(FIRST, FIRST)
    assert (found.exact, found.kappa, found.icc) == (1, 1, pytest.approx(1))
    assert found.icc_told == "1.00"


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        agreement_of([1, 2], [1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=30))
def test_never_a_number_that_is_none(pairs: list[tuple[int, int]]) -> None:
    found = agreement_of([one for one, _ in pairs], [other for _, other in pairs])
    for value in (found.exact, found.kappa, found.icc, found.low, found.high):
        assert value is None or np.isfinite(value)
    assert "nan" not in f"{found.exact_told}{found.kappa_told}{found.icc_told}"
    assert (None in (found.exact, found.kappa, found.icc, found.low, found.high)) is (found.why is not None)


def test_history_goes_month_by_month_with_those_between() -> None:
    september = [Pair(ROLE_PLAY, "K2", date(2026, 9, day), FIRST[day - 1], SECOND[day - 1]) for day in range(1, 13)]
    november = [Pair(ROLE_PLAY, "K10", date(2026, 11, 30), 3, 4)]
    found = history_of([*november, *september, Pair(TEXT, "m02/A12", date(2025, 1, 1), 3, 3)], ROLE_PLAY)
    assert found.overall.n == 13
    assert {f"{month:%Y-%m-%d}": one.n for month, one in found.months.items()} == {
        "2026-09-01": 12,
        "2026-10-01": 0,
        "2026-11-01": 1,
    }
    assert list(found.by_about) == ["K2", "K10"]
    assert found.by_about["K2"] == found.months[date(2026, 9, 1)] == agreement_of(FIRST, SECOND)


def test_december_is_followed_by_january() -> None:
    pairs = [Pair(TEXT, "a/b", day, 3, 3) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert list(history_of(pairs, TEXT).months) == [date(2026, 12, 1), date(2027, 1, 1)]


def test_of_nothing_there_is_a_history_too() -> None:
    found = history_of([], TEXT)
    assert found.overall.n == 0
    assert found.months == {}
    assert isinstance(found.overall, Agreement)


def test_pairs_are_of_the_two_raters_who_locked_first() -> None:
    seen = [
        rating("C", 9, {"K2": 1, "K3": 1}),
        rating("B", 2, {"K2": 4, "K3": 3}),
        rating("A", 5, {"K2": 2, "K3": 3}),
        rating("A", 6, {"K2": 4, "K3": 4}),
        rating("A", 7, {"K2": 4}, sitting=2),
    ]
    assert rating_pairs(seen) == [
        Pair(ROLE_PLAY, "K2", date(2026, 11, 10), 4, 2),
        Pair(ROLE_PLAY, "K3", date(2026, 11, 10), 3, 3),
    ]


def test_a_single_play_is_too_little() -> None:
    assert len(rating().levels) < FEWEST
