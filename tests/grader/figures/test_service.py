"""Which supervision was due: full fortnights of service, each held or missed; pauses do not count."""

import pytest
from school_class import HERE, TODAY, decision, entry

from grader.figures.roll import roll_of
from grader.figures.service import due_of, spans_of
from grader.figures.supervision import overdue, supervision_of_each
from grader.register.entry import Entry
from grader.register.people import TRAINEE, Person
from grader.rule import read_certification
from grader.standing import Status


def roll_with(*entries):
    own = [
        Entry(HERE, "P01", *one.values[4:10], content=one.content, number=number)
        for number, one in enumerate(entries, 1)
    ]
    return roll_of([Person(HERE, "P01", TRAINEE, "Sari", "8A", "T2")], own, TODAY, read_certification())


def due(*entries):
    roll = roll_with(*entries)
    return [((TODAY - one.day).days, one.is_held) for one in due_of(roll.members[0], roll)]


def spans(*entries):
    roll = roll_with(*entries)
    return [
        ((TODAY - span.first).days, (TODAY - span.last).days)
        for span in spans_of(roll.members[0].entries, TODAY, roll.rule.standing)
    ]


@pytest.mark.parametrize(("served", "count"), [(0, 0), (13, 0), (14, 1), (27, 1), (28, 2)])
def test_one_is_due_for_every_full_fortnight_of_service(served, count):
    assert len(due(decision("probation", -served))) == count


@pytest.mark.parametrize(("on", "is_held"), [(-20, False), (-19, True), (-6, True), (-5, False)])
def test_it_is_held_on_any_of_its_fourteen_days_the_last_included(on, is_held):
    assert due(decision("probation", -20), entry("supervision", on, "attended")) == [(6, is_held)]


def test_two_within_a_fortnight_make_up_for_no_other():
    held = [entry("supervision", on, "attended") for on in (-27, -26)]
    assert due(decision("probation", -28), *held) == [(14, True), (0, False)]


def test_who_was_told_to_come_and_did_not_was_not_supervised():
    assert due(decision("probation", -14), entry("supervision", -7, "missed")) == [(0, False)]


def test_days_of_a_pause_do_not_count_and_a_new_fortnight_begins_with_the_return():
    paused = [entry("suspension", -40, "suspended"), entry("return", -20, "returned")]
    assert spans(decision("probation", -50), *paused) == [(50, 40), (20, 0)]
    assert due(decision("probation", -50), *paused) == [(6, False)]


def test_want_of_supervision_ends_nothing_so_that_it_does_not_vanish_from_the_figures():
    roll = roll_with(decision("probation", -100))
    assert roll.members[0].standing.status is Status.SUSPENDED
    assert len(due(decision("probation", -100))) == 7
    assert overdue(roll)["days"].tolist() == [100]
    assert supervision_of_each(roll).empty


@pytest.mark.parametrize(
    "ending",
    [
        entry("leave", -10, "left"),
        entry("incident", -10, "open"),
        entry("revocation", -10, "revoked"),
        entry("assent", -10, "withdrawn"),
        entry("consent", -10, "withdrawn"),
    ],
    ids=lambda one: one.kind,
)
def test_service_ends_with_whatever_ends_it(ending):
    assert spans(decision("probation", -50), ending) == [(50, 10)]


def test_supervision_missed_twice_in_a_row_ends_it_and_once_does_not():
    missed = [entry("supervision", on, "missed") for on in (-30, -16)]
    assert spans(decision("probation", -50), *missed) == [(50, 16)]
    assert spans(decision("probation", -50), missed[0]) == [(50, 0)]


def test_a_certificate_ends_with_its_last_day_and_a_renewal_in_time_goes_on():
    assert spans(decision("certificate", -200, -30)) == [(200, 30)]
    assert spans(decision("certificate", -200, -30), decision("renewal", -35, 330)) == [(200, 0)]
    assert spans(decision("certificate", -200, -30), decision("renewal", -5, 360)) == [(200, 30), (5, 0)]


def test_after_a_revocation_it_begins_anew_with_the_next_stage():
    back = [entry("revocation", -40, "revoked"), entry("return", -30, "returned")]
    assert spans(decision("probation", -50), *back) == [(50, 40)]
    assert spans(decision("probation", -50), *back, decision("probation", -20)) == [(50, 40), (20, 0)]


def test_who_never_served_owes_nothing():
    assert due(entry("assent", -90, "given")) == []
