"""Names a folder in the exchange with the last second that a calendar knows."""

from place import Place

COLLECTED, MARKED, DESERVES = "backdated", "none", "nothing"


def lay(place: Place) -> None:
    place.exchange({"responses.json": place.good()}, stamp="9999-12-31 23:59:59.999999 UTC")
