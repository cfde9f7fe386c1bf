"""What nbgrader's gradebook says of a class, read by nbgrader itself, to compare two classes."""

from collections.abc import Iterator, Mapping
from typing import Any

from grader.course import Course
from grader.example import ASSESSMENT

__all__ = ["Records", "differences", "records"]

Records = Mapping[str, Mapping[str, Any]]
"""Trainee → what is on record: the whole submission, and each item."""


def records(course: Course) -> Records:
    """Read all that marking writes, and what nbgrader works out from it."""
    with course.gradebook() as gradebook:
        return {one.student.id: _submission(one) for one in gradebook.assignment_submissions(ASSESSMENT)}


def differences(ours: Records, stock: Records) -> list[str]:
    """Return what differs, in words."""
    return list(_differences(ours, stock))


def _submission(one: Any) -> dict[str, Any]:
    (notebook,) = one.notebooks
    said = {comment.name: comment.auto_comment for comment in notebook.comments}
    return {
        "timestamp": str(one.timestamp),
        "seconds_late": one.total_seconds_late,
        "penalty": notebook.late_submission_penalty,
        "score": one.score,
        "max_score": one.max_score,
        "needs_manual_grade": one.needs_manual_grade,
        "items": {
            grade.name: {
                "auto_score": grade.auto_score,
                "score": grade.score,
                "needs_manual_grade": grade.needs_manual_grade,
                "comment": said.get(grade.name, "no record"),
                "partial": grade.auto_score is not None and 0 < grade.auto_score < grade.max_score,
            }
            for grade in notebook.grades
        },
    }


def _differences(ours: Any, stock: Any, place: str = "") -> Iterator[str]:
    if isinstance(ours, Mapping) and isinstance(stock, Mapping):
        for name in sorted(ours.keys() | stock.keys()):
            yield from _differences(ours.get(name, "nothing"), stock.get(name, "nothing"), f"{place} {name}")
    elif ours != stock:
        yield f"{place.strip()}: ours {ours!r}, stock {stock!r}"
