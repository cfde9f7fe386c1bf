"""Writes the last second that a calendar knows as the time of handing in."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    place.submitted({TIMESTAMP: b"9999-12-31 23:59:59 UTC"})
