"""Gives a number so large that it is read as infinite."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(json.dumps(place.good()).replace('"revision": 1', '"revision": 1e999').encode())
