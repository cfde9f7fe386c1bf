"""Gives times that no clock shows."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable",) * 4, "none", "nothing"


def lay(place: Place) -> None:
    for number, at in enumerate(("2026-13-41T25:61:61Z", "../../x", "٢٠٢٦-١١-٢٢T٠٣:٠٤:٠٥Z", 20261122)):
        document = place.good()
        document["hand_in"]["at"] = at
        place.inbox(place.signed(document), str(number))
