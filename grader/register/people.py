"""The one table with names: trainees and staff of a class by their codes. Whoever is erased here is erased.

Entries name codes alone, so that nothing of the chain changes when a name goes.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import bindparam, insert, select, update

from grader.faults import SebayaError
from grader.register.fit import misfit
from grader.register.store import Register
from grader.register.tables import PERSON

__all__ = ["ERASED", "NOTHING_BUT_THE_CODE", "TRAINEE", "Person", "erase_person", "people_of", "write_people"]

TRAINEE = "trainee"
ERASED = "erased"
"""Roles of whom the programme trains, and of whom nothing is left but the code; every other role is staff's."""

NOTHING_BUT_THE_CODE = {"role": ERASED, "name": "", "group": "", "tier": "", "language": "", "personal_code": ""}


@dataclass(frozen=True)
class Person:
    """One person of the class `place`. `tier` is T1–T3 for a trainee, empty for staff."""

    place: str
    code: str
    role: str
    name: str
    group: str = ""
    tier: str = ""
    language: str = "id"
    personal_code: str = field(default="", repr=False)


def people_of(register: Register, place: str) -> list[Person]:
    """Return the people of a class in the order in which they were first written. Raises SebayaError."""
    with register.reading() as connection:
        rows = connection.execute(select(PERSON).where(PERSON.c.place == place).order_by(PERSON.c.position))
        return [Person(**{name: value for name, value in row._mapping.items() if name != "position"}) for row in rows]


def write_people(register: Register, people: Sequence[Person]) -> None:
    """Add people, or change those whose code is there already; all or none.

    Raises SebayaError, too, for the code of somebody erased, and for a field that is too long.
    """
    with register.writing() as writer:
        columns = PERSON.c.place, PERSON.c.code, PERSON.c.position, PERSON.c.role
        table = writer.connection.execute(select(*columns)).all()
        known = {(place, code): position for place, code, position, _ in table}
        erased = {(place, code) for place, code, _, role in table if role == ERASED}
        last = max(known.values(), default=0)
        new, changed = [], []
        for person in people:
            row = asdict(person)
            if (person.place, person.code) in erased or misfit(PERSON, {**row, "position": 1}):
                raise _refused(person)
            if (person.place, person.code) not in known:
                last += 1
                known[person.place, person.code] = last
                new.append({**row, "position": last})
            else:
                changed.append({f"new_{name}": value for name, value in row.items()})
        if new:
            writer.connection.execute(insert(PERSON), new)
        if changed:
            writer.connection.execute(_CHANGE, changed)


def erase_person(register: Register, place: str, code: str) -> bool:
    """Take away all but a person's code, which nobody else may get; tell whether there was more. Raises SebayaError."""
    with register.writing() as writer:
        named = (PERSON.c.place == place) & (PERSON.c.code == code) & (PERSON.c.role != ERASED)
        return writer.connection.execute(update(PERSON).where(named).values(NOTHING_BUT_THE_CODE)).rowcount > 0


def _refused(person: Person) -> SebayaError:
    return SebayaError(
        id=f"Data {person.code} tidak bisa ditulis: kodenya milik orang yang datanya sudah dihapus, atau isinya "
        "terlalu panjang. Tidak ada yang ditulis.",
        en=f"The data of {person.code} cannot be written: the code belongs to somebody who was erased, or a field is "
        "too long. Nothing was written.",
    )


_CHANGE = (
    update(PERSON)
    .where(PERSON.c.place == bindparam("new_place"), PERSON.c.code == bindparam("new_code"))
    .values({name: bindparam(f"new_{name}") for name in ("role", "name", "group", "tier", "language", "personal_code")})
)
