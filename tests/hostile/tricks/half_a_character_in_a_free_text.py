"""Writes half a character into a free text, which cannot be written as bytes."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.good(text="Kedengarannya kamu capek \ud83d."))
