"""Writes a free text of half a million signs."""

from place import Place

COLLECTED, MARKED, DESERVES = ("bad-answer", "bad-answer"), "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.good(text="a" * 500_000))
    place.inbox(place.good(text="🙂" * 4_001), "2")
