"""Judges evidence by a rule: named steps, each passed, not passed or could not be checked.

Pure: whatever it needs to know stands in the rule and in the evidence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from grader.evidence import Evidence, ItemEvidence
from grader.faults import language
from grader.rule import Rule
from scenarios.text import Text, pick

__all__ = ["Outcome", "Step", "conclude", "judge"]


DECIDABLE = ("handed-in", "marks-complete")
"""Kinds of step without which there is nothing to decide yet."""


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
    """One step as judged: its id, kind and name in the rule, the outcome, and why."""

    id: str
    kind: str
    name: Text
    required: bool
    outcome: Outcome
    reason: Text

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen of a step."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": dict(self.name),
            "required": self.required,
            "outcome": str(self.outcome),
            "reason": dict(self.reason),
        }


def judge(rule: Rule, evidence: Evidence) -> list[Step]:
    """Return the steps of `rule` in their order, judged by `evidence`."""
    return [
        Step(step["id"], step["kind"], step["name"], step["required"], *_KINDS[step["kind"]](step, evidence))
        for step in rule.data["steps"]
    ]


def conclude(steps: list[Step]) -> Outcome:
    """Return the outcome of all: passed when every required step passed, not passed when any did not.

    Nothing is decided, whatever else was found, before there is a hand-in whose marks are complete.
    """
    if any(step.outcome is not Outcome.PASSED for step in steps if step.kind in DECIDABLE):
        return Outcome.UNCHECKED
    outcomes = {step.outcome for step in steps if step.required}
    if Outcome.NOT_PASSED in outcomes:
        return Outcome.NOT_PASSED
    return Outcome.UNCHECKED if Outcome.UNCHECKED in outcomes else Outcome.PASSED


Verdict = tuple[Outcome, Text]


def _passed(indonesian: str, english: str) -> Verdict:
    return Outcome.PASSED, {"id": indonesian, "en": english}


def _not_passed(indonesian: str, english: str) -> Verdict:
    return Outcome.NOT_PASSED, {"id": indonesian, "en": english}


def _unchecked(indonesian: str, english: str) -> Verdict:
    return Outcome.UNCHECKED, {"id": indonesian, "en": english}


def _handed_in(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if evidence.is_readable:
        return _passed("ada dan bisa dibaca", "there and readable")
    if evidence.problem is None:
        return _unchecked("belum mengumpulkan", "nothing handed in yet")
    return Outcome.UNCHECKED, evidence.problem


def _no_critical_harm(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    found = [f"{item.id}: {', '.join(item.harms)}" for item in evidence.items if item.harms]
    if found:
        where = "; ".join(found)
        return _not_passed(f"perlu dibicarakan dulu ({where})", f"to be talked over first ({where})")
    return _passed("tidak ditemukan", "none found")


def _marks_complete(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    if evidence.problem is not None:
        return Outcome.UNCHECKED, evidence.problem
    waiting = ", ".join(item.id for item in evidence.items if item.needs_person)
    if waiting:
        return _unchecked(f"masih perlu dinilai orang: {waiting}", f"a person still has to mark: {waiting}")
    return _passed("lengkap", "complete")


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
    return (_passed if is_enough else _not_passed)(f"{share}% tepat", f"{share}% right")


def _critical_items(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    critical = [item for item in evidence.items if item.is_critical]
    if not evidence.is_readable or evidence.problem is not None or any(item.needs_person for item in critical):
        return _NOT_MARKED
    wrong = ", ".join(item.id for item in critical if not _is_right(item, step["at_least"]))
    if wrong:
        return _not_passed(f"belum tepat: {wrong}", f"not right yet: {wrong}")
    if not critical:
        return _passed("tidak ada di penilaian ini", "this assessment has none")
    return _passed(f"{len(critical)} dari {len(critical)} tepat", f"{len(critical)} of {len(critical)} right")


def _is_right(item: ItemEvidence, level: int) -> bool:
    """Whether nothing is wrong with an answer: a written reply reaches `level`, since level 4 is more than is asked."""
    return (item.level or 0) >= level if item.type == "text" else item.points >= item.max


def _text_levels(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    texts, least = [item for item in evidence.items if item.type == "text"], step["at_least"]
    if not evidence.is_readable or evidence.problem is not None or any(t.needs_person for t in texts):
        return _NOT_MARKED
    if not texts:
        return _passed("tidak ada tulisan di penilaian ini", "this assessment has no written reply")
    strange = [text.id for text in texts if text.level not in range(5)]
    if strange:
        names = ", ".join(strange)
        return _unchecked(f"nilai bukan level 1–4: {names}", f"the mark is no level 1–4: {names}")
    below = ", ".join(text.id for text in texts if (text.level or 0) < least)
    if below:
        return _not_passed(f"di bawah level {least}: {below}", f"below level {least}: {below}")
    return _passed(f"semua level {least} atau lebih", f"all at level {least} or more")


def _observed_role_play(_step: Mapping[str, Any], _evidence: Evidence) -> Verdict:
    return _unchecked("pengamatan belum dicatat di versi ini", "this version records no observations yet")


def _content_review(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    drafts = ", ".join(sorted(name for name, status in evidence.review.items() if status != "reviewed"))
    if drafts or not evidence.review:
        return _unchecked(f"masih draf, belum ditinjau: {drafts}", f"still a draft, not reviewed: {drafts}")
    return _passed("sudah ditinjau", "reviewed")


_NO_HAND_IN = _unchecked("belum ada jawaban yang bisa dibaca", "there are no readable answers")
_NOT_MARKED = _unchecked("belum selesai dinilai", "not fully marked yet")
_KINDS: Mapping[str, Callable[[Mapping[str, Any], Evidence], Verdict]] = {
    "handed-in": _handed_in,
    "no-critical-harm": _no_critical_harm,
    "marks-complete": _marks_complete,
    "share-of-points": _share_of_points,
    "text-levels": _text_levels,
    "critical-items": _critical_items,
    "observed-role-play": _observed_role_play,
    "content-review": _content_review,
}
