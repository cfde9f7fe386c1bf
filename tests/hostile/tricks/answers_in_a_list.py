"""Gives all answers in a list, and a whole file that is one word."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable", "unreadable"), "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["answers"] = [document["answers"]]
    place.inbox(place.signed(document))
    place.inbox(b'"responses"', "2")
