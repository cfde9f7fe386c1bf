"""Submits a link in place of the answers, and a link in place of the whole folder."""

from place import Place, write

COLLECTED, MARKED, DESERVES = ("link", "link"), "none", "nothing"


def lay(place: Place) -> None:
    folder = place.exchange({}, stamp=place.stamp(1))
    (folder / "responses.json").symlink_to(place.course.root / "register.db")
    write(place.beside / "folder" / "responses.json", place.good())
    place.exchange_folder(stamp=place.stamp(2)).symlink_to(place.beside / "folder")
