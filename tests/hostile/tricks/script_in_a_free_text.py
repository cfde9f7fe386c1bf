"""Writes scripts into a free text."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    script = place.canary.script
    place.inbox(place.good(text=f"<script>{script}</script>\n\n<script src='{place.canary.address}x.js'></script>"))
