"""Certification of a class on a real register: stage after stage, frozen once, with what it rests on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from dossiers import BEGIN, MATERIAL, PLACE, RULE, WHO, entry, for_probation, item, module, plays, rating, stage

from grader.certify import Finding, certify
from grader.circumstances import circumstances_of
from grader.course import Course
from grader.example import open_gate
from grader.faults import SebayaError
from grader.referral import Confirmation, ReferralMap, read_map, write_map
from grader.register import Entry, register_of
from grader.register.chain import verify
from grader.register.people import TRAINEE, Person, write_people
from grader.standing import Status


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "class.yaml").write_text(f"id: {PLACE}\nname: Kelas\n")  # all that certification asks of a class folder
    made = Course(tmp_path)
    write_people(register_of(made), [Person(PLACE, WHO, TRAINEE, "Made", "8A", "T2", personal_code="ABCDE-FGHJK")])
    return made


def calibrated(rater: str) -> list[Entry]:
    """All scenes rated as the consensus has it."""
    found = []
    for name, scene in MATERIAL.scenes.items():
        levels = {one["competency"]: one["level"] for one in scene["consensus"]["ratings"]}
        content = {"levels": levels, "codes": list(scene["consensus"]["codes"])}
        found.append(entry("calibration", 0, name, "locked", person=rater, recorded_by=rater, content=content))
    return found


def reviewed(course: Course, entries: Sequence[Entry]) -> list[Entry]:
    """The entries, and a psychologist's review of the content as it is now."""
    content = circumstances_of(course, RULE, (), BEGIN).content
    review = entry("content-review", 1, content, "reviewed", person="", content={"role": "psikolog"})
    return [*calibrated("R1"), *calibrated("R2"), *calibrated("R3"), review, *entries]


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def steps(finding: Finding) -> dict[str, str]:
    assert finding.decision
    return {step["id"]: step["outcome"] for step in finding.decision.steps if step["outcome"] != "passed"}


def on(after: int) -> date:
    return BEGIN + timedelta(days=after)


def check_map(course: Course, after: int) -> None:
    """Let every adult of the map, and every condition, be checked on that day."""
    open_gate(course)
    filled, checked = read_map(course), on(after).isoformat()
    contacts = tuple(replace(contact, checked_on=checked) for contact in filled.contacts)
    confirmed = {name: Confirmation(checked, one.by) for name, one in filled.confirmed.items()}
    write_map(course, ReferralMap(contacts, confirmed))


@pytest.fixture
def ready(course: Course) -> Course:
    """A class in which the one trainee has shown all that probation asks for."""
    check_map(course, 20)
    register_of(course).append(*reviewed(course, for_probation()))
    return course


def test_without_evidence_nothing_is_frozen_and_the_next_thing_to_do_is_told(course: Course) -> None:
    found = only(certify(course, today=on(0)))
    assert found.standing.status is Status.IN_TRAINING
    assert found.decision
    assert found.decision.kind == "probation"
    assert not found.decision.is_frozen
    assert found.decision.next_told
    assert register_of(course).head[0] == 0


def test_probation_certificate_and_renewal_follow_one_another(ready: Course) -> None:
    register = register_of(ready)
    first = only(certify(ready, today=on(25)))
    assert (first.standing.status, steps(first)) == (Status.PROBATION, {})
    register.append(*(entry("supervision", 25 + 14 * number, outcome="attended") for number in range(1, 7)))
    register.append(entry("supervision", 112, outcome="in-depth"))
    check_map(ready, 110)
    second = only(certify(ready, today=on(116)))
    assert (second.standing.status, steps(second)) == (Status.CERTIFIED, {})
    assert second.decision
    assert second.decision.until == date(2027, 5, 1)
    assert second.standing.until == "2027-05-01"
    third = only(certify(ready, today=on(130)))
    assert (third.standing.status, third.decision) == (Status.CERTIFIED, None)
    register.append(*(entry("supervision", 116 + 14 * number, outcome="attended") for number in range(1, 26)))
    near = only(certify(ready, today=on(464)))
    assert near.standing.status is Status.EXPIRING
    assert near.decision
    assert near.decision.kind == "renewal"
    assert {"fresh-role-play", "law-quiz", "refresher", "referral-map"} <= set(steps(near))
    assert verify(register) == []


def test_deciding_again_adds_nothing(ready: Course) -> None:
    first = only(certify(ready, today=on(25)))
    head = register_of(ready).head
    again = only(certify(ready, today=on(26)))
    assert first.decision
    assert again.decision
    assert first.decision.kind == "probation"
    assert again.decision.kind == "certificate"
    assert register_of(ready).head == head


def test_a_decision_freezes_what_it_rests_on(ready: Course) -> None:
    decision = only(certify(ready, today=on(25))).decision
    assert decision
    entries = {str(one.number): one.hash for one in register_of(ready).entries()}
    assert decision.evidence["entries"].items() <= entries.items()
    # Modules, ratings and the raters' calibration, the trainee's records, the review of the content.
    assert len(decision.evidence["entries"]) == 10 + 6 + 12 + 4 + 1
    assert set(decision.evidence["modules"]) == set(RULE.data["modules"])
    assert decision.evidence["modules"]["m01-role"]["responses_sha256"] == "r" * 64
    assert {play["sitting"] for play in decision.evidence["plays"].values()} == {1}
    assert decision.rule == RULE.identity("probation")


def test_a_corrected_entry_no_longer_counts(ready: Course) -> None:
    (consent,) = register_of(ready).entries(kind="consent")
    register_of(ready).append(entry("correction", 24, str(consent.number), "struck", content={"reason": "salah-orang"}))
    assert steps(only(certify(ready, today=on(25)))) == {"consent": "unchecked"}


def test_raters_count_from_their_qualification_on(ready: Course) -> None:
    (last,) = register_of(ready).entries(kind="calibration", person="R2", about="scene-6")
    correction = entry("correction", 2, str(last.number), "struck", person="R2", content={"reason": "salah-isi"})
    register_of(ready).append(correction)
    assert "raters" in steps(only(certify(ready, today=on(25))))


def test_a_rater_who_qualified_later_did_not_count_then(ready: Course) -> None:
    late = entry("calibration", 21, "scene-6", "locked", person="R2", content=calibrated("R2")[-1].content)
    (last,) = register_of(ready).entries(kind="calibration", person="R2", about="scene-6")
    correction = entry("correction", 21, str(last.number), "struck", person="R2", content={"reason": "twice"})
    register_of(ready).append(correction, late)
    assert "raters" in steps(only(certify(ready, today=on(25))))


def test_harm_is_frozen_as_not_passed_and_a_retake_starts_over(ready: Course) -> None:
    register_of(ready).append(rating("form-a", "R3", codes=["H2"]))
    found = only(certify(ready, today=on(25)))
    assert found.decision
    assert found.decision.is_frozen
    assert steps(found) == {"no-critical-harm": "not-passed"}
    assert found.standing.status is Status.ASSESSED
    coaching = entry("coaching", 24, outcome="held")
    register_of(ready).append(coaching, *plays(("form-b", "form-c", "form-d"), 29, 2))
    assert only(certify(ready, today=on(30))).standing.status is Status.PROBATION


def test_whoever_was_revoked_is_judged_for_nothing_until_they_return(ready: Course) -> None:
    register_of(ready).append(stage("probation", 25), entry("revocation", 40))
    found = only(certify(ready, today=on(41)))
    assert (found.standing.status, found.decision) == (Status.REVOKED, None)
    register_of(ready).append(entry("return", 60))
    back = only(certify(ready, today=on(61)))
    assert back.decision
    assert back.decision.kind == "probation"


def test_a_school_may_be_stricter_and_its_rule_is_another(ready: Course) -> None:
    wanted = {"format": 2, "probation": {"knowledge": {"at_least": 100}, "role-plays": {"at_least": 4}}}
    (ready.root / "rule.yaml").write_text(yaml.safe_dump(wanted))
    low = module("m01-role", 12, item(points=9), item("A2", 4, type="text", max=4, level=4))
    register_of(ready).append(low)
    found = only(certify(ready, today=on(25)))
    assert steps(found) == {"knowledge": "not-passed", "role-plays": "unchecked"}
    assert found.decision
    assert found.decision.rule["sha256"] != RULE.identity("probation")["sha256"]


def test_a_laxer_rule_stops_deciding(ready: Course) -> None:
    (ready.root / "rule.yaml").write_text("format: 2\nprobation: {knowledge: {at_least: 70}}\n")
    with pytest.raises(SebayaError, match=r"rule\.yaml.*knowledge.*lebih longgar"):
        certify(ready, today=on(25))
    assert register_of(ready).entries(kind="decision", about="probation") == []
