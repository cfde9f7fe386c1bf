"""Decisions on a class that really was collected and marked: evidence, judgement, freezing."""

import hashlib
import json

import pytest
from marker import ASSESSMENT, give_levels

from grader.course import RESPONSES, Course
from grader.decided import Decision
from grader.decision import decide, latest_decisions
from grader.evidence import Gatherer
from grader.faults import SebayaError
from grader.policy import Outcome
from grader.register import register_of
from grader.register.chain import verify

pytest_plugins = ["classroom"]


def decided(course: Course) -> dict[str, Decision]:
    return {decision.trainee: decision for decision in decide(course, ASSESSMENT)}


def outcomes(decision: Decision) -> dict[str, str]:
    return {step["id"]: step["outcome"] for step in decision.steps}


def test_nothing_is_frozen_while_a_person_still_has_to_mark(marked_course: Course) -> None:
    decision = decided(marked_course)["8A-01"]
    assert decision.outcome is Outcome.UNCHECKED
    assert not decision.is_frozen
    assert outcomes(decision)["marks-complete"] == "unchecked"
    assert outcomes(decision)["knowledge"] == "passed"
    assert "8A-01" not in [frozen.trainee for frozen in latest_decisions(marked_course, ASSESSMENT)]


def test_the_key_with_competent_texts_passes(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    decision = decided(marked_course)["8A-01"]
    assert decision.outcome is Outcome.PASSED
    assert (decision.number, decision.kind, decision.module) == (1, "module-record", "m02-listening")
    assert outcomes(decision) == {
        "handed-in": "passed",
        "no-critical-harm": "passed",
        "marks-complete": "passed",
        "knowledge": "passed",
        "critical-items": "passed",
        "free-text": "passed",
        "live-practice": "unchecked",
        "content-review": "unchecked",
    }


def test_evidence_is_frozen_with_its_fingerprints(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    evidence = decided(marked_course)["8A-01"].evidence
    responses = marked_course.submitted(ASSESSMENT, "8A-01") / RESPONSES
    assert evidence["responses_sha256"] == hashlib.sha256(responses.read_bytes()).hexdigest()
    assert evidence["key_sha256"] == hashlib.sha256(marked_course.key_file(ASSESSMENT).read_bytes()).hexdigest()
    with marked_course.gradebook() as gradebook:
        assert evidence["submission"] == gradebook.find_submission(ASSESSMENT, "8A-01").id
    levels = {item["id"]: item["level"] for item in evidence["items"] if item["type"] == "text"}
    assert sorted(levels.values()) == [3, 4]
    assert all(item["points"] == item["max"] for item in evidence["items"] if item["type"] != "text")


def test_a_text_below_the_level_does_not_pass(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 2, 4)
    decision = decided(marked_course)["8A-01"]
    assert decision.outcome is Outcome.NOT_PASSED
    assert outcomes(decision)["free-text"] == "not-passed"


@pytest.mark.parametrize("strange", [2.5, 7.0])
def test_a_mark_that_is_no_level_decides_nothing(marked_course: Course, strange: float) -> None:
    give_levels(marked_course, "8A-01", strange, 4)
    assert decided(marked_course)["8A-01"].outcome is Outcome.UNCHECKED


def test_harm_comes_first_and_does_not_pass(marked_course: Course) -> None:
    give_levels(marked_course, "8A-02", 3, 3)
    decision = decided(marked_course)["8A-02"]
    assert decision.outcome is Outcome.NOT_PASSED
    assert [step["id"] for step in decision.steps][:2] == ["handed-in", "no-critical-harm"]
    assert outcomes(decision)["no-critical-harm"] == "not-passed"
    assert any(item["harms"] for item in decision.evidence["items"])


def test_an_empty_hand_in_is_decided_and_no_hand_in_is_not(marked_course: Course) -> None:
    found = decided(marked_course)
    assert found["8A-04"].outcome is Outcome.NOT_PASSED
    assert outcomes(found["8A-04"])["free-text"] == "not-passed"
    assert found["8A-05"].outcome is Outcome.UNCHECKED
    assert not found["8A-05"].is_frozen


def test_deciding_again_adds_nothing_and_changed_evidence_supersedes(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    first = decided(marked_course)["8A-01"]
    head = register_of(marked_course).head
    assert decided(marked_course)["8A-01"] == first
    assert register_of(marked_course).head == head
    give_levels(marked_course, "8A-01", 2, 4)
    second = decided(marked_course)["8A-01"]
    assert second.number == head[0] + 1
    latest = {decision.trainee: decision for decision in latest_decisions(marked_course, ASSESSMENT)}
    assert latest["8A-01"] == second
    assert verify(register_of(marked_course)) == []


def test_a_newer_hand_in_has_to_be_marked_first(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    path = marked_course.submitted(ASSESSMENT, "8A-01") / RESPONSES
    path.write_bytes(path.read_bytes() + b"\n")
    decision = decided(marked_course)["8A-01"]
    assert decision.outcome is Outcome.UNCHECKED
    assert "sebaya mark" in decision.steps_told


def test_marks_that_do_not_fit_the_key_decide_nothing(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    with marked_course.gradebook() as gradebook:
        grade = gradebook.find_grade("A1", ASSESSMENT, ASSESSMENT, "8A-01")
        grade.auto_score = 1.0
        gradebook.db.commit()
    assert decided(marked_course)["8A-01"].outcome is Outcome.UNCHECKED


def test_a_person_may_correct_a_mark_and_a_bonus_does_not_count(marked_course: Course) -> None:
    with marked_course.gradebook() as gradebook:
        grade = gradebook.find_grade("A1", ASSESSMENT, ASSESSMENT, "8A-04")
        grade.manual_score, grade.extra_credit = 2.0, 50.0
        gradebook.db.commit()
    item = Gatherer(marked_course, ASSESSMENT).gather("8A-04").items[0]
    assert (item.points, item.by_hand) == (2.0, True)


def test_damaged_answers_stop_nobody_else(marked_course: Course) -> None:
    give_levels(marked_course, "8A-02", 3, 3)
    (marked_course.submitted(ASSESSMENT, "8A-01") / RESPONSES).write_bytes(b'{"format": 1, "answ')
    found = decided(marked_course)
    assert found["8A-01"].outcome is Outcome.UNCHECKED
    assert "terpotong" in found["8A-01"].steps_told
    assert found["8A-02"].is_frozen


def test_gathering_leaves_the_gradebook_untouched(marked_course: Course) -> None:
    before = (marked_course.root / "gradebook.db").read_bytes()
    decide(marked_course, ASSESSMENT)
    assert (marked_course.root / "gradebook.db").read_bytes() == before


def test_entries_hold_no_names(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    decide(marked_course, ASSESSMENT)
    content = str([entry.values for entry in register_of(marked_course).entries()])
    assert "8A-01" in content
    assert "Sari" not in content
    assert "Made" not in content


def test_progress_is_told(marked_course: Course) -> None:
    seen: list[tuple[int, int]] = []
    decide(marked_course, ASSESSMENT, lambda done, total: seen.append((done, total)))
    assert seen == [(number, 5) for number in range(1, 6)]


def test_an_assessment_without_a_rule_is_told(marked_course: Course) -> None:
    with pytest.raises(SebayaError, match="Belum ada aturan"):
        decide(marked_course, "m99-nothing")


def test_a_missing_key_or_gradebook_is_told(marked_course: Course) -> None:
    (marked_course.root / "gradebook.db").write_bytes(b"no database at all, but long enough to be looked at")
    with pytest.raises(SebayaError, match="Buku nilai"):
        decide(marked_course, ASSESSMENT)
    marked_course.key_file(ASSESSMENT).write_text(json.dumps({"format": 1}))
    with pytest.raises(SebayaError, match="Kunci"):
        decide(marked_course, ASSESSMENT)
