"""The invented class of `sebaya demo`: each profile and event ends as it must."""

from datetime import timedelta

import pytest
from pypdf import PdfReader

from grader.decision import latest_decisions
from grader.example import ASSESSMENT
from grader.feedback import FILE

pytestmark = [pytest.mark.slow]


@pytest.fixture
def outcomes(demo_class):
    return {decision.trainee: decision for decision in latest_decisions(demo_class.course, ASSESSMENT)}


def of_profile(demo_class, profile, event=None):
    members = [one for one in demo_class.members if one.profile == profile]
    return [one.trainee for one in members if event is None or one.event == event]


def test_everybody_whose_hand_in_arrived_whole_is_decided(demo_class, outcomes):
    lost = {one.trainee.code for one in demo_class.members if one.event in ("broken", "none")}

    assert len(lost) == 2
    assert set(outcomes) == {one.trainee.code for one in demo_class.members} - lost


def test_the_skilled_pass_and_harm_does_not(demo_class, outcomes):
    assert {outcomes[trainee.code].outcome for trainee in of_profile(demo_class, "skilled")} == {"passed"}
    for trainee in of_profile(demo_class, "harmful"):
        steps = {step["id"]: step["outcome"] for step in outcomes[trainee.code].steps}
        assert (outcomes[trainee.code].outcome, steps["no-critical-harm"]) == ("not-passed", "not-passed")


def test_an_empty_hand_in_is_marked_nothing_and_does_not_pass(demo_class, outcomes):
    for trainee in of_profile(demo_class, "empty", event=""):
        with demo_class.course.gradebook() as gradebook:
            assert gradebook.find_submission(ASSESSMENT, trainee.code).score == 0
        assert outcomes[trainee.code].outcome == "not-passed"


def test_late_and_resubmitted_hand_ins_are_known_as_such(demo_class):
    course = demo_class.course
    for one in demo_class.members:
        received = list((course.root / "received" / ASSESSMENT / one.trainee.code).glob("*.json"))
        assert len(received) == {"again": 2, "broken": 0, "none": 0}.get(one.event, 1)
        if received:
            with course.gradebook() as gradebook:
                late = gradebook.find_submission(ASSESSMENT, one.trainee.code).total_seconds_late
            assert (late > 0) == (one.event == "late"), timedelta(seconds=late)


def test_records_name_those_who_passed_and_say_what_they_are_not(demo_class, outcomes):
    passed = {
        one.trainee.code: one.trainee
        for one in demo_class.members
        if one.trainee.code in outcomes and outcomes[one.trainee.code].outcome == "passed"
    }
    records = {path.stem.split(".")[1]: path for path in (demo_class.course.root / "records").rglob("*.pdf")}

    assert set(records) == set(passed)
    for code, path in records.items():
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
        assert passed[code].name in text
        assert "bukan sertifikat" in text


def test_each_marked_trainee_has_a_feedback_page(demo_class, outcomes):
    for code in outcomes:
        assert (demo_class.course.feedback(ASSESSMENT, code) / FILE).is_file()


def test_it_ends_with_the_table_and_where_to_look(demo_class):
    printed = demo_class.printed

    assert all(one.trainee.code in printed for one in demo_class.members)
    assert str(demo_class.course.root / "records") in printed
    assert "terpotong" in printed, "the broken hand-in is named"
