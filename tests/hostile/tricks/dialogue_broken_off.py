"""Breaks the dialogue off after the first choice, and before it."""

from place import Place

COLLECTED, MARKED = ("new", "older"), "marked"
DESERVES = {"A14": 0.0}


def lay(place: Place) -> None:
    place.inbox(place.answering("A14", {"path": []}), "1")
    older = place.good(at=place.before(seconds=60))
    older["answers"]["A14"]["answer"]["path"] = older["answers"]["A14"]["answer"]["path"][:1]
    place.bring(place.signed(older))
