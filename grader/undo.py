"""Takes back what a trainer did: each kind of act in its own way. What cannot be taken back says why.

Collecting and marking need no undo: every hand-in stays in `received/`, and marking again gives the same marks.
"""

from collections.abc import Callable, Mapping

from grader.acts import DEADLINE, EXTENSION, FEEDBACK, RELEASE, RETAKE, Deed, deed_of, mark_undone
from grader.course import Course
from grader.deadlines import restore_due, restore_extension
from grader.given_feedback import take_feedback_back
from grader.retake import restore_retake
from grader.withdraw import withdraw

__all__ = ["undo"]

_WAYS: Mapping[str, Callable[[Course, Deed], None]] = {
    DEADLINE: restore_due,
    EXTENSION: restore_extension,
    FEEDBACK: take_feedback_back,
    RELEASE: withdraw,
    RETAKE: restore_retake,
}


def undo(course: Course, number: int | None = None) -> Deed:
    """Take back the act `number`, or the last one that stands, and return it.

    Raises SebayaError when there is none, when it was changed since, or while the class is being marked; nothing is
    changed then.
    """
    deed = deed_of(course, number)
    _WAYS[deed.kind](course, deed)
    mark_undone(course, deed.number)
    return deed
