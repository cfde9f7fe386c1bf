"""Brings a compressed file under the name of an answer file."""

import gzip
import json

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


def lay(place: Place) -> None:
    place.bring(gzip.compress(json.dumps(place.good()).encode()))
