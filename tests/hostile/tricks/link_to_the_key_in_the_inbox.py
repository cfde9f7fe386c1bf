"""Sends a link to the key, to the roster, and to nowhere."""

from place import Place

from grader.example import ASSESSMENT

COLLECTED, MARKED, DESERVES = ("link",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    targets = (place.course.key_file(ASSESSMENT), place.course.root / "register.db", place.beside / "none")
    for number, target in enumerate(targets):
        place.inbox(None, str(number)).symlink_to(target)
