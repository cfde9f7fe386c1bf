"""Puts a folder where an answer file belongs."""

from place import Place, write

COLLECTED, MARKED, DESERVES = "link", "none", "nothing"


def lay(place: Place) -> None:
    write(place.inbox(None) / "responses.json", place.good())
