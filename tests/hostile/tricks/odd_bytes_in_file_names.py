"""Sends files under names of line breaks, control signs, markup, right-to-left signs and bytes that are no text."""

import os

from place import Place

COLLECTED, MARKED, DESERVES = ("new", "unreadable"), "marked", "the key"
NAME = b"..\n\x1b[2J[bold]\xe2\x80\xaenosj\xff\xfe<img src=x onerror=window.hacked=1>"


def lay(place: Place) -> None:
    place.inbox(place.good(), os.fsdecode(NAME))
    place.inbox(b"{", os.fsdecode(NAME + b"2"))
