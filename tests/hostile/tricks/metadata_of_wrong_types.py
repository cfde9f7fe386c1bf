"""Fills nbgrader's notes in the notebook with values of wrong types."""

from typing import Any

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    odd: list[Any] = [None, 1e308 * 10, [], "grade", {"grade": "yes", "points": float("nan"), "grade_id": {"a": 1}}]
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["nbgrader"] = odd[number % len(odd)]
    notebook["nbformat"] = "four"
    place.submitted({NOTEBOOK: notebook})
