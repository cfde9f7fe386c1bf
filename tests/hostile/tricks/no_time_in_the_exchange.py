"""Names folders in the exchange with words and numbers that are no time."""

from place import Place

COLLECTED, MARKED, DESERVES = ("backdated",) * 4, "none", "nothing"


def lay(place: Place) -> None:
    for stamp in ("kemarin", "9" * 40, "1" * 40 + "h", "2026-01-01 07:00:00 .."):
        place.exchange({"responses.json": place.good()}, stamp=stamp)
