"""Reads what nbgrader's gradebook holds about an assessment; never writes there."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import create_engine, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from grader.course import Course
from grader.faults import SebayaError

__all__ = ["Mark", "Marks", "read_marks", "read_session"]


@dataclass(frozen=True)
class Mark:
    """The mark of one item: `auto` by the key, `hand` by a person (None: not given), its `max`, and the comment.

    Extra credit is left out on purpose: no bonus makes a decision.
    """

    auto: float | None
    hand: float | None
    max: float
    needs_person: bool
    comment: str = ""

    @property
    def points(self) -> float:
        """What counts: a person's mark before the key's."""
        return self.hand if self.hand is not None else self.auto or 0.0


@dataclass(frozen=True)
class Marks:
    """The marks of one trainee: nbgrader's id of the submission, seconds late, and item id → mark."""

    submission: str
    late_seconds: int
    items: Mapping[str, Mark]


def read_marks(course: Course, assessment: str) -> dict[str, Marks]:
    """Return trainee → marks, for every trainee with a marked submission.

    Raises SebayaError when the gradebook is missing or damaged.
    """
    try:
        with read_session(course) as session:
            return dict(_all_marks(session, assessment))
    except (sqlite3.Error, SQLAlchemyError) as fault:
        raise SebayaError(
            id=f"Buku nilai {course.gradebook_name} tidak bisa dibaca. Pulihkan dari cadangan.",
            en=f"The gradebook {course.gradebook_name} cannot be read. Restore it from a backup.",
        ) from fault


@contextmanager
def read_session(course: Course) -> Iterator[Session]:
    """Open the gradebook so that nothing can be written."""
    if course.db_url.startswith("sqlite"):
        address = f"{Path(str(make_url(course.db_url).database)).as_uri()}?mode=ro"
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), hide_parameters=True)
    else:
        engine = create_engine(course.db_url, hide_parameters=True, execution_options={"postgresql_readonly": True})
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def _all_marks(session: Session, assessment: str) -> Iterator[tuple[str, Marks]]:
    grades = _by_submission(
        session.execute(
            _of(assessment, Grade)
            .add_columns(
                Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade, GradeCell.__table__.c.max_score
            )
            .join(GradeCell.__table__, GradeCell.__table__.c.id == Grade.cell_id)
        )
    )
    comments = _by_submission(session.execute(_of(assessment, Comment).add_columns(Comment.manual_comment)))
    submissions = session.scalars(select(SubmittedAssignment).join(Assignment).where(Assignment.name == assessment))
    for submission in submissions:
        said = dict(comments.get(submission.id, ()))
        yield (
            submission.student_id,
            Marks(
                submission.id,
                int(submission.total_seconds_late),
                {
                    name: Mark(auto, hand, most, bool(needs), said.get(name) or "")
                    for name, auto, hand, needs, most in grades.get(submission.id, ())
                },
            ),
        )


def _of(assessment: str, table: Any) -> Any:
    """Select submission id and cell name of the rows of `table` (grades or comments) that belong to `assessment`."""
    return (
        select(SubmittedAssignment.id, BaseCell.__table__.c.name)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(table, table.notebook_id == SubmittedNotebook.id)
        .join(BaseCell.__table__, BaseCell.__table__.c.id == table.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assessment)
    )


def _by_submission(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for submission, *rest in rows:
        found.setdefault(submission, []).append(rest)
    return found
