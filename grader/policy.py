"""Judges evidence by a rule of `certification.yaml`: named steps, each passed, not passed or could not be checked.

Pure: it reads the rule, and whatever else it needs to know stands in the evidence.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from grader.content import content_root
from grader.evidence import Evidence
from grader.faults import SebayaError, language
from scenarios.authoring.source import read_source
from scenarios.text import Text, pick

__all__ = ["Outcome", "Rule", "Step", "conclude", "judge", "read_rule"]

FORMAT = 1


class Outcome(StrEnum):
    """What became of a step, or of a whole decision."""

    PASSED = "passed"
    NOT_PASSED = "not-passed"
    UNCHECKED = "unchecked"

    @property
    def text(self) -> Text:
        """The outcome in words."""
        return _WORDS[self]

    @property
    def told(self) -> str:
        """The outcome in the trainer's language."""
        return pick(self.text, language())


_WORDS: Mapping[Outcome, Text] = {
    Outcome.PASSED: {"id": "terpenuhi", "en": "passed"},
    Outcome.NOT_PASSED: {"id": "belum terpenuhi", "en": "not passed"},
    Outcome.UNCHECKED: {"id": "belum bisa diperiksa", "en": "could not be checked"},
}


@dataclass(frozen=True)
class Step:
    """One step as judged: its name in the rule, the outcome, and why."""

    id: str
    name: Text
    required: bool
    outcome: Outcome
    reason: Text

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen of a step."""
        return {"id": self.id, "name": dict(self.name), "required": self.required, "outcome": str(self.outcome),
                "reason": dict(self.reason)}


@dataclass(frozen=True)
class Rule:
    """The rule of one kind of record for one assessment, as written in `certification.yaml`."""

    data: Mapping[str, Any]

    @property
    def identity(self) -> dict[str, Any]:
        """Version and SHA-256 of all that decides; a corrected wording does not change them."""
        deciding = [{key: step[key] for key in ("id", "kind", "required", "at_least") if key in step}
                    for step in self.data["steps"]]
        content = json.dumps([self.data["kind"], self.data["assessment"], deciding], sort_keys=True)
        return {"version": self.data["version"], "sha256": hashlib.sha256(content.encode()).hexdigest()}


def read_rule(assessment: str, path: Path | None = None) -> Rule:
    """Return the rule for `assessment`. Raises SebayaError when there is none, or the file is not right."""
    path = path or content_root() / "assessments" / "certification.yaml"
    source, problems = read_source(path, "P")
    if source is None or problems:
        line = problems[0].line if problems else 1
        raise SebayaError(id=f"{path}:{line} tidak bisa dibaca.", en=f"{path}:{line} cannot be read.")
    if isinstance(source.data, dict) and source.data.get("format", FORMAT) != FORMAT:
        found = source.data["format"]
        raise SebayaError(id=f"{path}: format {found}, versi Sebaya ini membaca format {FORMAT}.",
                          en=f"{path}: format {found}, this version of Sebaya reads format {FORMAT}.")
    fault = jsonschema.exceptions.best_match(_validator().iter_errors(source.data))
    if fault is not None:
        line = source.line(tuple(fault.absolute_path))
        raise SebayaError(id=f"{path}:{line} tidak sesuai format: {fault.message}",
                          en=f"{path}:{line} does not fit the format: {fault.message}")
    for record in source.data["records"]:
        if record["assessment"] == assessment:
            return Rule(record)
    raise SebayaError(id=f"Belum ada aturan catatan untuk {assessment} di {path.name}.",
                      en=f"There is no rule for {assessment} in {path.name} yet.")


def judge(rule: Rule, evidence: Evidence) -> list[Step]:
    """Return the steps of `rule` in their order, judged by `evidence`."""
    return [Step(step["id"], step["name"], step["required"], *_KINDS[step["kind"]](step, evidence))
            for step in rule.data["steps"]]


def conclude(steps: list[Step]) -> Outcome:
    """Return the outcome of all steps: unchecked while the marks are not complete, else failed before unchecked."""
    required = {step.id: step.outcome for step in steps if step.required}
    if any(required.get(name, Outcome.PASSED) is not Outcome.PASSED for name in ("handed-in", "marks-complete")):
        return Outcome.UNCHECKED
    if Outcome.NOT_PASSED in required.values():
        return Outcome.NOT_PASSED
    return Outcome.UNCHECKED if Outcome.UNCHECKED in required.values() else Outcome.PASSED


Verdict = tuple[Outcome, Text]
_NO_HAND_IN: Verdict = (Outcome.UNCHECKED, {"id": "belum ada jawaban yang bisa dibaca", "en": "there are no readable answers"})


def _handed_in(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if evidence.is_readable:
        return Outcome.PASSED, {"id": "ada dan bisa dibaca", "en": "there and readable"}
    if evidence.problem is None:
        return Outcome.UNCHECKED, {"id": "belum mengumpulkan", "en": "nothing handed in yet"}
    return Outcome.UNCHECKED, evidence.problem


def _no_critical_harm(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    found = [f"{item.id}: {', '.join(item.harms)}" for item in evidence.items if item.harms]
    if found:
        where = "; ".join(found)
        return Outcome.NOT_PASSED, {"id": f"perlu dibicarakan dulu ({where})", "en": f"to be talked over first ({where})"}
    return Outcome.PASSED, {"id": "tidak ditemukan", "en": "none found"}


def _marks_complete(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    if evidence.problem is not None:
        return Outcome.UNCHECKED, evidence.problem
    waiting = ", ".join(item.id for item in evidence.items if item.needs_person)
    if waiting:
        return Outcome.UNCHECKED, {"id": f"masih perlu dinilai orang: {waiting}", "en": f"a person still has to mark: {waiting}"}
    return Outcome.PASSED, {"id": "lengkap", "en": "complete"}


def _share_of_points(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable or evidence.problem is not None:
        return _NOT_MARKED
    counted = [item for item in evidence.items if item.type != "text"]
    points, whole = sum(item.points for item in counted), sum(item.max for item in counted)
    if not whole:
        return _NOT_MARKED
    # Points have two decimals; sums of floats do not.
    is_enough = round(points, 2) * 100 >= step["at_least"] * whole - 1e-6
    share = int(round(points, 2) * 100 / whole + 1e-6)
    return Outcome.PASSED if is_enough else Outcome.NOT_PASSED, {"id": f"{share}% tepat", "en": f"{share}% right"}


def _text_levels(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    texts = [item for item in evidence.items if item.type == "text"]
    if not evidence.is_readable or evidence.problem is not None or not texts or any(t.needs_person for t in texts):
        return _NOT_MARKED
    strange = [text.id for text in texts if text.level not in range(5)]
    if strange:
        names = ", ".join(strange)
        return Outcome.UNCHECKED, {"id": f"nilai bukan level 1–4: {names}", "en": f"the mark is no level 1–4: {names}"}
    below = ", ".join(text.id for text in texts if text.level is None or text.level < step["at_least"])
    if below:
        return Outcome.NOT_PASSED, {"id": f"di bawah level {step['at_least']}: {below}", "en": f"below level {step['at_least']}: {below}"}
    return Outcome.PASSED, {"id": f"semua level {step['at_least']} atau lebih", "en": f"all at level {step['at_least']} or more"}


def _observed_role_play(_step: Mapping[str, Any], _evidence: Evidence) -> Verdict:
    return Outcome.UNCHECKED, {"id": "pengamatan belum dicatat di versi ini", "en": "this version records no observations yet"}


def _content_review(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    drafts = ", ".join(sorted(name for name, status in evidence.review.items() if status != "reviewed"))
    if drafts or not evidence.review:
        return Outcome.UNCHECKED, {"id": f"masih draf, belum ditinjau: {drafts}", "en": f"still a draft, not reviewed: {drafts}"}
    return Outcome.PASSED, {"id": "sudah ditinjau", "en": "reviewed"}


_NOT_MARKED: Verdict = (Outcome.UNCHECKED, {"id": "belum selesai dinilai", "en": "not fully marked yet"})
_KINDS: Mapping[str, Callable[[Mapping[str, Any], Evidence], Verdict]] = {
    "handed-in": _handed_in,
    "no-critical-harm": _no_critical_harm,
    "marks-complete": _marks_complete,
    "share-of-points": _share_of_points,
    "text-levels": _text_levels,
    "observed-role-play": _observed_role_play,
    "content-review": _content_review,
}
