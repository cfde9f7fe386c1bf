"""Adds points, marks and a decision to the file, outside of what is signed."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    document = place.good()
    document |= {"points": {"A2": 1000}, "marks": 100, "decision": "passed", "__proto__": {"hacked": 1}}
    place.inbox(document)
