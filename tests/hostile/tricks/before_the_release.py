"""Signs a time before the assessment was released, and the first second that a calendar knows."""

from place import Place

COLLECTED, MARKED, DESERVES = ("backdated", "backdated"), "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.good(at="2020-01-01T07:00:00Z"))
    place.inbox(place.good(at="0001-01-01T00:00:00Z"), "2")
