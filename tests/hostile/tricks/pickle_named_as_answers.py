"""Sends a pickle that would run code under the name of an answer file."""

import pickle

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


class Runs:
    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (self.code,)


def lay(place: Place) -> None:
    place.inbox(pickle.dumps(Runs(place.canary.python)))
