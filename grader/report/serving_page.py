"""Makes the page to pin on a wall: who may serve today. Names and classes alone, no codes, and nobody who may not."""

from datetime import date
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.faults import SebayaError
from grader.figures.roll import Roll, read_roll
from grader.figures.serving import serving_members
from grader.pdf import UnprintableError, typeset, unprintable
from grader.referral import Contact, read_map
from scenarios.atomic import write_whole
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text

__all__ = ["serving_path", "supervisors_of", "write_serving"]

TEMPLATE = "serving.typ"
SUPERVISORS = "pembina"
"""The place on the referral map (modules/m00-programme/gate.yaml) of who is on call, and of the deputy."""
SIZES = ((24, 2, 15), (60, 3, 12), (110, 3, 10))
"""Up to so many names: columns, and points. For more: four columns of 8 points, the smallest that is read easily."""
LAST_LATIN = "\u024f"


def serving_path(course: Course) -> Path:
    """Where the page lies."""
    return course.root / "printed" / "serving.pdf"


def supervisors_of(course: Course) -> list[Contact]:
    """Return the named adult and the deputy, as far as the referral map has them. Raises SebayaError."""
    found = read_map(course)
    both = (found.at(SUPERVISORS, is_deputy=is_deputy) for is_deputy in (False, True))
    return [one for one in both if one]


def write_serving(course: Course, today: date, roll: Roll | None = None) -> Path:
    """Write the page, and return its path. Raises SebayaError."""
    members = serving_members(roll or read_roll(course, today))
    columns, size = next(((columns, size) for most, columns, size in SIZES if len(members) <= most), (4, 8))
    groups: dict[str, list[str]] = {}
    for one in members:
        groups.setdefault(one.group, []).append(one.name)
    day = today.isoformat()
    data = {
        "name": course.about["name"],
        "day": {lang: written_date(day, lang) for lang in LANGUAGES},
        "columns": columns,
        "size": size,
        "groups": [{"name": name, "people": people} for name, people in groups.items()],
        "supervisors": [_plain(contact) for contact in supervisors_of(course)],
    }
    path = serving_path(course)
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, typeset(TEMPLATE, data))
    except UnprintableError as fault:
        raise unprintable(one.code for one in members if max(one.name, default="") > LAST_LATIN) from fault
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Tutup berkasnya bila sedang terbuka, lalu ulangi.",
            en=f"{path} cannot be written ({fault.strerror}). Close the file where it is open, then repeat.",
        ) from fault
    return path


def _plain(contact: Contact) -> dict[str, Any]:
    texts = {name: getattr(contact, name) for name in ("name", "role", "when", "reach")}
    return {**{name: _both(text) for name, text in texts.items()}, "is_deputy": contact.is_deputy}


def _both(text: str | Text) -> Text:
    return {lang: text if isinstance(text, str) else text.get(lang, "") for lang in LANGUAGES}
