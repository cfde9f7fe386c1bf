"""Submits a folder named after another trainee to the exchange, with answers signed as one's own."""

from place import Place

COLLECTED, MARKED, DESERVES = "forged-owner", "none", "nothing"


def lay(place: Place) -> None:
    place.exchange({"responses.json": place.good()}, named=place.other.code)
