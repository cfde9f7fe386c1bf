"""Leaves the signature out of answers that arrive with stock nbgrader, where the folder says whose they are."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    document = place.good()
    del document["hand_in"]
    place.submitted({"responses.json": document})
