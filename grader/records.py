"""Writes marks as nbgrader's own records, many submissions in one transaction.

The rows are those that stock `nbgrader autograde` writes one by one (nbgrader 0.9, `SaveAutoGrades` and
`AssignLatePenalties`), so formgrader, feedback and export see no difference. What a person gave (mark, extra
credit, comment) is never touched.
"""

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import uuid4

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import bindparam, create_engine, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from grader.course import Course
from grader.faults import SebayaError
from grader.late import Penalties
from grader.marker import Marked

__all__ = ["Records", "open_records"]

ASSIGNMENTS, NOTEBOOKS = Assignment.__table__, Notebook.__table__
STUDENTS, SUBMISSIONS, COPIES = Student.__table__, SubmittedAssignment.__table__, SubmittedNotebook.__table__
CELLS, GRADES, COMMENTS = BaseCell.__table__, Grade.__table__, Comment.__table__
NO_RESPONSE = "No response."
"""nbgrader's own comment on a text that was left empty."""


@contextmanager
def open_records(course: Course, assessment: str) -> Iterator["Records"]:
    """Open the records of an assessment in the gradebook.

    Raises SebayaError when the gradebook cannot be read or written, or does not know the assessment.
    """
    engine = create_engine(course.db_url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield _find(connection, assessment)
    except SQLAlchemyError as fault:
        raise SebayaError(
            id=f"Buku nilai tidak bisa dipakai ({_short(fault)}). Yang sudah dinilai tetap tersimpan; "
            "periksa basis datanya, lalu jalankan lagi.",
            en=f"The gradebook cannot be used ({_short(fault)}). What was marked is kept; "
            "check the database, then run this again.",
        ) from fault
    finally:
        engine.dispose()


def _short(fault: SQLAlchemyError) -> str:
    return str(getattr(fault, "orig", None) or fault).strip().splitlines()[0][:120]


def _find(connection: Connection, assessment: str) -> "Records":
    found = connection.execute(
        select(ASSIGNMENTS.c.id, NOTEBOOKS.c.id, ASSIGNMENTS.c.duedate)
        .join(NOTEBOOKS, NOTEBOOKS.c.assignment_id == ASSIGNMENTS.c.id)
        .where(ASSIGNMENTS.c.name == assessment, NOTEBOOKS.c.name == assessment)
    ).one_or_none()
    if found is None:
        raise SebayaError(
            id=f"Buku nilai tidak mengenal {assessment}. Jalankan: sebaya release {assessment}",
            en=f"The gradebook does not know {assessment}. Run: sebaya release {assessment}",
        )
    assignment, notebook, duedate = found
    cells = {
        kind: _pairs(
            connection.execute(
                select(CELLS.c.name, CELLS.c.id)
                .join(table, table.c.id == CELLS.c.id)
                .where(CELLS.c.notebook_id == notebook)
            )
        )
        for kind, table in (("grade", GradeCell.__table__), ("text", SolutionCell.__table__))
    }
    records = Records(connection, assignment, notebook, duedate, cells["grade"], cells["text"])
    connection.rollback()
    return records


def _pairs(rows: Iterable[Any]) -> dict[str, Any]:
    return {key: value for key, value in rows}  # noqa: C416 (a Row is a tuple, which the type checker does not know)


@dataclass(frozen=True)
class Records:
    """One assessment's rows, by nbgrader's ids: `assignment`, `notebook`; item → `grade_cells` and `text_cells`.

    Times are UTC without a zone, as nbgrader keeps them.
    """

    connection: Connection
    assignment: str
    notebook: str
    duedate: datetime | None
    grade_cells: Mapping[str, str]
    text_cells: Mapping[str, str]

    def handed_in(self) -> dict[str, datetime | None]:
        """Return trainee → the time of the submission that is on record."""
        with self.connection.begin():
            return _pairs(
                self.connection.execute(
                    select(SUBMISSIONS.c.student_id, SUBMISSIONS.c.timestamp)
                    .join(COPIES, COPIES.c.assignment_id == SUBMISSIONS.c.id)
                    .where(SUBMISSIONS.c.assignment_id == self.assignment, COPIES.c.notebook_id == self.notebook)
                )
            )

    def write(self, marked: Mapping[str, tuple[Marked, datetime | None]]) -> None:
        """Record trainee → marks and time of handing in (None: unknown), all of them or none."""
        if not marked:
            return
        with self.connection.begin():
            copies = self._submissions(marked)
            self._grades(marked, copies)
            self._comments(marked, copies)

    def assign_late_penalties(self, config: Any) -> None:
        """Set each late submission's penalty as nbgrader's configured plugin says, extensions counted.

        All of them, because a due date or an extension may have changed since.
        """
        with self.connection.begin():
            rows = self.connection.execute(
                select(COPIES.c.id, SUBMISSIONS.c.student_id, SUBMISSIONS.c.timestamp, SUBMISSIONS.c.extension)
                .add_columns(COPIES.c.late_submission_penalty)
                .join(COPIES, COPIES.c.assignment_id == SUBMISSIONS.c.id)
                .where(SUBMISSIONS.c.assignment_id == self.assignment, COPIES.c.notebook_id == self.notebook)
            ).all()
            penalties = Penalties(config)
            changed = []
            for copy, trainee, handed_in, extension, penalty in rows:
                late = self._seconds_late(handed_in, extension)
                due = penalties.of(trainee, self._score(copy), late) if late else None
                if due != penalty:
                    changed.append({"row": copy, "penalty": due})
            if changed:
                self.connection.execute(
                    update(COPIES)
                    .where(COPIES.c.id == bindparam("row"))
                    .values(late_submission_penalty=bindparam("penalty")),
                    changed,
                )

    def _seconds_late(self, handed_in: datetime | None, extension: Any) -> float:
        if handed_in is None or self.duedate is None:
            return 0.0
        due = self.duedate + extension if extension is not None else self.duedate
        return max(0.0, (handed_in - due).total_seconds())

    def _score(self, copy: str) -> float:
        rows = self.connection.execute(
            select(GRADES.c.manual_score, GRADES.c.auto_score, GRADES.c.extra_credit).where(
                GRADES.c.notebook_id == copy
            )
        )
        return sum((auto or 0.0 if hand is None else hand) + (extra or 0.0) for hand, auto, extra in rows)

    def _submissions(self, marked: Mapping[str, tuple[Marked, datetime | None]]) -> dict[str, str]:
        """Make or update the rows of the submissions; return trainee → id of the submitted notebook.

        It writes before anything is read that depends on it, so that SQLite takes its lock at once.
        """
        times = [{"trainee": trainee, "at": at} for trainee, (_, at) in marked.items() if at is not None]
        if times:
            self.connection.execute(
                update(SUBMISSIONS)
                .where(SUBMISSIONS.c.assignment_id == self.assignment, SUBMISSIONS.c.student_id == bindparam("trainee"))
                .values(timestamp=bindparam("at")),
                times,
            )
        found = {
            trainee: (submission, copy)
            for trainee, submission, copy in self.connection.execute(
                select(SUBMISSIONS.c.student_id, SUBMISSIONS.c.id, COPIES.c.id)
                .outerjoin(
                    COPIES, (COPIES.c.assignment_id == SUBMISSIONS.c.id) & (COPIES.c.notebook_id == self.notebook)
                )
                .where(SUBMISSIONS.c.assignment_id == self.assignment, SUBMISSIONS.c.student_id.in_(list(marked)))
            )
        }
        known = set(self.connection.scalars(select(STUDENTS.c.id).where(STUDENTS.c.id.in_(list(marked)))))
        self._insert(STUDENTS, [{"id": trainee} for trainee in marked if trainee not in known])
        submissions, copies = {}, {}
        for trainee in marked:
            submission, copy = found.get(trainee, (None, None))
            submissions[trainee], copies[trainee] = submission or uuid4().hex, copy or uuid4().hex
        self._insert(
            SUBMISSIONS,
            [
                {"id": submissions[t], "assignment_id": self.assignment, "student_id": t, "timestamp": at}
                for t, (_, at) in marked.items()
                if t not in found
            ],
        )
        self._insert(
            COPIES,
            [
                {"id": copies[t], "notebook_id": self.notebook, "assignment_id": submissions[t], "flagged": False}
                for t in marked
                if t not in found or found[t][1] is None
            ],
        )
        return copies

    def _grades(self, marked: Mapping[str, tuple[Marked, datetime | None]], copies: Mapping[str, str]) -> None:
        """A person has to look where there is no automatic score, or where an answer changed under a hand mark."""
        rows = self.connection.execute(
            select(GRADES.c.notebook_id, GRADES.c.cell_id, GRADES.c.id)
            .add_columns(GRADES.c.manual_score, GRADES.c.needs_manual_grade)
            .where(GRADES.c.notebook_id.in_(list(copies.values())))
            .with_for_update()
        )
        found = {(copy, cell): (row, hand, needs) for copy, cell, row, hand, needs in rows}
        new, changed = [], []
        for trainee, (one, _) in marked.items():
            for name, points in one.points.items():
                place = (copies[trainee], self.grade_cells[name])
                row, hand, needed = found.get(place, (None, None, False))
                is_new = row is None or name in one.changed
                needs = (points is None or hand is not None) if is_new else bool(needed)
                if row is None:
                    new.append(
                        {
                            "notebook_id": place[0],
                            "cell_id": place[1],
                            "auto_score": points,
                            "needs_manual_grade": needs,
                        }
                    )
                else:
                    changed.append({"row": row, "points": points, "needs": needs})
        self._insert_cells(GRADES, new)
        if changed:
            self.connection.execute(
                update(GRADES)
                .where(GRADES.c.id == bindparam("row"))
                .values(auto_score=bindparam("points"), needs_manual_grade=bindparam("needs")),
                changed,
            )

    def _comments(self, marked: Mapping[str, tuple[Marked, datetime | None]], copies: Mapping[str, str]) -> None:
        rows = self.connection.execute(
            select(COMMENTS.c.notebook_id, COMMENTS.c.cell_id, COMMENTS.c.id).where(
                COMMENTS.c.notebook_id.in_(list(copies.values()))
            )
        )
        found = {(copy, cell): row for copy, cell, row in rows}
        new, changed = [], []
        for trainee, (one, _) in marked.items():
            for name, cell in self.text_cells.items():
                said = NO_RESPONSE if name in one.unanswered else None
                row = found.get((copies[trainee], cell))
                if row is None:
                    new.append({"notebook_id": copies[trainee], "cell_id": cell, "auto_comment": said})
                else:
                    changed.append({"row": row, "said": said})
        self._insert_cells(COMMENTS, new)
        if changed:
            self.connection.execute(
                update(COMMENTS).where(COMMENTS.c.id == bindparam("row")).values(auto_comment=bindparam("said")),
                changed,
            )

    def _insert(self, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)

    def _insert_cells(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows of cells in the order of their indexes, so that a large gradebook is not touched everywhere."""
        rows = sorted(rows, key=itemgetter("cell_id", "notebook_id"))
        self._insert(table, [{**row, "id": _ordered_id()} for row in rows])


def _ordered_id() -> str:
    """Return a new id as long as nbgrader's; later ones come later. Of grades and comments nobody sees the order."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"
