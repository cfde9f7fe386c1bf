"""Harm that waits for an answer: what counts as one, and what raters may know of it."""

from datetime import date

import pandas as pd
import pytest

from grader.figures.hand_ins import NewHandIn, State
from grader.figures.harm import harm_in_hand_ins, harm_in_plays, open_incidents
from grader.observation.rating import Rating
from grader.observation.reconcile import reconcile_all
from grader.register import Entry

WHO, OTHER, PRINT = "P01", "P02", "a" * 64
TOKENS = {"m04": {"A1": {"t1": "H2"}, "A2": {"t2": "H1", "t3": "H2"}}}
HAND_IN = NewHandIn(
    "m04", WHO, State.MARKED, on=date(2026, 10, 5), sha256=PRINT,
    answers={"A1": {"option": "t1"}, "A2": {"path": ["t0", "t3", "t2", "t3"]}},
)  # fmt: skip
MARKS = ["assessment", "trainee", "item", "hand", "needs_person"]


def entry(kind, on_day="2026-10-06", person=WHO, number=9, about="", outcome="", **content):
    return Entry("kelas", person, kind, about, outcome, on_day, content=content, number=number)


def found(*entries, marks=(), hand_in=HAND_IN):
    grades = pd.DataFrame(list(marks), columns=MARKS).astype({"hand": float, "needs_person": bool})
    return harm_in_hand_ins([hand_in], TOKENS, grades, {"m04": ["A3", "A4"]}, entries)


def test_the_codes_of_a_hand_in_are_named_once_in_their_order():
    (harm,) = found()

    assert (harm.items, harm.codes, harm.since) == (("A1", "A2"), ("H1", "H2"), "2026-10-05")


@pytest.mark.parametrize(
    "answer",
    [
        entry("coaching"),
        entry("coaching", on_day="2026-10-05"),
        entry("suspension"),
        entry("revocation", on_day="2026-10-05"),
        entry("leave"),
    ],
)
def test_whoever_met_them_or_took_them_out_of_service_answers_it(answer):
    assert found(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        entry("decision", about="m04-module"),
        entry("coaching", on_day="2026-10-04"),
        entry("coaching", person=OTHER),
        entry("return"),
        entry("supervision"),
        entry("incident"),
    ],
)
def test_nothing_else_answers_it(answer):
    assert len(found(answer)) == 1


@pytest.mark.parametrize(
    ("mark", "items"),
    [
        (("m04", WHO, "A4", 1, False), [("A1", "A2"), ("A4",)]),
        (("m04", WHO, "A4", 2, False), [("A1", "A2")]),
        (("m04", WHO, "A4", 1, True), [("A1", "A2")]),
        (("m04", WHO, "A1", 1, False), [("A1", "A2")]),
        (("m04", OTHER, "A4", 1, False), [("A1", "A2")]),
        (("m02", WHO, "A4", 1, False), [("A1", "A2")]),
    ],
)
def test_a_written_reply_at_level_one_is_harm_of_its_own(mark, items):
    assert [harm.items for harm in found(marks=[mark])] == items


def test_a_mark_is_not_of_a_newer_hand_in_that_nobody_has_marked():
    newer = NewHandIn("m04", WHO, State.UNMARKED, on=date(2026, 10, 5), sha256=PRINT)

    assert found(marks=[("m04", WHO, "A4", 1, False)], hand_in=newer) == []


def rating(rater, number, codes=(), **levels):
    return Rating(
        WHO, "form-a", 1, rater, "guru-bk", is_outside=True, observed_on=date(2026, 10, 5), minutes=10,
        levels={"K1": 3, "K3": 3, **levels}, codes=codes, number=number,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ratings", "codes", "lowest"),
    [
        ([rating("R1", 1, ("H2",))], (), ()),
        ([rating("R1", 1, ("H2",), K3=1), rating("R2", 2, K3=4)], (), ()),
        ([rating("R1", 1, ("H2",), K3=1), rating("R2", 2, ("H10",), K3=1)], ("H2", "H10"), ("K3",)),
        ([rating("R1", 1, K3=1), rating("R2", 2, K3=3), rating("R3", 3)], (), ("K3",)),
    ],
)
def test_what_was_seen_in_a_play_is_told_once_nobody_rates_it_blind_any_more(ratings, codes, lowest):
    (harm,) = harm_in_plays(reconcile_all(ratings, critical={"K3"}), [])

    assert (harm.codes, harm.lowest, harm.sitting) == (codes, lowest, 1)


@pytest.mark.parametrize(
    ("answer", "is_open"),
    [
        (entry("coaching", number=3), False),
        (entry("suspension", number=3), False),
        (entry("coaching", number=1), True),
        (entry("decision", about="probation", number=3), True),
        (entry("coaching", number=3, person=OTHER), True),
        (entry("return", number=3), True),
    ],
)
def test_what_was_recorded_after_a_harmful_play_answers_it(answer, is_open):
    plays = reconcile_all([rating("R1", 2, ("H2",)), rating("R2", 1)], critical=())

    assert bool(harm_in_plays(plays, [answer])) == is_open


def test_a_play_without_harm_is_none():
    assert harm_in_plays(reconcile_all([rating("R1", 1), rating("R2", 2)], critical=()), []) == []


@pytest.mark.parametrize(
    ("later", "is_open"),
    [
        (entry("return", number=10), False),
        (entry("revocation", number=10), False),
        (entry("leave", number=10), False),
        (entry("return", on_day="2026-10-05", number=10), True),
        (entry("return", person=OTHER, number=10), True),
        (entry("suspension", number=10), True),
        (entry("supervision", number=10), True),
    ],
)
def test_an_incident_is_open_until_the_trainee_returns_or_goes(later, is_open):
    incident = entry("incident", outcome="open", codes=["H10", "H2"])
    harms = open_incidents([incident, later])

    assert [harm.codes for harm in harms] == ([("H2", "H10")] if is_open else [])
