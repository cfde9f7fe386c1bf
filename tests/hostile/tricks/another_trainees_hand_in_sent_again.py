"""Sends what another trainee handed in once more, from one's own place."""

from place import Place

COLLECTED, MARKED, DESERVES = ("known", "forged-owner"), "none", "nothing"


def lay(place: Place) -> None:
    (theirs,) = place.course.inbox.glob(f"*.{place.other.code}.*")
    place.bring(theirs.read_bytes())
    place.exchange({"responses.json": theirs.read_bytes()})
