"""Hands in under another trainee's code, signed with the own personal code."""

from place import Place

COLLECTED, MARKED, DESERVES = "forged-code", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["hand_in"]["trainee"] = place.other.code
    place.inbox(place.signed(document))
