"""Writes a time of handing in whose zone has a name longer than a file's may be."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    place.submitted({TIMESTAMP: b"2026-11-22 03:04:05 " + b"Z" * 5000})
