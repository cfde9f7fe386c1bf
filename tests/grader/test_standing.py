"""Standing: every status, and how a trainee gets from one to another, day by day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.register import Entry
from grader.standing import MAY_SERVE, Status, standing_of

LIMITS = {"at_most_months": 12, "at_most_missed": 1, "at_most_days": 28, "remind_days": [90, 30, 7]}
BEGAN = date(2026, 1, 5)
PROBATION, CERTIFICATE = ("decision", "probation", "passed"), ("decision", "certificate", "passed")
ATTENDED, MISSED, DEEP = (("supervision", "", outcome) for outcome in ("attended", "missed", "in-depth"))
RATED = ("rating", "form-a", "locked")


def on(day: int) -> date:
    return BEGAN + timedelta(days=day)


def entries_of(*told: tuple[int, tuple[str, str, str]]) -> list[Entry]:
    """Entries as (day counted from BEGAN, (kind, about, outcome)); a certificate is valid for 365 days."""
    return [
        Entry(
            "kelas", "P01", kind, about, outcome, on(day).isoformat(),
            on(day + 365).isoformat() if about in ("certificate", "renewal") and outcome == "passed" else "",
            number=number,
        )
        for number, (day, (kind, about, outcome)) in enumerate(told, 1)
    ]  # fmt: skip


def status_on(day: int, *told: tuple[int, tuple[str, str, str]]) -> Status:
    return standing_of(entries_of(*told), on(day), LIMITS).status


def fortnightly(first: int, last: int) -> list[tuple[int, tuple[str, str, str]]]:
    return [(day, ATTENDED) for day in range(first, last + 1, 14)]


SERVED = [(0, PROBATION), *fortnightly(14, 84), (90, CERTIFICATE), *fortnightly(98, 448)]


@pytest.mark.parametrize(
    ("day", "told", "status"),
    [
        (0, [], Status.IN_TRAINING),
        (9, [(0, ("decision", "m02-listening", "passed")), (2, ("coaching", "", "held"))], Status.IN_TRAINING),
        (9, [(9, RATED)], Status.ASSESSED),
        (9, [(9, RATED), (9, ("decision", "probation", "not-passed"))], Status.ASSESSED),
        (9, [(8, RATED), (9, PROBATION)], Status.PROBATION),
        (9, [(8, RATED), (9, ("suspension", "", "suspended"))], Status.SUSPENDED),
        (9, [(3, ("leave", "", "left"))], Status.SUSPENDED),
        (9, [(3, ("leave", "", "left")), (9, ("return", "", "returned"))], Status.IN_TRAINING),
        (28, [(0, PROBATION)], Status.PROBATION),
        (29, [(0, PROBATION)], Status.SUSPENDED),
        (42, [(0, PROBATION), (14, DEEP)], Status.PROBATION),
        (43, [(0, PROBATION), (14, DEEP)], Status.SUSPENDED),
        (90, [(0, PROBATION), *fortnightly(14, 84)], Status.PROBATION),
        (90, SERVED, Status.CERTIFIED),
        (90 + 365 - 91, SERVED, Status.CERTIFIED),
        (90 + 365 - 90, SERVED, Status.EXPIRING),
        (90 + 365, SERVED, Status.EXPIRING),
        (90 + 366, SERVED, Status.EXPIRED),
        (90 + 366, [*SERVED, (440, ("decision", "renewal", "passed"))], Status.CERTIFIED),
        (90 + 366, [*SERVED, (440, ("decision", "renewal", "not-passed"))], Status.EXPIRED),
        (90 + 366, [*SERVED, (100, ("suspension", "", "suspended"))], Status.EXPIRED),
        (100, [*SERVED, (100, ("suspension", "", "suspended"))], Status.SUSPENDED),
        (100, [*SERVED, (100, ("incident", "", "open"))], Status.SUSPENDED),
        (100, [*SERVED, (99, ("leave", "", "left"))], Status.SUSPENDED),
        (100, [*SERVED, (99, ("leave", "", "left")), (100, ("return", "", "returned"))], Status.CERTIFIED),
        (100, [*SERVED, (99, ("incident", "", "open")), (100, ("return", "", "returned"))], Status.CERTIFIED),
        (100, [*SERVED, (99, ("revocation", "", "revoked"))], Status.REVOKED),
        (90 + 366, [*SERVED, (99, ("revocation", "", "revoked"))], Status.REVOKED),
        (100, [*SERVED, (99, ("leave", "", "erased"))], Status.ERASED),
        (100, [*SERVED, (98, ("leave", "", "erased")), (99, ("return", "", "returned"))], Status.ERASED),
        (100, [(1, ("leave", "", "erased"))], Status.ERASED),
    ],
)  # fmt: skip
def test_what_is_recorded_makes_the_status_of_a_day(
    day: int, told: list[tuple[int, tuple[str, str, str]]], status: Status
) -> None:
    assert status_on(day, *told) is status


@pytest.mark.parametrize(
    ("sessions", "is_suspended"),
    [
        ([MISSED], False),
        ([MISSED, MISSED], True),
        ([MISSED, ATTENDED, MISSED], False),
        ([MISSED, DEEP, MISSED], False),
        ([ATTENDED, MISSED, MISSED], True),
        ([MISSED, MISSED, ATTENDED], True),
    ],
)
def test_two_supervisions_missed_in_a_row_suspend_and_no_later_one_lifts_that(
    sessions: list[tuple[str, str, str]], is_suspended: bool
) -> None:
    told = [(0, PROBATION), *((7 * number, one) for number, one in enumerate(sessions, 1))]
    assert (status_on(22, *told) is Status.SUSPENDED) == is_suspended


def test_whoever_returns_after_missed_supervision_has_28_days_again() -> None:
    told = [(0, PROBATION), (7, MISSED), (14, MISSED), (40, ("return", "", "returned"))]
    assert [status_on(day, *told) for day in (39, 40, 68, 69)] == [
        Status.SUSPENDED, Status.PROBATION, Status.PROBATION, Status.SUSPENDED,
    ]  # fmt: skip


def test_whoever_was_revoked_and_returns_begins_anew() -> None:
    told = [(0, RATED), *SERVED, (100, ("revocation", "", "revoked")), (110, ("return", "", "returned"))]
    assert status_on(109, *told) is Status.REVOKED
    assert status_on(110, *told) is Status.IN_TRAINING
    assert status_on(120, *told, (120, RATED)) is Status.ASSESSED
    assert status_on(121, *told, (120, RATED), (121, PROBATION)) is Status.PROBATION


@pytest.mark.parametrize("later", [PROBATION, RATED, ("revocation", "", "revoked"), ("leave", "", "erased")])
def test_what_is_dated_later_does_not_count_yet(later: tuple[str, str, str]) -> None:
    assert status_on(9, (10, later)) is Status.IN_TRAINING


def test_a_standing_says_since_when_until_when_and_by_which_entry() -> None:
    paused = standing_of(entries_of(*SERVED, (100, ("suspension", "", "suspended"))), on(101), LIMITS)
    assert (paused.since, paused.until, paused.entries) == (
        on(100).isoformat(), on(90 + 365).isoformat(), (len(SERVED) + 1,),
    )  # fmt: skip
    assert paused.reason["en"] == "paused by the supervisor"


KINDS: list[tuple[str, str, str]] = [
    PROBATION, CERTIFICATE, ("decision", "renewal", "passed"), ("decision", "certificate", "not-passed"), RATED,
    ATTENDED, MISSED, DEEP, ("suspension", "", "suspended"), ("incident", "", "open"), ("leave", "", "left"),
    ("return", "", "returned"), ("revocation", "", "revoked"), ("consent", "", "withdrawn"),
]  # fmt: skip
TOLD = st.lists(st.tuples(st.integers(0, 500), st.sampled_from(KINDS)), max_size=14)


@given(told=TOLD, day=st.integers(0, 600), data=st.data())
def test_the_order_of_entries_never_matters(told: Any, day: int, data: Any) -> None:
    entries = entries_of(*told)
    shuffled = data.draw(st.permutations(entries))
    assert standing_of(shuffled, on(day), LIMITS) == standing_of(entries, on(day), LIMITS)


@given(told=TOLD, day=st.integers(0, 600))
def test_nobody_serves_who_is_revoked_has_left_or_was_28_days_without_supervision(told: Any, day: int) -> None:
    if status_on(day, *told) not in MAY_SERVE:
        return
    past = sorted((when, number, what) for number, (when, what) in enumerate(told) if when <= day)
    last = {what[0]: place for place, (_, _, what) in enumerate(past)}
    for harm in ("revocation", "leave", "incident", "suspension"):
        assert last.get(harm, -1) <= last.get("return", -1)
    kept = [when for when, _, what in past if what in (ATTENDED, DEEP) or what[0] == "return" or what[2] == "passed"]
    assert day - max(kept) <= LIMITS["at_most_days"]


@given(told=TOLD, day=st.integers(0, 600))
def test_an_erased_name_stays_erased(told: Any, day: int) -> None:
    assert status_on(day, *told, (0, ("leave", "", "erased"))) is Status.ERASED
