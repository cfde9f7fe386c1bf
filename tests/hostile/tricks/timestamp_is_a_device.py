"""Makes the time of handing in a link to a device that never ends."""

from place import TIMESTAMP, Place

COLLECTED, MARKED, DESERVES = None, "bad-time", "nothing"


def lay(place: Place) -> None:
    place.instead(place.submitted() / TIMESTAMP).symlink_to("/dev/zero")
