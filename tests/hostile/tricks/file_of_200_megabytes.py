"""Sends a file of 200 MB."""

from place import Place, large

COLLECTED, MARKED, DESERVES = "too-large", "none", "nothing"


def lay(place: Place) -> None:
    large(place.inbox(None))
