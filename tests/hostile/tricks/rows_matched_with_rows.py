"""Matches rows with rows, and targets with targets."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    pairs = place.good()["answers"]["A11"]["answer"]["pairs"]
    place.inbox(place.answering("A11", {"pairs": {row: row for row in pairs}}))
