"""Hands in under the name of another assessment, and of one that is a path."""

from place import Place

COLLECTED, MARKED, DESERVES = ("other-assessment",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    for number, name in enumerate(("m03-safety", "../keys/m02-listening", ["m02-listening"])):
        document = place.good()
        document["assessment"] = name
        place.inbox(place.signed(document), str(number))
