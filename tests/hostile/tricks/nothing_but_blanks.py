"""Hands in a free text of blanks of all kinds, which is no answer."""

from place import Place

COLLECTED, MARKED = "new", "marked"
DESERVES = {"A12": 0.0}


def lay(place: Place) -> None:
    place.inbox(place.good(text=" \t\r\n\u00a0\u2003\u2028\u2029\u3000\u0085" * 20))
