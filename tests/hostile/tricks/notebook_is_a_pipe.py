"""Makes the notebook a pipe on which a reader would wait for ever."""

import os

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    os.mkfifo(place.instead(place.submitted() / NOTEBOOK))
