"""When a trainee served, and which supervision was due in that time.

Sources: curriculum outline §5, rules 7 (supervision at least every two weeks), 9 (only while supervised; what
suspends) and 10; the days are those of the step `supervision` of the stage `certificate`.

A span of service begins on the day of a passed stage (probation, certificate, renewal), of a return, or of a consent
given again, and ends on the day of a record that ends it: a pause, leaving, an incident, consent or assent withdrawn,
supervision missed too often in a row, a revocation; or with the last day of the certificate. A pause that comes only
of supervision not being held ends nothing: what the school owed and did not hold must not vanish from its figures.

In each span, for every full 14 days after its beginning one supervision is due, on the last of these days. It is held
where somebody was there at any time of these 14 days, else missed. Days that are not full yet owe nothing, and a
second supervision within the same 14 days makes up for no other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from grader.figures.roll import STAGES, Member, Roll
from grader.register import Entry
from grader.register.people import ERASED
from grader.standing import HELD

__all__ = ["Due", "Span", "due_of", "every", "spans_of"]


@dataclass(frozen=True)
class Span:
    """From the day `first`, on which service begins, to the day `last`, on which it ends or that is today."""

    first: date
    last: date


@dataclass(frozen=True)
class Due:
    """A supervision that was due on `day`, and whether it was held."""

    day: date
    is_held: bool


@dataclass
class _State:
    stage: Entry | None = None
    is_revoked: bool = False
    is_paused: bool = False
    withdrawn: set[str] = field(default_factory=set)
    missed: int = 0

    @property
    def serves(self) -> bool:
        return bool(self.stage) and not (self.is_revoked or self.is_paused or self.withdrawn)

    def take(self, entry: Entry, limits: Mapping[str, Any]) -> None:
        if entry.kind == "decision" and entry.about in STAGES and entry.outcome == "passed":
            self.stage = entry
        elif entry.kind in ("suspension", "leave", "incident"):
            self.is_paused = True
            self.is_revoked = self.is_revoked or entry.outcome == ERASED
        elif entry.kind in ("consent", "assent"):
            (self.withdrawn.add if entry.outcome == "withdrawn" else self.withdrawn.discard)(entry.kind)
        elif entry.kind == "revocation":
            self.is_revoked = True
        elif entry.kind == "return":
            self.stage = None if self.is_revoked else self.stage
            self.is_paused, self.is_revoked, self.missed = False, False, 0
        elif entry.kind == "supervision":
            is_missed = entry.outcome not in HELD and self.stage is not None
            self.missed = 0 if entry.outcome in HELD else self.missed + is_missed
            self.is_paused = self.is_paused or self.missed > limits["at_most_missed"]


def every(roll: Roll) -> int:
    """Return after how many days of service a supervision is due."""
    return int(roll.rule.value("certificate", "supervision", "at_most_days"))


def spans_of(entries: Iterable[Entry], today: date, limits: Mapping[str, Any]) -> list[Span]:
    """Return the spans in which a trainee served up to `today`; `entries` are their own, by day."""
    spans: list[Span] = []
    state, first, until = _State(), "", ""
    for entry in entries:
        if first and until and entry.on_day > until:
            spans.append(_span(first, until))
            first = ""
        state.take(entry, limits)
        until = state.stage.until_day if state.stage else ""
        serves = state.serves and (not until or entry.on_day <= until)
        if serves and not first:
            first = entry.on_day
        elif first and not serves:
            spans.append(_span(first, entry.on_day))
            first = ""
    if first:
        spans.append(_span(first, min(filter(None, (until, today.isoformat())))))
    return spans


def due_of(member: Member, roll: Roll, first: date = date.min, last: date = date.max) -> list[Due]:
    """Return the supervisions that were due to a trainee from `first` to `last`, both included."""
    days = every(roll)
    held = [date.fromisoformat(one.on_day) for one in member.of("supervision") if one.outcome in HELD]
    found = (
        due for span in spans_of(member.entries, roll.today, roll.rule.standing) for due in _within(span, held, days)
    )
    return [due for due in found if first <= due.day <= last]


def _within(span: Span, held: Sequence[date], days: int) -> Iterator[Due]:
    begun, ends = span.first, span.first + timedelta(days=days)
    while ends <= span.last:
        later = bisect_right(held, begun)
        yield Due(ends, later < len(held) and held[later] <= ends)
        begun, ends = ends, ends + timedelta(days=days)


def _span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))
