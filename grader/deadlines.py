"""Due dates, extensions, and what came late. Late never keeps a hand-in out: it is told, and may be excused.

Due dates and extensions are nbgrader's own, so that formgrader, export and penalties count as stock nbgrader does.
nbgrader keeps times in UTC; people read and type them in the time zone of this computer.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select, update

from grader.acts import DEADLINE, EXTENSION, Deed, note
from grader.course import Course
from grader.extensions import extensions, set_extension
from grader.faults import SebayaError, language
from grader.log.row import day_of
from grader.marking_lock import marking_lock
from grader.records import ASSIGNMENTS, Records, open_records
from grader.refused import RefusedError
from grader.released import first_released
from grader.roster import Trainee, read_roster
from grader.settings import load
from grader.stamp import read_stamp
from scenarios.dates import written_time
from scenarios.text import Text

__all__ = [
    "Late",
    "Terms",
    "days_of",
    "due_of",
    "excuse",
    "extend",
    "handed_in",
    "late_told",
    "read_terms",
    "restore_due",
    "restore_extension",
    "set_due",
    "shown",
]

MOST_DAYS = 366
END_OF_DAY = time(23, 59, 59)
_TYPED = re.compile(r"(?P<day>\S+)(?:[ T](?P<hour>\d{1,2})[:.](?P<minute>\d\d))?")


@dataclass(frozen=True)
class Terms:
    """When an assessment is due (UTC; None: never), and trainee → extension."""

    assessment: str
    due: datetime | None
    extensions: dict[str, timedelta]

    def due_for(self, trainee: str) -> datetime | None:
        """Return when it is due for one trainee, UTC."""
        return self.due + self.extensions.get(trainee, timedelta()) if self.due else None

    def late(self, course: Course, roster: Iterable[Trainee]) -> "list[Late]":
        """Return the hand-ins of these trainees that came after they were due, the latest first."""
        if self.due is None:
            return []
        found = []
        for trainee in roster:
            at, due = handed_in(course, self.assessment, trainee.code), self.due_for(trainee.code)
            if at and due and at > due:
                found.append(Late(trainee.code, trainee.name, at, due))
        return sorted(found, key=lambda late: late.due - late.at)


@dataclass(frozen=True)
class Late:
    """A hand-in that came after it was due for this trainee (both UTC)."""

    trainee: str
    name: str
    at: datetime
    due: datetime

    @property
    def by(self) -> timedelta:
        """How late it was."""
        return self.at - self.due


def read_terms(course: Course, assessment: str) -> Terms:
    """Return due date and extensions of a released assessment. Raises SebayaError."""
    with open_records(course, assessment) as records:
        return _terms(course, assessment, records)


def set_due(course: Course, assessment: str, due: datetime | None) -> Deed:
    """Set when a released assessment is due (with a time zone; None: never), and return the act.

    Penalties, where the class has any, follow at once. Raises SebayaError.
    """
    to = due.astimezone(UTC).replace(microsecond=0) if due else None
    with _changing(course, assessment) as records:
        before = _terms(course, assessment, records).due
        _write_due(course, records, to)
        return note(course, DEADLINE, assessment, before=_written(before), after=_written(to))


def extend(course: Course, trainee: str, assessment: str, by: timedelta) -> Deed:
    """Give one trainee so much longer than the due date, in place of any extension before; zero takes it away.

    As in nbgrader, extensions do not add up. Raises SebayaError.
    """
    if not timedelta() <= by <= timedelta(days=MOST_DAYS):
        raise SebayaError(
            id=f"Perpanjangan antara 0 dan {MOST_DAYS} hari.", en=f"An extension is from 0 to {MOST_DAYS} days."
        )
    code = _on_roster(course, trainee)
    with _changing(course, assessment) as records:
        _must_be_due(assessment, records)
        return _extend(course, assessment, records, code, by or None)


def excuse(course: Course, trainee: str, assessment: str) -> Deed:
    """Extend a trainee's due date up to when they handed in, so that it no longer is late. Raises SebayaError."""
    code = _on_roster(course, trainee)
    with _changing(course, assessment) as records:
        terms = _terms(course, assessment, records)
        at, due = handed_in(course, assessment, code), terms.due_for(code)
        if terms.due is None or at is None or due is None or at <= due:
            raise SebayaError(
                id=f"{code} tidak terlambat di {assessment}, jadi tidak ada yang perlu dimaafkan.",
                en=f"{code} is not late in {assessment}, so there is nothing to excuse.",
            )
        return _extend(course, assessment, records, code, at - terms.due)


def restore_due(course: Course, deed: Deed) -> None:
    """Take a due date back to what it was. Raises SebayaError when it was changed since."""
    with _changing(course, deed.assessment) as records:
        if _written(_terms(course, deed.assessment, records).due) != deed.after:
            raise _changed_since(deed)
        _write_due(course, records, datetime.fromisoformat(deed.before) if deed.before else None)


def restore_extension(course: Course, deed: Deed) -> None:
    """Take an extension back to what it was. Raises SebayaError when it was changed since."""
    with _changing(course, deed.assessment) as records:
        now = extensions(course, deed.assessment, records).get(deed.trainee)
        if _seconds(now) != deed.after:
            raise _changed_since(deed)
        to = timedelta(seconds=deed.before) if deed.before else None
        set_extension(course, deed.assessment, records, deed.trainee, to)
        records.assign_late_penalties(load(course))


def due_of(typed: str) -> datetime:
    """Return when something is due as a person typed it: a day (its end), or a day and a time, of this computer.

    Raises SebayaError for anything else.
    """
    found = _TYPED.fullmatch(typed.strip())
    day = day_of(found["day"], date.today()) if found else None
    try:
        hour = time(int(found["hour"]), int(found["minute"])) if found and found["hour"] else END_OF_DAY
    except ValueError:
        day = None
    if day is None:
        raise SebayaError(
            id=f"Tenggat “{typed}” tidak terbaca. Tulis seperti 2026-12-01 atau “2026-12-01 15:00”.",
            en=f"The due date “{typed}” cannot be read. Write it like 2026-12-01 or “2026-12-01 15:00”.",
        )
    return datetime.combine(day, hour).astimezone()


def days_of(typed: str) -> timedelta:
    """Return so many days, whole or not. Raises SebayaError for anything else."""
    try:
        return timedelta(days=float(typed.strip().replace(",", ".")))
    except (ValueError, OverflowError) as fault:
        raise SebayaError(
            id=f"“{typed}” bukan jumlah hari. Tulis angka, misalnya 3.",
            en=f"“{typed}” is no number of days. Write a number, such as 3.",
        ) from fault


def late_told(by: timedelta) -> Text:
    """Tell how late something was: in days from two on, else in hours, or minutes."""
    minutes = int(by.total_seconds() // 60)
    if by >= timedelta(days=2):
        return {"id": f"{by.days} hari", "en": f"{by.days} days"}
    if minutes >= 120:
        return {"id": f"{minutes // 60} jam", "en": f"{minutes // 60} hours"}
    return {"id": f"{minutes} menit", "en": f"{minutes} min"}


def shown(at: datetime | None) -> str:
    """Return a time by the clock of this computer, in the trainer's language; a dash for none."""
    return written_time(at, language()) if at else "–"


@contextmanager
def _changing(course: Course, assessment: str) -> Iterator[Records]:
    if assessment not in first_released(course):
        raise SebayaError(
            id=f"{assessment} belum dirilis di kelas ini. Jalankan: sebaya release {assessment}",
            en=f"{assessment} is not released in this class. Run: sebaya release {assessment}",
        )
    with marking_lock(course), open_records(course, assessment) as records:
        yield records


def _terms(course: Course, assessment: str, records: Records) -> Terms:
    with records.connection.begin():
        due = records.connection.scalar(select(ASSIGNMENTS.c.duedate).where(ASSIGNMENTS.c.id == records.assignment))
    return Terms(assessment, due.replace(tzinfo=UTC) if due else None, extensions(course, assessment, records))


def _write_due(course: Course, records: Records, due: datetime | None) -> None:
    plain = due.astimezone(UTC).replace(tzinfo=None) if due else None
    with records.connection.begin():
        records.connection.execute(
            update(ASSIGNMENTS).where(ASSIGNMENTS.c.id == records.assignment).values(duedate=plain)
        )
    replace(records, duedate=plain).assign_late_penalties(load(course))


def _extend(course: Course, assessment: str, records: Records, code: str, to: timedelta | None) -> Deed:
    before = set_extension(course, assessment, records, code, to)
    records.assign_late_penalties(load(course))
    return note(course, EXTENSION, assessment, code, before=_seconds(before), after=_seconds(to))


def _must_be_due(assessment: str, records: Records) -> None:
    if records.duedate is None:
        raise SebayaError(
            id=f"{assessment} belum punya tenggat, jadi tidak ada yang diperpanjang. Tetapkan dulu tenggatnya.",
            en=f"{assessment} has no due date, so there is nothing to extend. Set its due date first.",
        )


def _on_roster(course: Course, trainee: str) -> str:
    code = trainee.strip().upper()
    if code not in {one.code for one in read_roster(course)}:
        raise SebayaError(
            id=f"Kode peserta {code} tidak ada di daftar kelas.", en=f"The trainee {code} is not on the roster."
        )
    return code


def handed_in(course: Course, assessment: str, trainee: str) -> datetime | None:
    """Return when the submission that lies there was handed in; None where there is none, or its time is damaged."""
    try:
        _, at = read_stamp(course.submitted(assessment, trainee))
    except RefusedError:
        return None
    return at.replace(tzinfo=UTC) if at else None


def _changed_since(deed: Deed) -> SebayaError:
    return SebayaError(
        id=f"Tidak dibatalkan: {deed.told['id']} sudah diubah lagi sesudah itu.",
        en=f"Not undone: {deed.told['en']} was changed again since then.",
    )


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _seconds(extension: timedelta | None) -> float | None:
    return extension.total_seconds() if extension else None
