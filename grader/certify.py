"""Decides for a class who may serve on probation, be certified, be renewed: harm first, step by step."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from grader.circumstances import circumstances_of
from grader.course import Course
from grader.decided import Decision, freeze
from grader.decision import decide
from grader.dossier import Circumstances, Dossier
from grader.observation.locked import not_struck
from grader.policy.outcome import Outcome, Step, conclude
from grader.policy.stages import judge_stage
from grader.progress import Report, silent
from grader.register import Entry, register_of
from grader.released import first_released
from grader.roster import Trainee, read_roster
from grader.rule import Certification, read_certification
from grader.standing import Standing, Status, standing_of
from scenarios.text import Text

__all__ = ["Finding", "certify", "find", "next_stage"]


@dataclass(frozen=True)
class Finding:
    """What was found of one trainee: where they stand, and the decision about their next stage, if there is one."""

    trainee: str
    standing: Standing
    decision: Decision | None

    @property
    def next_told(self) -> str:
        """What to do next in the trainer's language: to pass the next stage, or else as the standing asks."""
        return (self.decision.next_told if self.decision else "") or self.standing.next_told


def certify(course: Course, progress: Report = silent, today: date | None = None) -> list[Finding]:
    """Decide for every trainee of the roster about the next stage, freeze what is decided, and return what was found.

    The modules whose assessments are released are decided first. Raises SebayaError when a file of the class is
    damaged or a rule is not right; nothing is frozen then that was not frozen before.
    """
    today = today or date.today()
    rule, roster, place = read_certification(course), read_roster(course), course.about["id"]
    waiting = _decide_modules(course, rule, progress, today)
    register = register_of(course)
    entries = not_struck(register.entries(place=place))
    findings = find(rule, roster, entries, circumstances_of(course, rule, entries, today), waiting)
    frozen = freeze(register, place, [finding.decision for finding in findings if finding.decision])
    decided, of_person = {decision.trainee: decision for decision in frozen}, _by_person(entries)
    return [_as_frozen(one, decided.get(one.trainee), of_person.get(one.trainee, ()), rule, today) for one in findings]


def find(
    rule: Certification,
    roster: Sequence[Trainee],
    entries: Iterable[Entry],
    circumstances: Circumstances,
    waiting: Mapping[str, Mapping[str, Text]] | None = None,
) -> list[Finding]:
    """Return what is found of each trainee of the roster; pure, nothing is frozen.

    `entries` are those of the class that count; `waiting` maps a trainee to modules whose newest marks are not whole.
    """
    of_person = _by_person(entries)
    identities = {stage["id"]: rule.identity(stage["id"]) for stage in rule.data["stages"]}
    findings = []
    for trainee in roster:
        own = of_person.get(trainee.code, ())
        dossier = Dossier(trainee.code, trainee.tier, own, circumstances, (waiting or {}).get(trainee.code, {}))
        standing = standing_of(own, circumstances.today, rule.standing)
        stage = next_stage(dossier, standing, rule)
        decision = _decision(rule, stage, dossier, identities[stage]) if stage else None
        findings.append(Finding(trainee.code, standing, decision))
    return findings


def next_stage(dossier: Dossier, standing: Standing, rule: Certification) -> str | None:
    """Return the stage that a trainee is to be judged for, None where there is none for now."""
    if standing.status in (Status.REVOKED, Status.ERASED):
        return None
    begun = _since_return(dossier)
    if not _passed_since(dossier, "probation", begun):
        return "probation"
    held = [entry for stage in ("certificate", "renewal") if (entry := _passed_since(dossier, stage, begun))]
    if not held:
        return "certificate"
    until = date.fromisoformat(max(held, key=lambda entry: (entry.on_day, entry.number)).until_day)
    is_near = until - dossier.today <= timedelta(days=max(rule.standing["remind_days"]))
    return "renewal" if is_near else None


def _since_return(dossier: Dossier) -> str:
    """Return the day from which decisions count: whoever was revoked begins anew when they return."""
    revoked = dossier.latest("revocation")
    back = [entry.on_day for entry in dossier.of("return", since=revoked.on_day)] if revoked else []
    return min(back, default="")


def _passed_since(dossier: Dossier, stage: str, since: str) -> Entry | None:
    entry = dossier.passed(stage)
    return entry if entry and entry.on_day >= since else None


def _decide_modules(course: Course, rule: Certification, progress: Report, today: date) -> dict[str, dict[str, Text]]:
    """Decide the released core modules, and return trainee → module → what its newest marks wait for."""
    waiting: dict[str, dict[str, Text]] = {}
    modules = [name for name in first_released(course) if name in rule.data["modules"]]
    for number, module in enumerate(modules, 1):
        for decision in decide(course, module, today=today):
            steps = {step["kind"]: step for step in decision.steps}
            has_handed_in = steps["handed-in"]["outcome"] == Outcome.PASSED
            if has_handed_in and steps["marks-complete"]["outcome"] != Outcome.PASSED:
                waiting.setdefault(decision.trainee, {})[module] = steps["marks-complete"]["reason"]
        progress(number, len(modules))
    return waiting


def _decision(rule: Certification, stage: str, dossier: Dossier, identity: Mapping[str, Any]) -> Decision:
    steps = judge_stage(rule, stage, dossier)
    outcome, on = conclude(steps), dossier.today
    is_certified = outcome is Outcome.PASSED and stage != "probation"
    return Decision(
        trainee=dossier.person,
        kind=stage,
        module="",
        assessment="",
        outcome=outcome,
        decided_on=on,
        steps=tuple(step.to_json() for step in steps),
        evidence=_evidence(dossier, steps),
        rule=identity,
        until=_months_later(on, rule.standing["at_most_months"]) if is_certified else None,
    )


def _evidence(dossier: Dossier, steps: Sequence[Step]) -> dict[str, Any]:
    """Return what is frozen: each entry that a step rests on with its hash, and what they say in short."""
    used = {number for step in steps for number in step.verdict.entries}
    known = (*dossier.entries, *dossier.circumstances.entries)
    return {
        "entries": {str(entry.number): entry.hash for entry in known if entry.number in used},
        "modules": {
            name: {
                "points": round(sum(item["points"] for item in decision.evidence["items"]), 2),
                "max": round(sum(item["max"] for item in decision.evidence["items"]), 2),
                **{key: decision.evidence[key] for key in ("responses_sha256", "key_sha256")},
            }
            for name, decision in dossier.modules.items()
            if decision.number in used
        },
        "plays": {
            play.form: {"sitting": dossier.sitting, "levels": dict(play.levels), "codes": list(play.codes)}
            for play in dossier.plays
        },
        "content": dossier.circumstances.content,
    }


def _as_frozen(
    finding: Finding, decision: Decision | None, own: Sequence[Entry], rule: Certification, today: date
) -> Finding:
    """Return the finding as it is once its decision stands in the register; `own` are the trainee's entries."""
    if decision is None or decision.outcome is not Outcome.PASSED:
        return replace(finding, decision=decision or finding.decision)
    stood = replace(decision.to_entry(""), number=decision.number)
    return Finding(finding.trainee, standing_of([*own, stood], today, rule.standing), decision)


def _by_person(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    ordered = sorted(entries, key=lambda entry: entry.person)
    return {person: tuple(own) for person, own in groupby(ordered, lambda entry: entry.person)}


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
