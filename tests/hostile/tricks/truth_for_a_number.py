"""Gives true where a number belongs; Python would count it as 1."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["answers"]["A1"]["revision"] = True
    place.inbox(place.signed(document))
