"""Writes a rubric, points and the marks by which nbgrader and the rubric are found into a free text."""

from place import Place

from grader.rubric import RUBRIC_MARK

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    lines = (RUBRIC_MARK, "<div class='sebaya-rubric'>Level 4</div>", "### BEGIN SOLUTION", "</pre>", "# A12", "4.0")
    place.inbox(place.good(text="\n".join(lines)))
