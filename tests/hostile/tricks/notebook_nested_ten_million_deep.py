"""Nests the notebook ten million lists deep."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    place.submitted({NOTEBOOK: b'{"cells": ' + b"[" * 10_000_000})
