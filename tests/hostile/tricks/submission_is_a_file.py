"""Puts a file where the folder of a submission belongs."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "link", "nothing"


def lay(place: Place) -> None:
    place.instead(place.submitted()).write_text(place.canary.python, encoding="utf-8")
