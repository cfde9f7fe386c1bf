"""The invented class of `sebaya demo`: each profile, event and story ends as it must."""

import csv
import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import chain

import pytest
import straight
from pypdf import PdfReader

from grader.certify import certify
from grader.credential.status import issued
from grader.credential.trust import Trust
from grader.credential.verdict import Outcome
from grader.credential.verify import verify_jwt
from grader.decided import Decision
from grader.decision import latest_decisions
from grader.demo.cast import CERTIFIED, Story, invented_class
from grader.demo.observed import RATERS, THIRD
from grader.demo.told import standings
from grader.example import ASSESSMENT, SAMPLES
from grader.feedback import FILE
from grader.figures.roll import read_roll
from grader.figures.service import due_of
from grader.observation.locked import locked_ratings
from grader.observation.qualify import qualifications, thresholds_of
from grader.observation.reconcile import reconcile_all
from grader.register import register_of
from grader.register.chain import verify
from grader.register.entry import canonical
from grader.register.people import ERASED, people_of
from grader.roster import Trainee, read_roster

pytestmark = [pytest.mark.slow]

HELD_BACK = {
    Story.NOTHING: ("in-training", "modules"),
    Story.BROKEN: ("in-training", "modules"),
    Story.EMPTY: ("in-training", "knowledge"),
    Story.YOUNG: ("in-training", "age-tier"),
    Story.HARMFUL_ANSWERS: ("in-training", "no-critical-harm"),
    Story.LEVEL_ONE: ("assessed", "no-level-one"),
    Story.SPLIT: ("assessed", "raters"),
    Story.RETAKE: ("probation", "practice"),
    Story.PROBATION: ("probation", "practice"),
    Story.UNSURE: ("in-training", "knowledge"),
    Story.NO_CONSENT: ("assessed", "consent"),
    Story.UNMARKED: ("assessed", "marks-complete"),
}
"""Of those who never held a certificate: their status, and the step that keeps them back."""


@pytest.fixture(scope="module")
def everybody():
    """All 30, as the class began: the register no longer knows the name of one."""
    with (SAMPLES / "class.csv").open(encoding="utf-8") as file:
        rows = [
            Trainee(row["kode"], row["nama"], row["kelas"], row["jenjang"], "id", "") for row in csv.DictReader(file)
        ]
    return invented_class(rows)


@pytest.fixture(scope="module")
def published(demo_class):
    return demo_class.course.root.with_name(f"{demo_class.course.root.name}-terbitan")


def test_who_is_certified_has_a_certificate_that_the_published_list_vouches_for(demo_class, everybody, published):
    """And the list tells of the others who were: revoked, erased, suspended."""
    trust = Trust.from_json(json.loads((published / "issuers.json").read_bytes()))
    verdicts = {one.trainee: verify_jwt(one.jwt, trust).outcome for one in issued(demo_class.course)}
    stories = {one.code: one.story for one in everybody}

    assert {stories[code] for code in verdicts} == set(CERTIFIED)
    assert Counter(verdicts.values()) == {Outcome.VALID: 12, Outcome.SUSPENDED: 3, Outcome.REVOKED: 3}
    papers = {path.name.split(".")[1] for path in (demo_class.course.root / "records").glob("certificate.*.pdf")}
    assert papers == {code for code, verdict in verdicts.items() if verdict is Outcome.VALID}


@pytest.fixture(scope="module")
def register(demo_class):
    return register_of(demo_class.course)


@pytest.fixture(scope="module")
def entries(register):
    return register.entries()


@pytest.fixture(scope="module")
def today(entries):
    """The day on which the story ends; not this test's, should midnight pass."""
    return date.fromisoformat(max(entry.on_day for entry in entries))


@pytest.fixture(scope="module")
def status(demo_class, everybody, today):
    return {code: str(one.status) for code, one in standings(demo_class.course, everybody, today).items()}


@pytest.fixture(scope="module")
def outcomes(demo_class):
    return {decision.trainee: decision for decision in latest_decisions(demo_class.course, ASSESSMENT)}


@pytest.fixture(scope="module")
def decided_again(demo_class, today):
    """What is found of each when it is decided once more on the last day; `entries` were read before."""
    return {finding.trainee: finding for finding in certify(demo_class.course, today=today)}


def code_of(everybody, story):
    return next(one.code for one in everybody if one.story is story)


def passed(entries, *stages):
    return [one for one in entries if one.kind == "decision" and one.about in stages and one.outcome == "passed"]


def test_thirty_are_carried_to_where_the_story_says(status):
    assert Counter(status.values()) == {
        "certified": 12,
        "suspended": 3,
        "revoked": 2,
        "erased": 1,
        "probation": 2,
        "assessed": 4,
        "in-training": 6,
    }


def test_all_who_were_suspended_revoked_or_erased_had_been_certified(everybody, entries):
    certified = {entry.person for entry in passed(entries, "certificate")}

    assert certified == {one.code for one in everybody if one.story in CERTIFIED}
    assert len(certified) == 18


@pytest.mark.parametrize("story", HELD_BACK)
def test_each_of_the_others_is_told_which_step_keeps_them_back(demo_class, everybody, status, decided_again, story):
    code = code_of(everybody, story)
    decision = decided_again[code].decision
    step = decision.held_back if decision else None

    assert (status[code], step["id"]) == HELD_BACK[story]
    row = demo_class.printed.rpartition(f"│ {code} ")[2].split("│ P")[0]
    assert set(step["next"]["id"].split()) <= set(row.split()), "words, because the cells of a row are wrapped"


def test_deciding_again_adds_nothing(register, entries, decided_again):
    assert len(decided_again) == 29
    assert register.head == (entries[-1].number, entries[-1].hash)


def test_nobody_is_let_through_on_evidence_of_harm(entries):
    by_number = {entry.number: entry for entry in entries}
    decisions = [Decision.from_entry(entry) for entry in passed(entries, "probation", "certificate")]
    assert len(decisions) == 20 + 18
    for decision in decisions:
        rested_on = [by_number[int(number)] for number in decision.evidence["entries"]]
        ratings = [entry for entry in rested_on if entry.kind == "rating"]
        items = [
            item
            for entry in rested_on
            if entry.kind == "decision"
            for item in entry.content["evidence"].get("items", ())
        ]
        assert len(ratings) >= 6
        assert not [entry for entry in ratings if 1 in entry.content["levels"].values() or entry.content["codes"]]
        assert not [item for item in items if item["harms"]]
        assert all(
            play["codes"] == [] and 1 not in play["levels"].values() for play in decision.evidence["plays"].values()
        )


def test_a_certificate_comes_ninety_days_after_probation_and_ends_after_twelve_months(entries):
    begun = {entry.person: date.fromisoformat(entry.on_day) for entry in passed(entries, "probation")}
    for entry in passed(entries, "certificate"):
        on, until = date.fromisoformat(entry.on_day), date.fromisoformat(entry.until_day)
        assert on - begun[entry.person] >= timedelta(days=90)
        assert 365 <= (until - on).days <= 366


def test_three_raters_qualified_and_two_rated_each_play(demo_class, register, entries):
    found = qualifications(entries, *thresholds_of(demo_class.course))
    plays = reconcile_all(locked_ratings(register, demo_class.course.about["id"]))

    assert {code: one.is_qualified for code, one in found.items()} == {code: True for code, *_ in RATERS}
    assert {play.raters[:2] for play in plays} == {("R1", "R2")}
    assert len(plays) == 25 * 3


def test_a_third_rater_settled_one_play_and_is_waited_for_at_another(demo_class, everybody, register):
    plays = reconcile_all(locked_ratings(register, demo_class.course.about["id"]))

    assert [(play.key[0], play.is_settled) for play in plays if "R3" in play.raters] == [(THIRD, True)]
    waiting = [(play.key[0], list(play.needs_third)) for play in plays if play.needs_third]
    assert waiting == [(code_of(everybody, Story.SPLIT), ["K13"])]


def test_who_did_not_pass_was_coached_and_retook_with_another_form_a_week_later(everybody, entries):
    code = code_of(everybody, Story.RETAKE)
    of_kind = {kind: [e for e in entries if e.person == code and e.kind == kind] for kind in ("rating", "coaching")}
    forms = {n: {e.about for e in of_kind["rating"] if e.content["sitting"] == n} for n in (1, 2)}
    days = {n: {date.fromisoformat(e.on_day) for e in of_kind["rating"] if e.content["sitting"] == n} for n in (1, 2)}

    assert forms[2] - forms[1]
    assert min(days[2]) - max(days[1]) >= timedelta(days=7)
    assert max(days[1]) <= date.fromisoformat(of_kind["coaching"][0].on_day) <= min(days[2])
    about = [e.outcome for e in entries if e.person == code and e.kind == "decision" and e.about == "probation"]
    assert about == ["not-passed", "passed"]


def test_the_chain_is_whole_and_names_nobody(register, entries, everybody):
    names = [one.trainee.name for one in everybody] + [name for _, name, _ in RATERS]
    words = set(
        re.findall(r"\w+", " ".join(chain.from_iterable((str(e.values), canonical(e.content)) for e in entries)))
    )

    assert verify(register) == []
    assert not words & set(names)


def test_nothing_is_left_of_who_was_erased_but_the_code(demo_class, everybody, register):
    root, one = demo_class.course.root, next(each for each in everybody if each.story is Story.ERASED)
    kept = next(each for each in everybody if each.story is Story.LEFT)
    holding = {name: [] for name in (one.trainee.name, kept.trainee.name)}
    for path in root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for name, paths in holding.items():
                if name.encode() in content:
                    paths.append(path)
    left = {person.code: person for person in people_of(register, demo_class.course.about["id"])}[one.code]

    assert holding[one.trainee.name] == []
    assert holding[kept.trainee.name], "a name that was kept is found in this way"
    assert (left.role, left.name, left.personal_code) == (ERASED, "", "")
    assert not [path for path in root.rglob("*") if one.code in re.split(r"[./]", path.relative_to(root).as_posix())]


def test_everybody_whose_hand_in_arrived_whole_is_decided(demo_class, outcomes):
    lost = {one.code for one in demo_class.members if one.event in ("broken", "none")}

    assert len(lost) == 2
    assert set(outcomes) == {one.code for one in demo_class.members} - lost


def test_the_skilled_pass_and_harm_does_not(demo_class, outcomes):
    by_profile = {}
    for one in demo_class.members:
        if one.code in outcomes:
            by_profile.setdefault(one.profile, []).append(outcomes[one.code])

    assert {decision.outcome for decision in by_profile["skilled"]} == {"passed"}
    for decision in by_profile["harmful"]:
        steps = {step["id"]: step["outcome"] for step in decision.steps}
        assert (decision.outcome, steps["no-critical-harm"]) == ("not-passed", "not-passed")
    for decision in by_profile["unsure"]:
        steps = {step["id"]: step["outcome"] for step in decision.steps}
        assert (steps["no-critical-harm"], steps["knowledge"]) == ("passed", "not-passed")


def test_an_empty_hand_in_is_marked_nothing_and_does_not_pass(demo_class, everybody, outcomes):
    code = code_of(everybody, Story.EMPTY)
    with demo_class.course.gradebook() as gradebook:
        assert gradebook.find_submission(ASSESSMENT, code).score == 0
    assert outcomes[code].outcome == "not-passed"


def test_late_and_resubmitted_hand_ins_are_known_as_such(demo_class):
    course = demo_class.course
    assert Counter(one.event for one in demo_class.members if one.event) == {
        "again": 2,
        "late": 1,
        "broken": 1,
        "none": 1,
    }
    for one in demo_class.members:
        received = list((course.root / "received" / ASSESSMENT / one.code).glob("*.json"))
        assert len(received) == {"again": 2, "broken": 0, "none": 0}.get(one.event, 1)
        if received:
            with course.gradebook() as gradebook:
                late = gradebook.find_submission(ASSESSMENT, one.code).total_seconds_late
            assert (late > 0) == (one.event == "late"), timedelta(seconds=late)


def test_records_name_those_who_passed_and_say_what_they_are_not(demo_class, outcomes):
    passed_it = {
        trainee.code: trainee
        for trainee in read_roster(demo_class.course)
        if trainee.code in outcomes and outcomes[trainee.code].outcome == "passed"
    }
    records = {
        path.stem.split(".")[1]: path for path in (demo_class.course.root / "records").rglob(f"{ASSESSMENT}.*.pdf")
    }

    assert set(records) == set(passed_it)
    for code, path in records.items():
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
        assert passed_it[code].name in text
        assert "bukan sertifikat" in text
        assert ("keikutsertaan" in text) == (passed_it[code].tier == "T1")


def test_where_everybody_stands_and_what_supervision_was_due_is_as_counted_day_by_day(demo_class, today):
    """The figures of the boards, against a count that knows nothing of them."""
    counted = straight.everybody(demo_class.course.root / "register.db", today)
    roll = read_roll(demo_class.course, today, "")

    assert [str(one.standing.status) for one in roll.members] == [
        "erased" if one.is_erased else one.status for one in counted
    ]
    assert [[(due.day.isoformat(), due.is_held) for due in due_of(one, roll)] for one in roll.members] == [
        one.due for one in counted
    ]


def test_each_marked_trainee_has_a_feedback_page(demo_class, outcomes):
    for code in outcomes:
        assert (demo_class.course.feedback(ASSESSMENT, code) / FILE).is_file()


def test_it_ends_with_the_table_and_where_to_look(demo_class, everybody):
    printed = demo_class.printed

    assert all(one.code in printed for one in everybody)
    assert str(demo_class.course.root / "records") in printed
    assert "terpotong" in printed, "the broken hand-in is named"
    assert "12 bersertifikat, 3 dijeda, 2 dicabut, 1 dihapus" in printed
    assert "Buku register utuh" in printed
