"""Sends ten million lists within each other."""

from place import Place

COLLECTED, MARKED, DESERVES = "too-large", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(b"[" * 10_000_000)
