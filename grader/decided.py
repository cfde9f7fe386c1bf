"""A decision as data, and how decisions are frozen: recorded once, with all that they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grader.faults import language
from grader.policy import Outcome
from grader.register import Entry, Register
from grader.register.entry import canonical
from scenarios.text import Text, pick

__all__ = ["Decision", "freeze"]

SHOWN = 6
"""Of the entries that a step rests on, so many are shown."""
_STAGES: Mapping[str, Text] = {
    "probation": {"id": "masa percobaan", "en": "probation"},
    "certificate": {"id": "sertifikat", "en": "certificate"},
    "renewal": {"id": "perpanjangan", "en": "renewal"},
}
_SIGNS = {Outcome.PASSED: "✓", Outcome.NOT_PASSED: "✗", Outcome.UNCHECKED: "?"}


@dataclass(frozen=True)
class Decision:
    """A decision about a trainee (code): of a module's record, or of a stage of certification (`module` is empty).

    `steps`, `evidence` and `rule` are plain JSON data; `until` is the day on which what was decided ends.
    `number` and `hash` are the register's; a decision that is not frozen has none.
    """

    trainee: str
    kind: str
    module: str
    assessment: str
    outcome: Outcome
    decided_on: date
    steps: tuple[Mapping[str, Any], ...]
    evidence: Mapping[str, Any]
    rule: Mapping[str, Any]
    until: date | None = None
    number: int = 0
    hash: str = ""

    @property
    def is_frozen(self) -> bool:
        """Whether it stands in the register."""
        return self.number > 0

    @property
    def told(self) -> str:
        """The outcome in the trainer's language."""
        return self.outcome.told

    @property
    def steps_told(self) -> str:
        """The steps in the trainer's language, one a line, with the numbers of the entries that each rests on."""
        lang, lines = language(), []
        for step in self.steps:
            entries = step.get("entries", ())
            more = " …" if len(entries) > SHOWN else ""
            rests_on = f" [{', '.join(map(str, entries[:SHOWN]))}{more}]" if entries else ""
            told = f"{pick(step['name'], lang)}: {pick(step['reason'], lang)}"
            lines.append(f"{_SIGNS[Outcome(step['outcome'])]} {told}{rests_on}")
        return "\n".join(lines)

    @property
    def title_told(self) -> str:
        """The outcome, and of a stage of certification which, in the trainer's language."""
        return self.told if self.module else f"{pick(_STAGES[self.kind], language())}: {self.told}"

    @property
    def held_back(self) -> Mapping[str, Any] | None:
        """The required step that holds the trainee back: the first not passed, else the first to be checked.

        Where nothing was looked at yet, harm is the last to be named.
        """
        held = [step for step in self.steps if step["required"] and step["outcome"] != Outcome.PASSED]
        not_passed = [step for step in held if step["outcome"] == Outcome.NOT_PASSED]
        to_check = [step for step in held if step["kind"] not in ("no-critical-harm", "no-level-one")]
        return next(iter([*not_passed, *to_check, *held]), None)

    @property
    def next_told(self) -> str:
        """What to do next in the trainer's language; empty where nothing holds the trainee back."""
        step = self.held_back
        return pick(step["next"], language()) if step and step.get("next") else ""

    @property
    def substance(self) -> tuple[Any, ...]:
        """What makes two decisions the same: not their time, and not the wording of their steps."""
        steps = [(step["id"], step["required"], str(step["outcome"])) for step in self.steps]
        return str(self.outcome), steps, canonical(self.evidence), canonical(self.rule)

    @property
    def about(self) -> str:
        """What the register calls it by: its module, or the stage of certification."""
        return self.module or self.kind

    def to_entry(self, place: str) -> Entry:
        """Return what is recorded of it in the class `place`."""
        content = {
            "kind": self.kind,
            "assessment": self.assessment,
            "steps": list(self.steps),
            "evidence": self.evidence,
            "rule": self.rule,
        }
        on_day, until_day = self.decided_on.isoformat(), self.until.isoformat() if self.until else ""
        return Entry(place, self.trainee, "decision", self.about, str(self.outcome), on_day, until_day, content=content)

    @classmethod
    def from_entry(cls, entry: Entry) -> "Decision":
        """Return the decision of an entry. Raises ValueError or KeyError when it is damaged."""
        content, kind = entry.content, entry.content["kind"]
        return cls(
            trainee=entry.person,
            kind=kind,
            module="" if entry.about == kind else entry.about,
            assessment=content["assessment"],
            outcome=Outcome(entry.outcome),
            decided_on=date.fromisoformat(entry.on_day),
            until=date.fromisoformat(entry.until_day) if entry.until_day else None,
            steps=tuple(content["steps"]),
            evidence=content["evidence"],
            rule=content["rule"],
            number=entry.number,
            hash=entry.hash,
        )


def freeze(register: Register, place: str, decisions: Sequence[Decision]) -> list[Decision]:
    """Record decisions, in one go, and return them with number and hash, in their order.

    What could not be checked is returned as it is. One that says nothing new is not added: the decision that it
    repeats is returned. Raises SebayaError when the register cannot be used.
    """
    ripe = [decision for decision in decisions if decision.outcome is not Outcome.UNCHECKED]
    if not ripe:
        return list(decisions)
    with register.writing() as writer:
        latest = {}
        people, abouts = {decision.trainee for decision in ripe}, {decision.about for decision in ripe}
        for entry in writer.entries(place=place, kind="decision", about=abouts):
            if entry.person in people:
                latest[entry.person, entry.about] = Decision.from_entry(entry)
        stand: dict[tuple[str, str], Decision] = {}
        new = []
        for decision in ripe:
            key = decision.trainee, decision.about
            if key in latest and latest[key].substance == decision.substance:
                stand[key] = latest[key]
            else:
                new.append(decision)
        for entry in writer.append([decision.to_entry(place) for decision in new]):
            stand[entry.person, entry.about] = Decision.from_entry(entry)
    return [
        decision if decision.outcome is Outcome.UNCHECKED else stand[decision.trainee, decision.about]
        for decision in decisions
    ]
