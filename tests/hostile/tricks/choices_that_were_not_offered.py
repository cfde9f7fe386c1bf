"""Plays the dialogue with choices that were not offered there: backwards, and one of them many times."""

from place import Place

COLLECTED, MARKED, DESERVES = ("bad-answer", "bad-answer"), "none", "nothing"


def lay(place: Place) -> None:
    path = place.good()["answers"]["A14"]["answer"]["path"]
    place.inbox(place.answering("A14", {"path": path[::-1]}))
    place.bring(place.answering("A14", {"path": [path[0]] * 50_000}))
