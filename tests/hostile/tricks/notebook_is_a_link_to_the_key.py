"""Makes the notebook a link to the class's key."""

from place import NOTEBOOK, Place

from grader.example import ASSESSMENT

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    path = place.submitted() / NOTEBOOK
    place.instead(path).symlink_to(place.course.key_file(ASSESSMENT))
