"""Gives a list, a number and nothing in place of a signature."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    for number, signature in enumerate((["x"], 0, None)):
        document = place.good()
        document["hand_in"]["signature"] = signature
        place.inbox(document, str(number))
