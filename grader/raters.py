"""The raters of a class: who may observe role-plays, known by a code and a personal code as trainees are."""

import secrets
from dataclasses import dataclass, field

from grader.course import Course
from grader.faults import SebayaError
from grader.register import register_of
from grader.register.people import Person, people_of, write_people
from grader.roster_table import is_code
from scenarios.signature import new_personal_code, normalise_code
from scenarios.text import Text

__all__ = ["ROLES", "Rater", "add_rater", "rater_by", "read_raters"]

ROLES: dict[str, Text] = {
    "guru-bk": {"id": "guru BK", "en": "school counsellor"},
    "psikolog": {"id": "psikolog", "en": "psychologist"},
    "orang-dewasa-terlatih": {"id": "orang dewasa terlatih", "en": "trained adult"},
    "lainnya": {"id": "lainnya", "en": "other"},
}
"""Who rates. One of two raters is of the first three (curriculum outline §5, rule 4)."""


@dataclass(frozen=True)
class Rater:
    """One rater: `role` is one of ROLES; `personal_code` opens the rater's own forms."""

    code: str
    name: str
    role: str
    personal_code: str = field(repr=False)


def read_raters(course: Course) -> list[Rater]:
    """Return the raters of a class in the order in which they were added. Raises SebayaError."""
    people = people_of(register_of(course), course.about["id"])
    return [Rater(one.code, one.name, one.role, one.personal_code) for one in people if one.role in ROLES]


def add_rater(course: Course, code: str, name: str, role: str) -> Rater:
    """Add a rater, or change name and role of one who is there; a personal code stays what it was.

    Raises SebayaError when the code is somebody else's, or a field is not right.
    """
    code, name, place = code.strip().upper(), " ".join(name.split()), course.about["id"]
    if not is_code(code) or not name or role not in ROLES:
        roles = ", ".join(ROLES)
        raise SebayaError(
            id=f"Penilai perlu kode (2–20 huruf, angka, atau -), nama, dan peran ({roles}).",
            en=f"A rater needs a code (2–20 letters, digits or -), a name and a role ({roles}).",
        )
    found = {person.code: person for person in people_of(register_of(course), place)}.get(code)
    if found and found.role not in ROLES:
        raise SebayaError(
            id=f"Kode {code} sudah dipakai orang lain. Pilih kode lain.",
            en=f"{code} is somebody else's. Choose another.",
        )
    rater = Rater(code, name, role, found.personal_code if found else new_personal_code())
    write_people(register_of(course), [Person(place, code, role, name, personal_code=rater.personal_code)])
    return rater


def rater_by(course: Course, code: str, personal_code: str) -> Rater:
    """Return the rater whom both codes name. Raises SebayaError when there is none."""
    for rater in read_raters(course):
        is_code = secrets.compare_digest(
            *(normalise_code(one).encode() for one in (rater.personal_code, personal_code))
        )
        if rater.code == code.strip().upper() and is_code:
            return rater
    raise SebayaError(
        id="Kode penilai atau kode pribadinya tidak cocok. Periksa lagi, atau tanyakan koordinator.",
        en="The rater's code or personal code does not fit. Look again, or ask the coordinator.",
    )
