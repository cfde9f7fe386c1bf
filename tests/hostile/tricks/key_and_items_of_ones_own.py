"""Brings another key, items worth a thousand points, and a note that says that all is marked already."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    items = place.key.public()
    for item in items["items"]:
        item["points"] = 1000
    key = place.key.to_json().replace(b'"correct": true', b'"correct": false')
    place.submitted({"items.json": items, "keys/m02-listening.json": key, "marked.json": {"answers": "x"}})
