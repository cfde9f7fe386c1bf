"""Who stands where today, as far as each role is to see it: trainers and coordinators by name, a district in numbers.

This limits what Sebaya shows, and guards nothing: whoever can open the file `register.db`, or has an account on the
database, reads all of it with other programs. So a district is sent what this gives, and never the register. On
PostgreSQL an account of its own may be let into the coded entries alone (the names stay closed to it):

    CREATE ROLE analis LOGIN; GRANT SELECT ON entry TO analis;
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from grader.course import Course
from grader.observation.locked import not_struck
from grader.register import Entry, register_of
from grader.register.people import ERASED, TRAINEE, Person
from grader.register.tables import ENTRY, PERSON
from grader.rule import read_certification
from grader.standing import Standing, Status, standing_of

__all__ = ["COUNTED", "SMALLEST", "STAFF", "Counts", "Listed", "Role", "View", "glance", "read_view", "view"]

SMALLEST = 5
"""Of a smaller group no number is shown: in a school, who is meant would be known."""
COUNTED = tuple(status for status in Status if status is not Status.ERASED)
STAFF = "staff"
"""What the entry of an erased name is about when it was not a trainee's."""
KINDS = (
    "assent", "consent", "correction", "decision", "incident", "leave", "rating", "return", "revocation",
    "supervision", "suspension",
)  # fmt: skip
"""What a standing is derived from."""
_LIGHT = ("number", "place", "person", "kind", "about", "outcome", "on_day", "until_day")


class Role(StrEnum):
    """For whom a view is: a trainer of one class, the coordinator of all classes of a register, a district."""

    TRAINER = "trainer"
    COORDINATOR = "coordinator"
    DISTRICT = "district"


@dataclass(frozen=True)
class Listed:
    """One trainee of a view; somebody erased has no name."""

    place: str
    code: str
    name: str
    group: str
    standing: Standing


@dataclass(frozen=True)
class Counts:
    """How many trainees of a place, "" for all places, have each status; None where they are fewer than SMALLEST.

    `at_least` adds up only what is shown, so that nothing hidden can be worked out from it.
    """

    place: str
    of_status: Mapping[Status, int | None]

    @property
    def at_least(self) -> int:
        """So many there are, or more."""
        return sum(count or 0 for count in self.of_status.values())


@dataclass(frozen=True)
class View:
    """What a role sees: `trainees` by name, or, for a district, `counts` alone, the last of them of all places."""

    role: Role
    trainees: tuple[Listed, ...] = ()
    counts: tuple[Counts, ...] = ()


def view(
    role: Role,
    people: Iterable[Person],
    entries: Iterable[Entry],
    today: date,
    limits: Mapping[str, Any],
    place: str = "",
) -> View:
    """Return what `role` sees on `today` of people and entries of any places; pure.

    `place` is a trainer's own class; `limits` the part `standing` of the rule. Struck entries do not count.
    """
    if role is Role.TRAINER:
        people = [person for person in people if person.place == place]
    listed = tuple(_listed(people, entries, today, limits))
    return View(role, counts=_counts(listed)) if role is Role.DISTRICT else View(role, listed)


def read_view(course: Course, role: Role, today: date | None = None) -> View:
    """Return what `role` sees of the register of a class; contents of entries are not read. Raises SebayaError."""
    place, limits = course.about["id"], read_certification(course).standing
    people = select(PERSON).order_by(PERSON.c.position)
    if role is Role.TRAINER:
        people = people.where(PERSON.c.place == place)
    with register_of(course).reading() as connection:
        known = [Person(one.place, one.code, one.role, one.name, one.group) for one in connection.execute(people)]
        entries = glance(connection, KINDS, place if role is Role.TRAINER else "")
    return view(role, known, entries, today or date.today(), limits, place)


def glance(connection: Connection, kinds: Collection[str] = (), place: str = "") -> list[Entry]:
    """Return entries in their order without what they hold, many in little time; of all kinds and places if not said.

    Their hashes are left out as well: they are there to look at, not to be checked or kept.
    """
    query = select(*(ENTRY.c[name] for name in _LIGHT)).order_by(ENTRY.c.number)
    if kinds:
        query = query.where(ENTRY.c.kind.in_(kinds))
    if place:
        query = query.where(ENTRY.c.place == place)
    return [
        Entry(place, person, kind, about, outcome, on_day, until_day, number=number)
        for number, place, person, kind, about, outcome, on_day, until_day in connection.execute(query)
    ]


def _listed(
    people: Iterable[Person], entries: Iterable[Entry], today: date, limits: Mapping[str, Any]
) -> Iterable[Listed]:
    ordered = sorted(not_struck(entries), key=_whose)
    of_person = {whose: list(own) for whose, own in groupby(ordered, key=_whose)}
    for person in people:
        own = of_person.get((person.place, person.code), [])
        if person.role == TRAINEE:
            yield Listed(person.place, person.code, person.name, person.group, standing_of(own, today, limits))
        elif person.role == ERASED and not any(one.outcome == ERASED and one.about == STAFF for one in own):
            since = max((one.on_day for one in own if one.outcome == ERASED), default="")
            yield Listed(person.place, person.code, "", "", Standing(Status.ERASED, since))


def _counts(listed: Iterable[Listed]) -> tuple[Counts, ...]:
    counted: dict[str, Counter[Status]] = {}
    for one in listed:
        counted.setdefault(one.place, Counter())[one.standing.status] += 1
    places = [Counts(place, _shown(counted[place])) for place in sorted(counted)]
    totals = {status: sum(place.of_status[status] or 0 for place in places) for status in COUNTED}
    return (*places, Counts("", {status: total or None for status, total in totals.items()}))


def _shown(counts: Mapping[Status, int]) -> dict[Status, int | None]:
    return {status: counts[status] if counts[status] >= SMALLEST else None for status in COUNTED}


def _whose(entry: Entry) -> tuple[str, str]:
    return entry.place, entry.person
