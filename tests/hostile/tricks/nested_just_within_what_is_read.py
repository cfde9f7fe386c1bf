"""Nests the format and an answer as deep as is still read, so that a later step would fail."""

from typing import Any

from place import Place

COLLECTED, MARKED, DESERVES = ("other-format", "bad-answer"), "none", "nothing"


def lay(place: Place) -> None:
    nested: Any = "x"
    for _ in range(400):
        nested = [nested]
    document = place.good()
    document["format"] = nested
    place.inbox(place.signed(document))
    place.bring(place.answering("A10", {"pairs": {"x": nested}}))
