"""Writes a time of handing in with more digits than can be reckoned with."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    place.submitted({TIMESTAMP: b"2026-11-22 " + b"1" * 40 + b"h"})
