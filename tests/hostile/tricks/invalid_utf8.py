"""Sends bytes that are no text, alone and within an answer."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    written = json.dumps(place.good(text="capek")).encode()
    place.inbox(b"\xff\xfe\x00{}", "1")
    place.inbox(written.replace(b"capek", b"ca\xc0\xafpek"), "2")
    place.inbox(written.replace(b"capek", b"ca\xed\xa0\x80pek"), "3")
