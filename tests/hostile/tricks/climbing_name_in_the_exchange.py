"""Names a folder in the exchange `..`, with markup and good answers; the signature alone says whose they are."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    place.exchange({"responses.json": place.good()}, named="..[red]<img src=x>")
