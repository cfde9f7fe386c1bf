"""Hands in a free text that looks empty and is not; a person has to look at it."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    place.inbox(place.good(text="\u200b\u2060\ufeff" * 50))
