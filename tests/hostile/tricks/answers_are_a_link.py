"""Makes the answers of a submission a link to another trainee's."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "link", "nothing"


def lay(place: Place) -> None:
    (theirs,) = place.course.inbox.glob(f"*.{place.other.code}.*")
    place.instead(place.submitted() / "responses.json").symlink_to(theirs)
