"""All that the gradebook holds of an assessment, without nbgrader's random ids, to compare two gradebooks."""

from typing import Any

from grader.course import Course
from grader.example import ASSESSMENT

__all__ = ["all_records", "hand_mark", "item_records"]


def all_records(course: Course) -> dict[str, Any]:
    """Trainee → time, penalty, score, and every item's marks and comments."""
    with course.gradebook() as gradebook:
        return {
            submission.student.id: {
                "at": submission.timestamp,
                "late": submission.total_seconds_late,
                "penalty": [notebook.late_submission_penalty for notebook in submission.notebooks],
                "score": round(submission.score, 6),
                "grades": sorted(
                    (g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
                    for notebook in submission.notebooks
                    for g in notebook.grades
                ),
                "comments": sorted(
                    (c.name, c.auto_comment or "", c.manual_comment or "")
                    for notebook in submission.notebooks
                    for c in notebook.comments
                ),
            }
            for submission in gradebook.assignment_submissions(ASSESSMENT)
        }


def item_records(course: Course, trainee: str) -> dict[str, tuple[float | None, float | None, bool]]:
    """Item → automatic mark, hand mark, whether a person has to look."""
    grades = all_records(course)[trainee]["grades"]
    return {name: (auto, hand, needs) for name, auto, hand, _, needs in grades}


def hand_mark(course: Course, trainee: str, item: str, points: float, extra: float | None = None) -> None:
    """Mark an item by hand, as formgrader does."""
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade(item, ASSESSMENT, ASSESSMENT, trainee)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, extra, False
        gradebook.db.commit()
