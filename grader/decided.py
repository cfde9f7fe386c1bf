"""A decision as data: what is frozen of it, its canonical form, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from grader.faults import language
from grader.policy import Outcome
from scenarios.text import pick

__all__ = ["Decision", "hash_of"]

TIME = "%Y-%m-%dT%H:%M:%SZ"
_SIGNS = {Outcome.PASSED: "✓", Outcome.NOT_PASSED: "✗", Outcome.UNCHECKED: "?"}


@dataclass(frozen=True)
class Decision:
    """A decision about a trainee (code). `steps`, `evidence` and `rule` are plain JSON data.

    `number`, `prev_hash` and `hash` are the register's; a decision that is not frozen has none.
    """

    trainee: str
    kind: str
    module: str
    assessment: str
    outcome: Outcome
    decided_on: datetime
    steps: tuple[Mapping[str, Any], ...]
    evidence: Mapping[str, Any]
    rule: Mapping[str, Any]
    number: int | None = None
    prev_hash: str = field(default="", repr=False)
    hash: str = ""

    @property
    def is_frozen(self) -> bool:
        """Whether it stands in the register."""
        return self.number is not None

    @property
    def told(self) -> str:
        """The outcome in the trainer's language."""
        return self.outcome.told

    @property
    def steps_told(self) -> str:
        """The steps in the trainer's language, one a line."""
        return "\n".join(
            f"{_SIGNS[Outcome(step['outcome'])]} {pick(step['name'], language())}: {pick(step['reason'], language())}"
            for step in self.steps
        )

    @property
    def substance(self) -> tuple[Any, ...]:
        """What makes two decisions the same: not their time, and not the wording of their steps."""
        steps = [(step["id"], step["required"], str(step["outcome"])) for step in self.steps]
        return str(self.outcome), steps, canonical(self.evidence), canonical(self.rule)

    @property
    def columns(self) -> dict[str, Any]:
        """The decision as the register's columns, its hash left out."""
        content = {"steps": list(self.steps), "evidence": self.evidence, "rule": self.rule}
        return {
            "id": self.number,
            "trainee": self.trainee,
            "kind": self.kind,
            "module": self.module,
            "assessment": self.assessment,
            "outcome": str(self.outcome),
            "decided_on": self.decided_on.astimezone(UTC).strftime(TIME),
            "content": canonical(content),
            "prev_hash": self.prev_hash,
        }

    @classmethod
    def from_columns(cls, row: Mapping[str, Any]) -> "Decision":
        """Return the decision of a row. Raises ValueError or KeyError when the row is damaged."""
        content = json.loads(row["content"])
        return cls(
            trainee=row["trainee"],
            kind=row["kind"],
            module=row["module"],
            assessment=row["assessment"],
            outcome=Outcome(row["outcome"]),
            decided_on=datetime.strptime(row["decided_on"], TIME).replace(tzinfo=UTC),
            steps=tuple(content["steps"]),
            evidence=content["evidence"],
            rule=content["rule"],
            number=row["id"],
            prev_hash=row["prev_hash"],
            hash=row["hash"],
        )


def hash_of(columns: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row's columns, its hash left out."""
    return hashlib.sha256(canonical(columns).encode()).hexdigest()


def canonical(content: Any) -> str:
    """Return JSON in one form only."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
