"""Makes the feedback page in one's own workspace a link to the key, which would be written over."""

from place import Place

from grader.example import ASSESSMENT

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    place.inbox(place.good())
    folder = place.workspace() / "feedback"
    folder.mkdir()
    (folder / f"{ASSESSMENT}.html").symlink_to(place.course.key_file(ASSESSMENT))
