"""Makes the notebook 200 MB large."""

from place import NOTEBOOK, Place, large

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    large(place.submitted() / NOTEBOOK)
