"""Formgrader's way to the class folder: our marking behind its button, and no walk over files on every page.

nbgrader asks the file system for every submission of the class whenever one is opened (jupyter/nbgrader #929),
and loads every one of them from the gradebook. A marked submission always has its notebook here, because the
records are written after it, so one query of ids is enough.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Notebook, SubmittedNotebook
from nbgrader.apps import NbGraderAPI
from sqlalchemy import select

from grader.course import Course
from grader.faults import SebayaError
from grader.mark import mark_class
from grader.refused import RefusedError
from grader.stamp import read_stamp
from grader.told import problem

__all__ = ["DeskAPI"]


class DeskAPI(NbGraderAPI):  # type: ignore[misc]
    """nbgrader's Python interface as the desk uses it."""

    def autograde(self, assignment_id: str, student_id: str, force: bool = True, create: bool = True) -> dict[str, Any]:  # noqa: ARG002 (as nbgrader calls it)
        """Mark one submission, unchanged or not; return nbgrader's dict of `success` and `error`."""
        course = Course(Path(self.coursedir.root))
        try:
            results = mark_class(course, assignment_id, only=[student_id], again=True)
        except SebayaError as fault:
            return {"success": False, "error": str(fault)}
        for result in results:
            if result.outcome == "refused":
                happened, remedy = problem(result.reason)
                return {"success": False, "error": f"{happened}. {remedy}."}
        return {"success": any(result.outcome == "marked" for result in results), "log": ""}

    def get_submitted_timestamp(self, assignment_id: str, student_id: str) -> datetime | None:
        """Return when a submission was handed in, None where its stamp is no time or no ordinary file."""
        try:
            return read_stamp(Course(Path(self.coursedir.root)).submitted(assignment_id, student_id))[1]
        except RefusedError:
            return None

    def get_notebook_submission_indices(self, assignment_id: str, notebook_id: str) -> dict[str, int]:
        """Return id of each submitted notebook → its place in formgrader's order."""
        with self.gradebook as gradebook:
            ids = gradebook.db.scalars(
                select(SubmittedNotebook.id)
                .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
                .join(Assignment, Assignment.id == Notebook.assignment_id)
                .where(Assignment.name == assignment_id, Notebook.name == notebook_id)
                .order_by(SubmittedNotebook.id)
            )
            return {submission: place for place, submission in enumerate(ids)}

    def _filter_existing_notebooks(self, _assignment_id: str, notebooks: Iterable[Any]) -> list[Any]:
        return sorted(notebooks, key=lambda notebook: str(notebook.id))
