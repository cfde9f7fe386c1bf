"""Makes a folder of the notebook, with a program in it."""

from place import NOTEBOOK, Place, write

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    folder = place.instead(place.submitted() / NOTEBOOK)
    write(folder / "__init__.py", place.canary.python.encode())
