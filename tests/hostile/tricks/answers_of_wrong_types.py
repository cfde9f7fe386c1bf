"""Gives an answer that is no mapping, in a file signed properly."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.answering("A1", [["option"], 5, None, True]))
