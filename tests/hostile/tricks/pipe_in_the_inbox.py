"""Puts a pipe where an answer file belongs, on which a reader would wait for ever."""

import os

from place import Place

COLLECTED, MARKED, DESERVES = ("link", "link"), "none", "nothing"


def lay(place: Place) -> None:
    os.mkfifo(place.inbox(None))
    os.mkfifo(place.bring(None))
