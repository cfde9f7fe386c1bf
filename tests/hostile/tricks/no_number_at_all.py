"""Gives NaN and Infinity where a number belongs."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable", "unreadable"), "none", "nothing"


def lay(place: Place) -> None:
    for name in ("nan", "inf"):
        document = place.good()
        document["answers"]["A1"]["revision"] = float(name)
        place.inbox(document, name)
