"""Sends YAML that would make objects under the name of an answer file."""

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(f"!!python/object/apply:exec [{place.canary.python!r}]".encode())
