"""Makes the time of handing in a pipe."""

import os

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    os.mkfifo(place.instead(place.submitted() / TIMESTAMP))
