"""Repeats an item's id, once written with an escape."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    entry = json.dumps(document["answers"]["A3"])
    written = json.dumps(document).replace('"answers": {', f'"answers": {{"\\u00411": {entry}, ', 1)
    place.inbox(written.encode())
