"""Sends good answers in UTF-16 and UTF-32, which a lenient reader would take."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable",) * 2, "none", "nothing"


def lay(place: Place) -> None:
    for name in ("utf-16", "utf-32-le"):
        place.inbox(json.dumps(place.good()).encode(name), name)
