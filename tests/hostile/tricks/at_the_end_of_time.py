"""Signs the last second that a calendar knows."""

from place import Place

COLLECTED, MARKED, DESERVES = "backdated", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.good(at="9999-12-31T23:59:59Z"))
