"""What is hidden cannot be worked out, from what is shown and the total."""

from collections import defaultdict
from functools import cache
from itertools import product

import pytest

from grader.figures.suppression import is_shown, suppress
from grader.views import SMALLEST

MOST = 10
"""Groups of up to so many are tried, all against all."""


def shown_of(counts):
    """What is seen of groups of so many: the numbers, None where hidden, and the total."""
    groups = {place: [f"{place}.{number}" for number in range(count)] for place, count in enumerate(counts)}
    allowed = suppress(groups)
    numbers = tuple(count if place in allowed.shown else None for place, count in enumerate(counts))
    return numbers, sum(counts) if allowed.has_total else None


@cache
def worlds(groups):
    """Everything that may be seen → all the counts that would be seen so."""
    found = defaultdict(list)
    for counts in product(range(MOST + 1), repeat=groups):
        found[shown_of(counts)].append(counts)
    return found


@pytest.mark.parametrize("groups", [1, 2, 3])
def test_no_small_group_is_shown(groups):
    for numbers, total in worlds(groups):
        is_all_told = total is not None and None not in numbers
        assert all(number >= SMALLEST for number in numbers if number or (number == 0 and not is_all_told))


@pytest.mark.parametrize("most", [MOST, SMALLEST - 1])
@pytest.mark.parametrize("groups", [2, 3])
def test_whoever_subtracts_what_is_shown_never_finds_out_a_small_group(groups, most):
    """Tried by one who takes the hidden for anything, and by one who takes all of them for small (`most`)."""
    for numbers, total in worlds(groups):
        hidden = [place for place, number in enumerate(numbers) if number is None]
        if total is None or not hidden:
            continue
        together = total - sum(number or 0 for number in numbers)
        possible = [counts for counts in product(range(most + 1), repeat=len(hidden)) if sum(counts) == together]
        for place in range(len(hidden)):
            could_be = {counts[place] for counts in possible}
            assert len(could_be) != 1 or could_be == {0}, (numbers, total)


@pytest.mark.parametrize("groups", [2, 3])
def test_those_hidden_are_together_nobody_or_five_or_more_where_the_total_is_shown(groups):
    for numbers, total in worlds(groups):
        if total is not None:
            together = total - sum(number or 0 for number in numbers)
            assert together == 0 or together >= SMALLEST or None not in numbers


def test_as_little_as_possible_is_hidden():
    assert shown_of((12, 7, 3)) == ((12, None, None), 22)
    assert shown_of((12, 7, 3, 3)) == ((12, 7, None, None), 25)
    assert shown_of((12, 7)) == ((12, 7), 19)
    assert shown_of((12, 0)) == ((12, 0), 12)
    assert shown_of((0, 0)) == ((None, None), 0)
    assert shown_of((3,)) == ((None,), None)
    assert shown_of((20, 4, 4)) == ((None, None, None), 28), "8 in two groups, neither of them shown, is 4 and 4"


def test_one_person_in_two_groups_counts_once():
    same = [f"P{number}" for number in range(3)]
    assert suppress({"a": same, "b": same, "c": list("vwxyz")}).shown == frozenset()
    assert not is_shown([*same, *same])
