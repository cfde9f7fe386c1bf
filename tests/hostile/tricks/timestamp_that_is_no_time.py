"""Writes words in place of the time of handing in."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    place.submitted({TIMESTAMP: b"<script>alert(1)</script>"})
