"""Answers an item that the assessment does not ask."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["answers"]["A99"] = document["answers"]["A1"]
    place.inbox(place.signed(document))
