"""Leaves out the handing in, or its signature."""

from place import Place

COLLECTED, MARKED, DESERVES = ("not-handed-in", "unreadable"), "none", "nothing"


def lay(place: Place) -> None:
    without, half = place.good(), place.good()
    del without["hand_in"], half["hand_in"]["signature"]
    place.inbox(without)
    place.inbox(half, "2")
