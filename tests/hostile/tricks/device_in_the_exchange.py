"""Submits a pipe and a device in place of the answers."""

import os

from place import Place

COLLECTED, MARKED, DESERVES = ("link", "link"), "none", "nothing"


def lay(place: Place) -> None:
    os.mkfifo(place.exchange({}, stamp=place.stamp(1)) / "responses.json")
    (place.exchange({}, stamp=place.stamp(2)) / "responses.json").symlink_to("/dev/zero")
