"""Makes the answers of a submission a pipe."""

import os

from place import Place

COLLECTED, MARKED, DESERVES = None, "link", "nothing"


def lay(place: Place) -> None:
    os.mkfifo(place.instead(place.submitted() / "responses.json"))
