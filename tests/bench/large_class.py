"""A large class with everything: hand-ins marked in the gradebook, and lives on record, for the boards."""

import sys
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from nation import make_class
from register_class import fill

from grader.course import Course
from grader.example import ASSESSMENT
from grader.mark import mark_class
from grader.register import register_of

__all__ = ["large_class"]


def large_class(root: Path, count: int, today: date | None = None) -> Course:
    """Make a class of `count` in `root`, one assessment marked, and what is recorded of them up to `today`."""
    course = make_class(root, count)
    mark_class(course, ASSESSMENT)
    fill(register_of(course), count, today or date.today())
    return course
