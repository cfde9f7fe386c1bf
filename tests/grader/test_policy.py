"""Judging is pure: a rule and evidence in, named steps out. Harm is seen first, and nothing is decided too early."""

from dataclasses import replace
from typing import Any

import pytest

from grader.evidence import Evidence, ItemEvidence
from grader.policy import Outcome, conclude
from grader.policy.module_record import judge
from grader.rule import read_rule

RULE = read_rule("m02-listening")


def item(name: str, points: float, most: float, **changes: Any) -> ItemEvidence:
    plain = ItemEvidence(name, "choice", points, most, by_hand=False, needs_person=False, level=None, harms=())
    return replace(plain, **changes)


def text(name: str, level: float, **changes: Any) -> ItemEvidence:
    return item(name, level, 4, type="text", level=level, by_hand=True, **changes)


def evidence(*items: ItemEvidence, **changes: Any) -> Evidence:
    return Evidence("8A-01", is_readable=True, items=items, review={"m02-listening": "draft"}, **changes)


def judged(found: Evidence) -> dict[str, Outcome]:
    return {step.id: step.outcome for step in judge(RULE, found)}


GOOD = evidence(item("A1", 8, 10), text("A2", 3))


def test_good_evidence_passes_with_the_unchecked_steps_shown() -> None:
    steps = judge(RULE, GOOD)
    assert conclude(steps) is Outcome.PASSED
    assert {step.id for step in steps if step.outcome is Outcome.UNCHECKED} == {"live-practice", "content-review"}
    assert all(not step.required for step in steps if step.outcome is Outcome.UNCHECKED)


def test_every_reason_and_name_is_told_in_both_languages() -> None:
    for found in (GOOD, Evidence("8A-01", is_readable=False)):
        for step in judge(RULE, found):
            assert step.name["id"]
            assert step.name["en"]
            assert step.reason["id"]
            assert step.reason["en"]


@pytest.mark.parametrize(
    ("points", "outcome"),
    [(8.0, Outcome.PASSED), (7.99, Outcome.NOT_PASSED), (8.01, Outcome.PASSED), (0, Outcome.NOT_PASSED)],
)
def test_knowledge_is_at_least_80_percent(points: float, outcome: Outcome) -> None:
    assert judged(evidence(item("A1", points, 10), text("A2", 3)))["knowledge"] is outcome


def test_the_share_is_summed_without_float_noise() -> None:
    thirds = [item(f"A{number}", 1.1, 1.375) for number in range(1, 9)]
    assert judged(evidence(*thirds, text("A9", 3)))["knowledge"] is Outcome.PASSED


def test_free_text_does_not_count_as_knowledge() -> None:
    assert judged(evidence(item("A1", 10, 10), text("A2", 0)))["knowledge"] is Outcome.PASSED


@pytest.mark.parametrize(
    ("level", "outcome"),
    [
        (4, Outcome.PASSED),
        (3, Outcome.PASSED),
        (2, Outcome.NOT_PASSED),
        (0, Outcome.NOT_PASSED),
        (2.5, Outcome.UNCHECKED),
        (5, Outcome.UNCHECKED),
    ],
)
def test_each_text_needs_level_3_from_a_person(level: float, outcome: Outcome) -> None:
    assert judged(evidence(item("A1", 10, 10), text("A2", level), text("A3", 4)))["free-text"] is outcome


def test_a_harm_code_is_not_passed_whatever_the_points() -> None:
    found = evidence(item("A1", 10, 10, harms=("H1",)), text("A2", 4))
    steps = judge(RULE, found)
    assert steps[1].id == "no-critical-harm"
    assert steps[1].outcome is Outcome.NOT_PASSED
    assert "A1: H1" in steps[1].reason["id"]
    assert conclude(steps) is Outcome.NOT_PASSED


def test_harm_is_seen_and_nothing_decided_while_marks_are_missing() -> None:
    found = evidence(item("A1", 10, 10, harms=("H1",)), text("A2", 0, needs_person=True))
    assert judged(found)["no-critical-harm"] is Outcome.NOT_PASSED
    assert judged(found)["free-text"] is Outcome.UNCHECKED
    assert conclude(judge(RULE, found)) is Outcome.UNCHECKED


def test_a_problem_with_the_marks_decides_nothing() -> None:
    found = replace(GOOD, problem={"id": "belum dinilai", "en": "not marked"})
    assert judged(found)["marks-complete"] is Outcome.UNCHECKED
    assert judged(found)["knowledge"] is Outcome.UNCHECKED
    assert conclude(judge(RULE, found)) is Outcome.UNCHECKED


def test_no_hand_in_leaves_every_step_unchecked() -> None:
    assert set(judged(Evidence("8A-01", is_readable=False)).values()) == {Outcome.UNCHECKED}


def test_reviewed_content_passes_its_step() -> None:
    assert judged(replace(GOOD, review={"m02-listening": "reviewed"}))["content-review"] is Outcome.PASSED
    assert judged(replace(GOOD, review={}))["content-review"] is Outcome.UNCHECKED


def test_observed_role_play_is_never_claimed() -> None:
    assert judged(GOOD)["live-practice"] is Outcome.UNCHECKED


def test_a_critical_item_must_be_right_whatever_the_share_of_points() -> None:
    rest = item("A1", 50, 50)
    assert judged(evidence(rest, item("A2", 2, 2, is_critical=True)))["critical-items"] is Outcome.PASSED
    found = evidence(rest, item("A2", 1.99, 2, is_critical=True))
    assert judged(found)["knowledge"] is Outcome.PASSED
    assert judged(found)["critical-items"] is Outcome.NOT_PASSED
    assert conclude(judge(RULE, found)) is Outcome.NOT_PASSED


@pytest.mark.parametrize(("level", "outcome"), [(2, Outcome.NOT_PASSED), (3, Outcome.PASSED), (4, Outcome.PASSED)])
def test_a_critical_written_reply_must_reach_the_level_of_the_rule(level: float, outcome: Outcome) -> None:
    found = evidence(item("A1", 50, 50), text("A2", level, is_critical=True))
    assert judged(found)["critical-items"] is outcome


def test_an_assessment_without_critical_items_or_texts_passes_those_steps() -> None:
    found = judged(evidence(item("A1", 8, 10)))
    assert (found["critical-items"], found["free-text"]) == (Outcome.PASSED, Outcome.PASSED)
