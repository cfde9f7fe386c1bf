"""Writes wide and look-alike letters into a free text that become markup when they are normalised."""

import json

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    wide = str.maketrans("<>\"'/=", "\uff1c\uff1e\uff02\uff07\uff0f\uff1d")
    markup = f"<script>{place.canary.script}</script> ﹤svg onload=x﹥ ‹b›"
    document = place.good(text=markup.translate(wide))
    place.inbox(json.dumps(document, ensure_ascii=False).encode())
