"""Extensions of one trainee: nbgrader's own, in the gradebook, so that stock nbgrader counts late as we do.

nbgrader keeps an extension with the submission. Until there is one, it waits in `extensions.json` of the class folder
(`{assessment: {trainee: seconds}}`), and marking puts it where it belongs.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import bindparam, select, update

from grader.course import Course
from grader.faults import SebayaError
from grader.records import SUBMISSIONS, Records
from scenarios.atomic import write_whole

__all__ = ["extensions", "grant_kept", "is_any_kept", "keep", "set_extension"]

FILE = "extensions.json"


def extensions(course: Course, assessment: str, records: Records) -> dict[str, timedelta]:
    """Return trainee → extension of the due date, of all who have one. Raises SebayaError for a damaged file."""
    with records.connection.begin():
        rows = records.connection.execute(
            select(SUBMISSIONS.c.student_id, SUBMISSIONS.c.extension).where(
                SUBMISSIONS.c.assignment_id == records.assignment
            )
        ).all()
    waiting = {code: timedelta(seconds=seconds) for code, seconds in _kept(course).get(assessment, {}).items()}
    granted = {code: extension for code, extension in rows if extension is not None}
    return {**waiting, **granted}


def set_extension(
    course: Course, assessment: str, records: Records, trainee: str, extension: timedelta | None
) -> timedelta | None:
    """Set an extension in place of the one before (None: none), and return that one.

    With a submission on record it stands there, as with nbgrader's `grant_extension`, else it waits.
    """
    before = extensions(course, assessment, records).get(trainee)
    with records.connection.begin():
        has_row = records.connection.execute(
            update(SUBMISSIONS)
            .where(SUBMISSIONS.c.assignment_id == records.assignment, SUBMISSIONS.c.student_id == trainee)
            .values(extension=extension)
        ).rowcount
    keep(course, assessment, {trainee: None if has_row else extension})
    return before


def grant_kept(course: Course, assessment: str, records: Records) -> None:
    """Put the extensions that wait for a submission with those that are there by now."""
    waiting = _kept(course).get(assessment, {})
    if not waiting:
        return
    due = [{"trainee": code, "due": timedelta(seconds=seconds)} for code, seconds in waiting.items()]
    with records.connection.begin():
        records.connection.execute(
            update(SUBMISSIONS)
            .where(
                SUBMISSIONS.c.assignment_id == records.assignment,
                SUBMISSIONS.c.student_id == bindparam("trainee"),
                SUBMISSIONS.c.extension.is_(None),
            )
            .values(extension=bindparam("due")),
            due,
        )
        on_record = records.connection.scalars(
            select(SUBMISSIONS.c.student_id).where(
                SUBMISSIONS.c.assignment_id == records.assignment, SUBMISSIONS.c.student_id.in_(list(waiting))
            )
        ).all()
    keep(course, assessment, dict.fromkeys(on_record))


def is_any_kept(course: Course, assessment: str) -> bool:
    """Whether extensions of an assessment wait for a submission. Raises SebayaError for a damaged file."""
    return bool(_kept(course).get(assessment))


def keep(course: Course, assessment: str, changes: Mapping[str, timedelta | None]) -> None:
    """Change extensions that wait for a submission (None: no longer); without any, there is no file."""
    found = _kept(course)
    changed = {**found.get(assessment, {}), **{code: to and to.total_seconds() for code, to in changes.items()}}
    of_trainees = {code: seconds for code, seconds in sorted(changed.items()) if seconds}
    content = {name: own for name, own in {**found, assessment: of_trainees}.items() if own}
    if content == found:
        return
    if content:
        write_whole(course.root / FILE, json.dumps(content, indent=1).encode())
    else:
        (course.root / FILE).unlink()


def _kept(course: Course) -> dict[str, dict[str, float]]:
    path = course.root / FILE
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
        return {
            assessment: {code: float(seconds) for code, seconds in own.items()} for assessment, own in found.items()
        }
    except (ValueError, TypeError, AttributeError) as fault:
        raise SebayaError(
            id=f"{path} rusak, jadi perpanjangan yang belum terpakai tidak diketahui. Hapus berkas itu lalu beri lagi.",
            en=f"{path} is damaged, so that extensions not used yet are not known. Delete it and give them again.",
        ) from fault
