"""Sends a zip under the name of an answer file."""

import io
import json
import zipfile

from place import Place

COLLECTED, MARKED, DESERVES = "unreadable", "none", "nothing"


def lay(place: Place) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("../responses.json", json.dumps(place.good()))
    place.inbox(packed.getvalue())
