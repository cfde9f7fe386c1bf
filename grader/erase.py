"""Takes a person's name out of a class, and of a trainee all that they handed in; the register's chain stays whole.

What remains are coded entries. Copies elsewhere (backups, exports, printed sheets, USB sticks) only people can destroy.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nbgrader.api import MissingEntry
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from grader.course import Course
from grader.faults import SebayaError
from grader.log.recording import recorder_of
from grader.marking_lock import marking_lock
from grader.register import Entry, Register, register_of
from grader.register.erasures import note_erasure, read_erasures
from grader.register.people import ERASED, TRAINEE, Person, erase_person, people_of
from grader.traces import mentions_of, traces_of
from grader.views import STAFF

__all__ = ["Erasure", "erase", "what_goes"]


@dataclass(frozen=True)
class Erasure:
    """What of a person goes, or went: the name, `paths` in the class folder, marks in the gradebook.

    `mentions` are files with the name that somebody must look at, `stuck` what could not be removed. `entry` is the
    number of the register's entry about it, 0 before it is done.
    """

    code: str
    is_trainee: bool
    has_name: bool
    has_marks: bool
    paths: tuple[Path, ...]
    mentions: tuple[Path, ...]
    stuck: tuple[Path, ...] = ()
    entry: int = 0


def what_goes(course: Course, code: str) -> Erasure:
    """Return what `erase` would take away; nothing is changed.

    Raises SebayaError when nobody of the class has this code, or register or gradebook cannot be used.
    """
    register, place, code = register_of(course), course.about["id"], code.strip().upper()
    person = _person(register, place, code)
    noted = _noted(register, place, code)
    is_trainee = noted.about != STAFF if noted else person.role in (TRAINEE, ERASED)
    return Erasure(
        code,
        is_trainee,
        has_name=person.role != ERASED,
        has_marks=is_trainee and _marks(course, code, forget=False),
        paths=tuple(traces_of(course, code)) if is_trainee else (),
        mentions=tuple(mentions_of(course, person.name)),
    )


def erase(course: Course, code: str, recorded_by: str = "", today: date | None = None) -> Erasure:
    """Take away all that `what_goes` finds, record a `leave` with outcome `erased`, and return what went.

    Repeatable: what an earlier try left behind goes with the next. Ratings and decisions stay, by code. Raises
    SebayaError as `what_goes` does, and while the class is being marked; the name goes first.
    """
    register, place, day = register_of(course), course.about["id"], today or date.today()
    recorded_by = recorder_of({person.code: person for person in people_of(register, place)}, recorded_by)
    going = what_goes(course, code)
    with marking_lock(course):
        if (place, going.code) not in read_erasures(course):
            note_erasure(course, going.code, day)
        erase_person(register, place, going.code)
        entry = _noted(register, place, going.code) or _note(register, place, going, recorded_by, day)
        stuck = tuple(_remove(going.paths))
        if going.has_marks:
            _marks(course, going.code, forget=True)
    return replace(going, stuck=stuck, entry=entry.number)


def _person(register: Register, place: str, code: str) -> Person:
    found = next((person for person in people_of(register, place) if person.code == code), None)
    if found is None:
        raise SebayaError(
            id=f"Kode {code} tidak ada di kelas ini. Tidak ada yang dihapus.",
            en=f"Nobody in this class has the code {code}. Nothing was erased.",
        )
    return found


def _noted(register: Register, place: str, code: str) -> Entry | None:
    return next(iter(register.entries(place=place, person=code, kind="leave", outcome=ERASED)), None)


def _note(register: Register, place: str, going: Erasure, recorded_by: str, day: date) -> Entry:
    about = "" if going.is_trainee else STAFF
    noted = Entry(place, going.code, "leave", about, ERASED, day.isoformat(), recorded_by=recorded_by)
    return register.append(noted)[0]


def _remove(paths: Iterable[Path]) -> Iterable[Path]:
    """Remove files and folders, links as links, and yield those that could not be."""
    for path in paths:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            yield path


def _marks(course: Course, code: str, *, forget: bool) -> bool:
    """Tell whether the gradebook knows a trainee, and have it forget them with all their submissions."""
    try:
        with course.gradebook() as gradebook:
            if forget and gradebook.engine.dialect.name == "sqlite":
                event.listen(gradebook.engine, "connect", _overwrite)
                gradebook.db.remove()
                gradebook.engine.dispose()  # connections made before do not overwrite
            try:
                gradebook.find_student(code)
            except MissingEntry:
                return False
            if forget:
                gradebook.remove_student(code)
            return True
    except SQLAlchemyError as fault:
        raise SebayaError(
            id=f"Buku nilai {course.gradebook_name} tidak bisa dipakai. Periksa basis datanya, lalu ulangi: nilai "
            f"{code} masih ada di sana.",
            en=f"The gradebook {course.gradebook_name} cannot be used. Check the database, then repeat: the marks of "
            f"{code} are still there.",
        ) from fault


def _overwrite(connection: object, _record: object) -> None:
    connection.execute("PRAGMA secure_delete = ON")  # type: ignore[attr-defined]
