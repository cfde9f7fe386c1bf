"""Makes the answers of a submission 200 MB large."""

from place import Place, large

COLLECTED, MARKED, DESERVES = None, "too-large", "nothing"


def lay(place: Place) -> None:
    large(place.submitted() / "responses.json")
