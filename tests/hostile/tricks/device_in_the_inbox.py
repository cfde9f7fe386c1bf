"""Sends links to devices that never end and that answer nothing."""

from place import Place

COLLECTED, MARKED, DESERVES = ("link",) * 3, "none", "nothing"


def lay(place: Place) -> None:
    for name in ("zero", "null", "stdin"):
        place.inbox(None, name).symlink_to(f"/dev/{name}")
