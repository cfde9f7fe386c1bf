"""Writes a time of handing in whose zone is a path that climbs out of the folder of zones."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    place.submitted({TIMESTAMP: b"2026-11-22 03:04:05 ../../../register.db"})
