"""Piles a thousand accents on one letter."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    place.inbox(place.good(text="Kamu c" + "\u0301\u0327\u0489" * 400 + "apek?"))
