"""The steps of certification: what passes, and each step failed alone."""

from collections.abc import Callable
from typing import Any

import pytest
from dossiers import CORE, MODULES, RULE, STAGES, day, dossier, entry, item, module, plays, rating

from grader.dossier import Dossier
from grader.policy.outcome import Outcome, conclude
from grader.policy.stages import KINDS, judge_stage
from grader.register import Entry

NOT_PASSED, UNCHECKED = Outcome.NOT_PASSED, Outcome.UNCHECKED
P, C, R = STAGES
WAITS = {"m03-without-judging": {"id": "menunggu", "en": "waits"}}
DEPUTY = ({"id": "wakil", "en": "deputy"},)


def more(stage: str, *entries: Entry, **changes: Any) -> Dossier:
    """Who passes `stage`, with more entries."""
    return dossier(stage, [*STAGES[stage][0](), *entries], **changes)


def less(stage: str, is_gone: Callable[[Entry], bool], *entries: Entry, **changes: Any) -> Dossier:
    """Who passes `stage`, without some entries and with others."""
    return dossier(stage, [*(one for one in STAGES[stage][0]() if not is_gone(one)), *entries], **changes)


def is_a(kind: str, on_day: str = "") -> Callable[[Entry], bool]:
    return lambda one: one.kind == kind and (not on_day or one.on_day == on_day)


def low(name: str) -> Entry:
    """A record of three quarters of the points, its critical item right."""
    return module(name, 12, item("A1", 5, max=5, is_critical=True), item("A2", 5, max=10))


def sitting_2(after: int, *forms: str) -> list[Entry]:
    return plays(forms, after, sitting=2)


def coached(after: int) -> Entry:
    return entry("coaching", after, outcome="held")


OTHER = ("form-b", "form-c", "form-d")
INSIDE = [rating("form-c", rater, is_outside=False) for rater in ("R1", "R2")]
UNSURE = [rating("form-a", rater, levels={"K7": 2}) for rater in ("R1", "R2")]
WEAK = [rating("form-d", rater, 440, 2, levels={"K2": 2}) for rater in ("R1", "R2")]

ALONE: list[tuple[str, str, Outcome, Dossier]] = [
    (P, "no-critical-harm", NOT_PASSED, more(P, module("m05-limits", 11, item(harms=["H12"])))),
    (P, "no-critical-harm", NOT_PASSED, more(P, rating("form-a", "R3", codes=["H1"]))),
    (P, "no-level-one", NOT_PASSED, more(P, rating("form-a", "R3", levels={"K2": 1}))),
    (P, "marks-complete", UNCHECKED, dossier(P, waiting=WAITS)),
    (P, "age-tier", NOT_PASSED, dossier(P, tier="T1")),
    (P, "consent", UNCHECKED, less(P, is_a("consent"))),
    (P, "consent", UNCHECKED, less(P, is_a("assent"))),
    (P, "knowledge", NOT_PASSED, more(P, *map(low, MODULES))),
    (P, "critical-items", NOT_PASSED, more(P, module("m06-danger-to-life", 11, item(points=9.9, is_critical=True)))),
    (P, "role-plays", UNCHECKED, less(P, is_a("rating"), *plays(["form-a", "form-b", "form-d"]))),
    (P, "raters", UNCHECKED, less(P, lambda one: one.about == "form-c", *INSIDE)),
    (P, "raters", UNCHECKED, more(P, rating("form-c", "R9"))),
    (P, "core-elicited", UNCHECKED, dossier(P, core=(*CORE, "K15"))),
    (P, "levels", NOT_PASSED, less(P, lambda one: one.about == "form-a", *UNSURE)),
    (P, "retake", NOT_PASSED, more(P, *sitting_2(24, *OTHER), coached(22))),
    (P, "retake", UNCHECKED, more(P, *sitting_2(29, *OTHER))),
    (P, "retake", UNCHECKED, more(P, *sitting_2(29, "form-a", "form-b", "form-c"), coached(22))),
    (P, "wellbeing", UNCHECKED, less(P, is_a("wellbeing"))),
    (P, "referral-map", UNCHECKED, dossier(P, map_lacks=DEPUTY)),
    (P, "safeguarding", UNCHECKED, less(P, is_a("safeguarding"))),
    (P, "safeguarding", NOT_PASSED, more(P, entry("safeguarding", 23, outcome="refused"))),
    (P, "safeguarding", UNCHECKED, less(P, is_a("safeguarding"), entry("safeguarding", -66, outcome="signed"))),
    (P, "content-review", UNCHECKED, dossier(P, place=())),
    (P, "content-review", UNCHECKED, dossier(P, content="d" * 64)),
    (P, "standing", NOT_PASSED, more(P, entry("suspension", 15))),
    (C, "no-critical-harm", NOT_PASSED, more(C, entry("incident", 60, content={"codes": ["H8"]}), entry("return", 70))),
    (C, "no-level-one", NOT_PASSED, more(C, rating("form-a", "R3", levels={"K2": 1}))),
    (C, "marks-complete", UNCHECKED, dossier(C, waiting=WAITS)),
    (C, "practice", UNCHECKED, dossier(C, after=114)),
    (C, "supervision", NOT_PASSED, less(C, is_a("supervision", day(67)))),
    (C, "in-depth", UNCHECKED, less(C, lambda one: one.outcome == "in-depth")),
    (C, "age-tier", NOT_PASSED, dossier(C, tier="T1")),
    (C, "consent", UNCHECKED, less(C, is_a("assent"))),
    (C, "referral-map", UNCHECKED, dossier(C, map_lacks=DEPUTY)),
    (C, "standing", NOT_PASSED, more(C, entry("suspension", 115))),
    (R, "no-critical-harm", NOT_PASSED, more(R, rating("form-d", "R3", 440, 2, codes=["H3"]))),
    (
        R,
        "no-level-one",
        NOT_PASSED,
        more(R, *sitting_2(440, "form-a"), rating("form-a", "R3", 440, 2, levels={"K2": 1})),
    ),
    (R, "marks-complete", UNCHECKED, dossier(R, waiting=WAITS)),
    (R, "fresh-role-play", UNCHECKED, less(R, is_a("rating", day(440)), *sitting_2(379, "form-d"))),
    (
        R,
        "raters",
        UNCHECKED,
        less(R, is_a("rating", day(440)), *(rating("form-d", one, 440, 2, role="lainnya") for one in ("R1", "R2"))),
    ),
    (R, "levels", NOT_PASSED, less(R, is_a("rating", day(440)), *WEAK)),
    (R, "law-quiz", UNCHECKED, less(R, is_a("law-quiz"))),
    (R, "law-quiz", UNCHECKED, less(R, is_a("law-quiz"), entry("law-quiz", 379, content={"percent": 100}))),
    (R, "law-quiz", NOT_PASSED, more(R, entry("law-quiz", 450, content={"percent": 99}))),
    (
        R,
        "supervision-share",
        NOT_PASSED,
        more(R, *(entry("supervision", 117 + 28 * n, outcome="missed") for n in range(8))),
    ),
    (R, "refresher", NOT_PASSED, less(R, is_a("refresher", day(250)))),
    (R, "consent", UNCHECKED, less(R, is_a("consent"))),
    (R, "referral-map", UNCHECKED, dossier(R, map_lacks=DEPUTY)),
    (R, "standing", NOT_PASSED, more(R, entry("leave", 460))),
]
# Where others rest on what a step finds missing, they could not be checked either.
WITH_OTHERS = [
    (P, "modules", less(P, lambda one: one.about == "m01-role"), {"knowledge"}),
    (C, "probation", less(C, lambda one: one.about == "probation"), {"practice", "supervision", "in-depth"}),
    (R, "certificate", less(R, lambda one: one.about == "certificate"), {"supervision-share", "refresher"}),
]


def judged(stage: str, found: Dossier) -> dict[str, Outcome]:
    return {step.id: step.outcome for step in judge_stage(RULE, stage, found)}


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_has_shown_everything_passes_every_step(stage: str) -> None:
    steps = judge_stage(RULE, stage, dossier(stage))
    assert {step.outcome for step in steps} == {Outcome.PASSED}
    assert conclude(steps) is Outcome.PASSED


@pytest.mark.parametrize(("stage", "step", "wanted", "found"), ALONE)
def test_a_step_fails_alone_and_holds_back(stage: str, step: str, wanted: Outcome, found: Dossier) -> None:
    outcomes = judged(stage, found)
    assert outcomes.pop(step) is wanted
    assert {name: one for name, one in outcomes.items() if one is not Outcome.PASSED} == {}
    assert conclude(judge_stage(RULE, stage, found)) is wanted


@pytest.mark.parametrize(("stage", "step", "found", "others"), WITH_OTHERS)
def test_what_rests_on_a_missing_step_could_not_be_checked(
    stage: str, step: str, found: Dossier, others: set[str]
) -> None:
    outcomes = judged(stage, found)
    assert {name for name, one in outcomes.items() if one is not Outcome.PASSED} == {step, *others}
    assert {outcomes[name] for name in (step, *others)} == {UNCHECKED}


def test_every_step_of_every_stage_was_failed() -> None:
    failed = {(stage, step) for stage, step, *_ in (*ALONE, *WITH_OTHERS)}
    assert failed == {(stage, step["id"]) for stage in STAGES for step in RULE.steps(stage)}


def test_every_step_names_what_to_do_next_and_where_it_comes_from() -> None:
    for stage in STAGES:
        for step in RULE.steps(stage):
            assert step["kind"] in KINDS
            assert step["next"]["id"]
            assert step["next"]["en"]
            assert "outline" in step["source"] or step["source"] == "design"


def test_reasons_are_told_in_both_languages() -> None:
    for stage, _, _, found in ALONE:
        for step in judge_stage(RULE, stage, found):
            assert step.reason["id"]
            assert step.reason["en"]


@pytest.mark.parametrize("kind", ["consent", "assent"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_withdrawn_consent_holds_back_and_pauses_until_it_is_given_again(stage: str, kind: str) -> None:
    withdrawn = entry(kind, 5, outcome="withdrawn")
    found = {name for name, one in judged(stage, more(stage, withdrawn)).items() if one is not Outcome.PASSED}
    assert found == {"consent", "standing"} & {step["id"] for step in RULE.steps(stage)}
    again = more(stage, withdrawn, entry(kind, 6, outcome="given"))
    assert set(judged(stage, again).values()) == {Outcome.PASSED}


def test_an_adult_needs_no_consent_of_a_parent() -> None:
    assert judged(P, less(P, is_a("consent"), tier="T3"))["consent"] is Outcome.PASSED


def test_eight_conversations_are_as_good_as_three_months() -> None:
    talks = [entry("conversation", 30 + 3 * number, content={"count": 1}) for number in range(8)]
    assert judged(C, more(C, *talks, after=60))["practice"] is Outcome.PASSED
    assert judged(C, more(C, *talks[:7], after=60))["practice"] is UNCHECKED


def test_an_incident_is_over_when_the_trainee_was_observed_again() -> None:
    incident = entry("incident", 60, content={"codes": ["H8"]})
    again = [incident, entry("return", 70), coached(65), *sitting_2(80, *OTHER)]
    assert judged(C, more(C, *again))["no-critical-harm"] is Outcome.PASSED


def test_a_fourth_sitting_is_one_too_many_before_probation() -> None:
    sittings = [
        one
        for number in (2, 3, 4)
        for one in plays(OTHER if number % 2 else ("form-a", *OTHER[1:]), 20 + 9 * number, number)
    ]
    assert judged(P, more(P, *sittings, *(coached(21 + 9 * n) for n in range(5)), after=60))["retake"] is NOT_PASSED


def test_a_star_competency_counts_each_time_and_another_where_it_was_best() -> None:
    both = ("R1", "R2")
    star = less(P, lambda one: one.about == "form-a", *(rating("form-a", one, levels={"K3": 2}) for one in both))
    plain = less(P, lambda one: one.about == "form-a", *(rating("form-a", one, levels={"K2": 2}) for one in both))
    assert judged(P, star)["levels"] is NOT_PASSED
    assert judged(P, plain)["levels"] is Outcome.PASSED


def test_a_split_waits_for_the_third_rater() -> None:
    split = less(P, lambda one: one.about == "form-a", rating("form-a", "R1"), rating("form-a", "R2", levels={"K7": 4}))
    found = judged(P, split)
    assert (found["raters"], found["levels"]) == (UNCHECKED, UNCHECKED)
    settled = dossier(P, [*split.entries, rating("form-a", "R3")])
    assert judged(P, settled)["levels"] is Outcome.PASSED
