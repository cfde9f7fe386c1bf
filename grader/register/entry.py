"""One entry of the register as data: its columns, its canonical content, and its hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

__all__ = ["COLUMNS", "GENESIS", "KINDS", "Entry", "canonical", "hash_of"]

GENESIS = "0" * 64
"""What the first entry follows."""
KINDS = (
    "assent", "calibration", "coaching", "consent", "content-review", "conversation", "correction",
    "credential", "decision", "incident", "law-quiz", "leave", "rating", "refresher", "return", "revocation",
    "safeguarding", "second-mark", "supervision", "suspension", "wellbeing",
)  # fmt: skip
COLUMNS = (
    "number", "recorded_at", "place", "person", "kind", "about", "outcome", "on_day", "until_day", "recorded_by",
    "content", "prev_hash", "hash",
)  # fmt: skip
"""The columns of an entry in their order; the hash is of all before it."""


@dataclass(frozen=True)
class Entry:
    """What was recorded: of whom (a code; empty: of the place itself), its kind, what about, and with what outcome.

    `place` is the id of the class. Days are written YYYY-MM-DD, in local time, and are empty where they mean nothing;
    `recorded_at` is UTC. `content` is plain JSON data without names. `number`, `recorded_at` and the hashes are the
    register's: an entry that does not stand in it has none.
    """

    place: str
    person: str
    kind: str
    about: str = ""
    outcome: str = ""
    on_day: str = ""
    until_day: str = ""
    recorded_by: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    recorded_at: str = ""
    prev_hash: str = field(default=GENESIS, repr=False)
    hash: str = field(default="", repr=False)

    @cached_property
    def values(self) -> tuple[Any, ...]:
        """The entry as a row, in the order of COLUMNS; its hash is worked out anew."""
        row = (
            self.number, self.recorded_at, self.place, self.person, self.kind, self.about, self.outcome, self.on_day,
            self.until_day, self.recorded_by, canonical(self.content), self.prev_hash,
        )  # fmt: skip
        return (*row, hash_of(row))

    @classmethod
    def from_row(cls, row: Iterable[Any]) -> "Entry":
        """Return the entry of a row in the order of COLUMNS. Raises ValueError when its content is damaged."""
        named = dict(zip(COLUMNS, row, strict=True))
        return cls(**{**named, "content": json.loads(named["content"])})


def hash_of(row: Iterable[Any]) -> str:
    """Return the SHA-256 of a row, its hash left out: each value as UTF-8 behind its length, so that none runs on."""
    values = [str(value) for value in row]
    text = "".join([f"{len(value)}:{value}" for value in values])
    if text.isascii():  # nearly every row, and three times as fast
        return hashlib.sha256(text.encode("ascii")).hexdigest()
    parts = [value.encode("utf-8", "surrogatepass") for value in values]
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


def canonical(content: Any) -> str:
    """Return JSON in one form only."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
