"""The chi-square test behind the rule on habits, against published tables of one degree of freedom."""

import pytest

from scenarios.authoring.rules_habits import chi_square_p


@pytest.mark.parametrize(
    ("seen", "total", "p"),
    [(30, 90, 1.0), (40, 90, 0.0253473), (20, 90, 0.0253473), (20, 30, 0.000107511), (0, 30, 0.000107511)],
)
def test_it_gives_the_tables_values(seen: int, total: int, p: float) -> None:
    """A statistic of 5 and of 15: 0.0253473 and 0.000107511."""
    assert chi_square_p(seen, [1 / 3] * total) == pytest.approx(p, rel=1e-4)


def test_four_choices_have_smaller_chances_than_three() -> None:
    assert chi_square_p(10, [1 / 3] * 30) == 1.0
    assert chi_square_p(10, [1 / 4] * 30) < 1.0


def test_without_decisions_nothing_is_found() -> None:
    assert chi_square_p(0, []) == 1.0
