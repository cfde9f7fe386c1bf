"""Gives a signature that holds half a character, which cannot be written as bytes."""

from place import Place

COLLECTED, MARKED, DESERVES = "forged-code", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["hand_in"]["signature"] = "\ud800" * 32
    place.inbox(document)
