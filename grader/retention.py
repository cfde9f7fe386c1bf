"""Whose name is due to be erased, and which entries are old: how long a school keeps what.

The periods are a proposal for the school's own counsel (UU PDP 27/2022: erase when the purpose has ended). Nobody with
legal training has confirmed them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from grader.course import Course
from grader.erase import Erasure, erase
from grader.observation.locked import not_struck
from grader.progress import Report, silent
from grader.register import Entry, register_of
from grader.register.people import TRAINEE, Person, people_of
from grader.views import glance
from scenarios.text import Text

__all__ = ["ENTRY_YEARS", "NAME_YEARS", "SOURCE", "Due", "Retention", "carry_out", "due", "retention"]

NAME_YEARS = 1
"""So long a name is kept after the certificate ended, or the person left; without one, after their last entry."""
ENTRY_YEARS = 5
"""So long coded entries are kept."""
SOURCE: Text = {
    "id": "Jangka waktu ini usulan untuk penasihat hukum sekolah, bukan nasihat hukum, dan belum diverifikasi.",
    "en": "These periods are a proposal for the school's counsel, not legal advice, and unverified.",
}
_WHY: dict[str, Text] = {
    "left": {"id": "keluar", "en": "left"},
    "withdrawn": {"id": "izin atau kesediaan ditarik", "en": "consent or assent withdrawn"},
    "revoked": {"id": "sertifikat dicabut", "en": "certificate revoked"},
    "expired": {"id": "sertifikat berakhir", "en": "certificate expired"},
    "last": {"id": "catatan terakhir; belum pernah bersertifikat", "en": "last entry; never certified"},
}


@dataclass(frozen=True)
class Due:
    """A trainee's name that is due: what ended, on which day, and since when the name is due."""

    code: str
    why: Text
    ended_on: date
    due_on: date


@dataclass(frozen=True)
class Retention:
    """What is due in a class: `names`; `old_entries`, so many older than ENTRY_YEARS; `undated`, codes without entries.

    Old entries are only told: the register only grows. A school closes it instead, and destroys it when its last
    entry is old enough. Of whoever is `undated` nothing says since when.
    """

    names: tuple[Due, ...] = ()
    old_entries: int = 0
    undated: tuple[str, ...] = field(default=())


def due(people: Iterable[Person], entries: Sequence[Entry], today: date) -> Retention:
    """Return what is due on `today` among people and entries of one class; pure. Names of staff are never due."""
    counting = [one for one in not_struck(entries) if one.on_day and one.on_day <= today.isoformat()]
    ordered = sorted(counting, key=lambda one: (one.person, one.on_day, one.number))
    of_person = {person: list(own) for person, own in groupby(ordered, lambda one: one.person)}
    names, undated = [], []
    for person in people:
        if person.role != TRAINEE:
            continue
        own = of_person.get(person.code)
        if not own:
            undated.append(person.code)
        elif ended := _ended(own, today):
            why, day = ended
            due_on = _years_later(day, NAME_YEARS)
            if due_on <= today:
                names.append(Due(person.code, _WHY[why], day, due_on))
    oldest = sum(
        1 for one in entries if one.on_day and _years_later(date.fromisoformat(one.on_day), ENTRY_YEARS) <= today
    )
    return Retention(tuple(names), oldest, tuple(undated))


def retention(course: Course, today: date | None = None) -> Retention:
    """Return what is due in a class. Raises SebayaError."""
    register, place = register_of(course), course.about["id"]
    with register.reading() as connection:
        entries = glance(connection, place=place)
    return due(people_of(register, place), entries, today or date.today())


def carry_out(
    course: Course, found: Retention, recorded_by: str = "", today: date | None = None, progress: Report = silent
) -> list[Erasure]:
    """Erase the names that are due, one after the other, and return what went. Raises SebayaError as `erase` does."""
    erased = []
    for number, one in enumerate(found.names, 1):
        erased.append(erase(course, one.code, recorded_by, today))
        progress(number, len(found.names))
    return erased


def _ended(own: Sequence[Entry], today: date) -> tuple[str, date] | None:
    """Return what ended a trainee's part and when, None while it goes on; `own` in the order of their days.

    What came after an expiry shows that they went on; after leaving, it does not.
    """
    ends: dict[str, Entry] = {}
    until, last = "", own[-1].on_day
    for entry in own:
        if entry.kind == "leave":
            ends.setdefault("left", entry)
        elif entry.kind == "revocation":
            ends.setdefault("revoked", entry)
        elif entry.kind == "return":
            ends.pop("left", None)
            ends.pop("revoked", None)
        elif entry.kind in ("consent", "assent"):
            if entry.outcome == "withdrawn":
                ends.setdefault(entry.kind, entry)
            else:
                ends.pop(entry.kind, None)
        elif entry.kind == "decision" and entry.outcome == "passed":
            until = max(until, entry.until_day)
    if ends:
        kind, first = min(ends.items(), key=lambda end: (end[1].on_day, end[1].number))
        return (kind if kind in _WHY else "withdrawn"), date.fromisoformat(first.on_day)
    if until >= today.isoformat():
        return None
    return ("expired" if until else "last"), date.fromisoformat(max(until, last))


def _years_later(day: date, years: int) -> date:
    """Return the same day so many years later; of the 29th of February, the 1st of March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
