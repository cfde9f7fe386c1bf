"""Gives a number of half a million digits."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(json.dumps(place.good()).replace('"attempt": 1', '"attempt": ' + "9" * 500_000).encode())
