"""Makes the folder for feedback in one's own workspace a link to a folder elsewhere."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    place.inbox(place.good())
    (place.workspace() / "feedback").symlink_to(place.beside)
