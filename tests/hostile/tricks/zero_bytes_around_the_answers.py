"""Sends nothing at all, only zero bytes, and good answers followed by zero bytes."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    for number, content in enumerate((b"", bytes(1000), json.dumps(place.good()).encode() + bytes(10))):
        place.inbox(content, str(number))
