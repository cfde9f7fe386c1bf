"""Reads the gradebook in bulk: the marks of all trainees in a few queries, as frames; never writes there."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from nbgrader.api import Assignment, BaseCell, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError

from grader.course import Course
from grader.faults import SebayaError
from grader.marks import read_session

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["GRADES", "due_days", "local_day", "read_grades"]

GRADES = ("assessment", "trainee", "item", "auto", "hand", "max", "needs_person", "at")
_ASSIGNMENTS, _SUBMISSIONS, _COPIES = Assignment.__table__, SubmittedAssignment.__table__, SubmittedNotebook.__table__
_GRADES, _CELLS, _GRADED = Grade.__table__, BaseCell.__table__, GradeCell.__table__


def read_grades(course: Course, assessments: Iterable[str], trainees: Iterable[str]) -> "pd.DataFrame":
    """Return a row for each item of each marked hand-in of `trainees` (codes), in the order of code and item.

    Columns: those of GRADES and `points`, what counts: a person's mark (`hand`) before the key's (`auto`); both are
    NaN where there is none. `needs_person` tells that a person still has to mark it; `at` is the time of handing in,
    UTC without a zone. Extra credit is left out, as in every decision. Raises SebayaError.
    """
    import pandas as pd

    query = (
        select(_ASSIGNMENTS.c.name, _SUBMISSIONS.c.student_id, _CELLS.c.name.label("item"))
        .add_columns(_GRADES.c.auto_score, _GRADES.c.manual_score, _GRADED.c.max_score, _GRADES.c.needs_manual_grade)
        .add_columns(_SUBMISSIONS.c.timestamp)
        .join(_SUBMISSIONS, _SUBMISSIONS.c.assignment_id == _ASSIGNMENTS.c.id)
        .join(_COPIES, _COPIES.c.assignment_id == _SUBMISSIONS.c.id)
        .join(_GRADES, _GRADES.c.notebook_id == _COPIES.c.id)
        .join(_CELLS, _CELLS.c.id == _GRADES.c.cell_id)
        .join(_GRADED, _GRADED.c.id == _CELLS.c.id)
        .where(_ASSIGNMENTS.c.name.in_(list(assessments)))
    )
    found = pd.DataFrame(_rows(course, query), columns=list(GRADES))
    found = found[found["trainee"].isin(list(trainees))].astype({"auto": float, "hand": float, "max": float})
    found["needs_person"] = found["needs_person"].astype(bool)
    found["points"] = found["hand"].fillna(found["auto"]).fillna(0.0)
    return found.sort_values(["assessment", "trainee", "item"], ignore_index=True)


def due_days(course: Course) -> Mapping[str, date]:
    """Return assessment → the day, in local time, on which it is due; those without a due date are left out.

    Raises SebayaError.
    """
    query = select(_ASSIGNMENTS.c.name, _ASSIGNMENTS.c.duedate).where(_ASSIGNMENTS.c.duedate.is_not(None))
    return {name: local_day(due) for name, due in _rows(course, query)}


def local_day(at: datetime) -> date:
    """Return the day, in local time, of a time that is UTC without a zone, as the gradebook keeps it."""
    return at.replace(tzinfo=UTC).astimezone().date()


def _rows(course: Course, query: Select[Any]) -> list[tuple[Any, ...]]:
    try:
        with read_session(course) as session:
            return [tuple(row) for row in session.execute(query)]
    except (sqlite3.Error, SQLAlchemyError) as fault:
        raise SebayaError(
            id=f"Buku nilai {course.gradebook_name} tidak bisa dibaca. Pulihkan dari cadangan.",
            en=f"The gradebook {course.gradebook_name} cannot be read. Restore it from a backup.",
        ) from fault
