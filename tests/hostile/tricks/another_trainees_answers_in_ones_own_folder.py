"""Copies what another trainee handed in, signature and all, into one's own submission."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "forged-owner", "nothing"


def lay(place: Place) -> None:
    (theirs,) = place.course.inbox.glob(f"*.{place.other.code}.*")
    place.submitted({"responses.json": theirs.read_bytes()})
