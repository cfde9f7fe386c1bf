"""Properties of the rule over any evidence: harm never passes, more harm never helps, order never matters."""

from dataclasses import replace
from typing import Any

from dossiers import CRITICAL, MATERIAL, MODULES, RULE, STAGES, dossier, entry, item, module, rating
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.dossier import Dossier
from grader.observation.rating import Rating
from grader.policy.outcome import Outcome, conclude
from grader.policy.stages import judge_stage
from grader.register import Entry

FORMS, RATERS = sorted(MATERIAL.forms), ["R1", "R2", "R3", "R9"]
CODES = sorted(MATERIAL.harms)


@st.composite
def ratings(draw: Any, *, is_harmful: bool = False) -> Entry:
    form = draw(st.sampled_from(FORMS))
    competencies = MATERIAL.forms[form]["competencies"]
    levels = draw(st.dictionaries(st.sampled_from(competencies), st.integers(1, 4), max_size=3))
    codes = draw(st.lists(st.sampled_from(CODES), max_size=1))
    if is_harmful and not codes and 1 not in levels.values():
        levels = {**levels, draw(st.sampled_from(competencies)): 1}
    after, sitting = draw(st.integers(15, 480)), draw(st.integers(1, 3))
    more = {"levels": levels, "codes": codes, "is_outside": draw(st.booleans())}
    return rating(form, draw(st.sampled_from(RATERS)), after, sitting, **more)


@st.composite
def records(draw: Any, *, is_harmful: bool = False) -> Entry:
    name = draw(st.sampled_from(MODULES))
    harms = [draw(st.sampled_from(CODES))] if is_harmful or draw(st.booleans()) else []
    points = draw(st.sampled_from([0, 5, 10]))
    return module(name, draw(st.integers(0, 470)), item(points=points, harms=harms, is_critical=name in CRITICAL))


@st.composite
def others(draw: Any) -> Entry:
    kind, outcome = draw(
        st.sampled_from(
            [
                ("consent", "withdrawn"), ("consent", "given"), ("coaching", "held"), ("supervision", "missed"),
                ("supervision", "in-depth"), ("refresher", "attended"), ("suspension", ""), ("return", ""),
                ("revocation", ""), ("safeguarding", "refused"), ("conversation", ""), ("incident", "open"),
            ]
        )
    )  # fmt: skip
    return entry(kind, draw(st.integers(0, 470)), outcome=outcome)


HARM = st.one_of(
    ratings(is_harmful=True),
    records(is_harmful=True),
    st.builds(
        lambda after, code: entry("incident", after, content={"codes": [code]}),
        st.integers(0, 470),
        st.sampled_from(CODES),
    ),
)
ANYTHING = st.lists(st.one_of(ratings(), records(), others()), max_size=6)


def outcome(stage: str, found: Dossier) -> Outcome:
    return conclude(judge_stage(RULE, stage, found))


def with_more(stage: str, *entries: Entry) -> Dossier:
    return dossier(stage, [*STAGES[stage][0](), *entries])


@given(st.sampled_from(list(STAGES)), ANYTHING)
@settings(deadline=None, max_examples=80)
def test_no_evidence_with_harm_ever_passes(stage: str, extra: list[Entry]) -> None:
    found = with_more(stage, *extra)
    judged_ratings = [Rating.from_entry(one) for one in found.entries if one.kind == "rating"]
    newest = max(one.sitting for one in judged_ratings)
    is_seen = any(one.is_harmful for one in judged_ratings if one.sitting == newest)
    is_chosen = any(one["harms"] for record in found.modules.values() for one in record.evidence["items"])
    if is_seen or is_chosen:
        assert outcome(stage, found) is not Outcome.PASSED


@given(st.sampled_from(list(STAGES)), ANYTHING, HARM)
@settings(deadline=None, max_examples=80)
def test_more_evidence_of_harm_never_helps(stage: str, extra: list[Entry], harm: Entry) -> None:
    if outcome(stage, with_more(stage, *extra, harm)) is Outcome.PASSED:
        assert outcome(stage, with_more(stage, *extra)) is Outcome.PASSED


@given(st.sampled_from(list(STAGES)), ANYTHING, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_the_order_of_evidence_never_matters(stage: str, extra: list[Entry], random: Any) -> None:
    found = with_more(stage, *extra)
    shuffled = list(found.entries)
    random.shuffle(shuffled)
    mixed = replace(found, entries=tuple(shuffled))
    assert [step.to_json() for step in judge_stage(RULE, stage, mixed)] == [
        step.to_json() for step in judge_stage(RULE, stage, found)
    ]
