"""Matches each row with all targets at once."""

from place import Place

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    pairs = place.good()["answers"]["A11"]["answer"]["pairs"]
    place.inbox(place.answering("A11", {"pairs": dict.fromkeys(pairs, sorted(set(pairs.values())))}))
