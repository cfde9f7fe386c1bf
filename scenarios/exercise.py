"""Opens one exercise of a lesson, with feedback. Nothing the trainee answers here is kept."""

from scenarios.content import MissingContentError, exercise
from scenarios.text import DEFAULT_LANGUAGE
from scenarios.widgets.item import ExerciseItem
from scenarios.widgets.notice import Notice

__all__ = ["practice"]


def practice(name: str, lang: str = DEFAULT_LANGUAGE) -> ExerciseItem | Notice:
    """Show the exercise `module/item`."""
    try:
        return ExerciseItem(exercise(name), lang)
    except MissingContentError:
        return Notice("no_such_exercise", lang)
