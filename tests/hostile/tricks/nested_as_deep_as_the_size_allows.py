"""Sends as many lists within each other as a file may be large, opened and closed."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable", "unreadable"), "none", "nothing"


def lay(place: Place) -> None:
    depth = 499_000
    place.inbox(b"[" * depth + b"]" * depth)
    place.bring(b'{"a":' * 150_000 + b"1" + b"}" * 150_000)
