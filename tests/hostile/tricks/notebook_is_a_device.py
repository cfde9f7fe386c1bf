"""Makes the notebook a link to a device that never ends."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    path = place.submitted() / NOTEBOOK
    place.instead(path).symlink_to("/dev/zero")
