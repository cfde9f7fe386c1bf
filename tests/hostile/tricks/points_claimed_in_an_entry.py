"""Adds points to the entry of an answer."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["answers"]["A2"]["points"] = 2
    place.inbox(place.signed(document))
