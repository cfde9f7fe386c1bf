"""Makes the answers of a submission a link to a device that never ends."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "link", "nothing"


def lay(place: Place) -> None:
    place.instead(place.submitted() / "responses.json").symlink_to("/dev/zero")
