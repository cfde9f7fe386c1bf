"""Gives an order in which the first step stands in every place."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    order = place.good()["answers"]["A9"]["answer"]["order"]
    place.inbox(place.answering("A9", {"order": [order[0]] * len(order)}))
