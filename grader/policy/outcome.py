"""What becomes of a step, and of all of them together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from grader.faults import language
from scenarios.text import Text, pick

__all__ = ["Outcome", "Step", "Verdict", "conclude", "judged", "not_passed", "passed", "unchecked"]

DECIDABLE = ("handed-in", "marks-complete")
"""Kinds of step without which there is nothing to decide yet."""

Evidence = TypeVar("Evidence")


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
class Verdict:
    """The outcome of one step and why; `entries` are the numbers of the register's entries that it rests on."""

    outcome: Outcome
    reason: Text
    entries: tuple[int, ...] = ()


def passed(indonesian: str, english: str, entries: Iterable[int] = ()) -> Verdict:
    """Return that a step passed."""
    return Verdict(Outcome.PASSED, {"id": indonesian, "en": english}, tuple(entries))


def not_passed(indonesian: str, english: str, entries: Iterable[int] = ()) -> Verdict:
    """Return that a step did not pass."""
    return Verdict(Outcome.NOT_PASSED, {"id": indonesian, "en": english}, tuple(entries))


def unchecked(indonesian: str, english: str, entries: Iterable[int] = ()) -> Verdict:
    """Return that a step could not be checked."""
    return Verdict(Outcome.UNCHECKED, {"id": indonesian, "en": english}, tuple(entries))


@dataclass(frozen=True)
class Step:
    """One step as judged: its id, kind and name in the rule, whether it is required, and the verdict.

    `next` is what to do where it did not pass.
    """

    id: str
    kind: str
    name: Text
    required: bool
    verdict: Verdict
    next: Text

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        return self.verdict.outcome

    @property
    def reason(self) -> Text:
        """Why."""
        return self.verdict.reason

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen of a step."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": dict(self.name),
            "required": self.required,
            "outcome": str(self.outcome),
            "reason": dict(self.reason),
            "entries": sorted(set(self.verdict.entries)),
            "next": {} if self.outcome is Outcome.PASSED else dict(self.next),
        }


def judged(
    steps: Iterable[Mapping[str, Any]],
    kinds: Mapping[str, Callable[[Mapping[str, Any], Evidence], Verdict]],
    evidence: Evidence,
) -> list[Step]:
    """Return the rule's steps in their order, each judged by the function of its kind."""
    return [
        Step(
            step["id"], step["kind"], step["name"], step["required"], kinds[step["kind"]](step, evidence), step["next"]
        )
        for step in steps
    ]


def conclude(steps: Sequence[Step]) -> Outcome:
    """Return the outcome of all: passed when every required step passed, not passed when any did not.

    Nothing is decided, whatever else was found, before there is a hand-in whose marks are complete.
    """
    if any(step.outcome is not Outcome.PASSED for step in steps if step.kind in DECIDABLE):
        return Outcome.UNCHECKED
    outcomes = {step.outcome for step in steps if step.required}
    if Outcome.NOT_PASSED in outcomes:
        return Outcome.NOT_PASSED
    return Outcome.UNCHECKED if Outcome.UNCHECKED in outcomes else Outcome.PASSED
