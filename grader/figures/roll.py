"""The roll: everybody whom a class, or all places of a register, ever trained, with what is recorded of each.

It is read once for a panel; contents of entries are read only of the kinds that need them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from grader.course import Course
from grader.observation.locked import not_struck
from grader.register import Entry, register_of
from grader.register.people import ERASED, TRAINEE, Person
from grader.register.tables import ENTRY, PERSON
from grader.rule import Certification, read_certification
from grader.standing import Standing, Status, standing_of
from grader.views import KINDS, STAFF, glance

__all__ = ["STAGES", "Member", "Roll", "read_roll", "roll_of"]

STAGES = ("probation", "certificate", "renewal")
CONTENTS = ("conversation", "suspension", "leave")
"""Kinds whose contents, all of them small, are read always."""


@dataclass(frozen=True)
class Member:
    """One trainee: `entries` are their own that count, by day; somebody erased has no name, class or tier."""

    place: str
    code: str
    name: str
    group: str
    tier: str
    standing: Standing
    entries: tuple[Entry, ...] = ()

    @property
    def key(self) -> str:
        """Who is meant among all places."""
        return f"{self.place}/{self.code}"

    def of(self, kind: str, first: str = "", last: str = "9999") -> list[Entry]:
        """Return the entries of a kind from day `first` to day `last`, both included (YYYY-MM-DD)."""
        return [entry for entry in self._of_kind.get(kind, ()) if first <= entry.on_day <= last]

    def latest(self, kind: str) -> Entry | None:
        """Return the newest entry of a kind."""
        return next(reversed(self._of_kind.get(kind, ())), None)

    @cached_property
    def _of_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind, []).append(entry)
        return found


@dataclass(frozen=True)
class Roll:
    """All `members` on the day `today`; `contents` are what some of the entries hold, by number."""

    today: date
    rule: Certification
    members: tuple[Member, ...]
    contents: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def present(self) -> tuple[Member, ...]:
        """All but those who were erased."""
        return tuple(one for one in self.members if one.standing.status is not Status.ERASED)

    @property
    def places(self) -> list[str]:
        """The places that have somebody on the roll."""
        return sorted({one.place for one in self.members})


def read_roll(course: Course, today: date, place: str | None = None) -> Roll:
    """Return the roll of a class, or of another `place` of its register ("" for all). Raises SebayaError."""
    place = course.about["id"] if place is None else place
    people = select(PERSON).order_by(PERSON.c.position)
    if place:
        people = people.where(PERSON.c.place == place)
    with register_of(course).reading() as connection:
        known = [
            Person(one.place, one.code, one.role, one.name, one.group, one.tier) for one in connection.execute(people)
        ]
        entries = glance(connection, place=place)
        contents = _contents(connection, place)
    return roll_of(known, entries, today, read_certification(course), contents)


def roll_of(
    people: Sequence[Person],
    entries: Iterable[Entry],
    today: date,
    rule: Certification,
    contents: Mapping[int, Mapping[str, Any]] | None = None,
) -> Roll:
    """Return the roll; pure. Entries that are struck, or of days after `today`, do not count.

    Of a place whose people are not in the register, as after an export without names, whoever has entries counts.
    """
    of_person: dict[tuple[str, str], list[Entry]] = {}
    for entry in not_struck(entries):
        if entry.on_day <= today.isoformat():
            of_person.setdefault((entry.place, entry.person), []).append(entry)
    for own in of_person.values():
        own.sort(key=lambda entry: (entry.on_day, entry.number))
    members = []
    for person in (*people, *_nameless(people, of_person)):
        entries = tuple(of_person.get((person.place, person.code), ()))
        is_staff = any(one.outcome == ERASED and one.about == STAFF for one in entries)
        if person.role in (TRAINEE, ERASED) and not is_staff:
            standing = standing_of(entries, today, rule.standing)
            if person.role == ERASED:
                standing = Standing(Status.ERASED, standing.since)
            members.append(Member(person.place, person.code, person.name, person.group, person.tier, standing, entries))
    return Roll(today, rule, tuple(members), contents or {})


def _nameless(people: Sequence[Person], of_person: Mapping[tuple[str, str], Sequence[Entry]]) -> Iterator[Person]:
    named = {person.place for person in people}
    kinds = set(KINDS) - {"correction"}
    for place, code in sorted(of_person):
        if code and place not in named and kinds & {entry.kind for entry in of_person[place, code]}:
            yield Person(place, code, TRAINEE, "")


def _contents(connection: Connection, place: str) -> dict[int, Mapping[str, Any]]:
    """Return what is held by small entries, by stages that were not passed, and by modules in which harm was seen."""
    not_passed = ENTRY.c.about.in_(STAGES) & (ENTRY.c.outcome == "not-passed")
    # Content is canonical JSON, so that this finds any list of harms with one in it, and leaves the rest unread.
    harmful = ENTRY.c.about.not_in(STAGES) & ENTRY.c.content.like('%"harms":["%')
    wanted = ENTRY.c.kind.in_(CONTENTS) | ((ENTRY.c.kind == "decision") & (not_passed | harmful))
    query = select(ENTRY.c.number, ENTRY.c.content).where(wanted)
    if place:
        query = query.where(ENTRY.c.place == place)
    return {number: json.loads(content) for number, content in connection.execute(query)}
