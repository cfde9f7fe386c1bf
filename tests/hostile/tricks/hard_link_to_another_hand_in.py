"""Brings another name for a good hand-in, whose content could be changed later."""

import os

from place import Place, write

COLLECTED, MARKED, DESERVES = "link", "none", "nothing"


def lay(place: Place) -> None:
    write(place.beside / "own.json", place.good())
    os.link(place.beside / "own.json", place.bring(None))
