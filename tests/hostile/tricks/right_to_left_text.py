"""Turns the direction of a free text, so that what stands after it would read backwards."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    turned = "\u202e>tpircs/<\u202d \u2067مرحبا\u2066 \u200f\u061c"
    place.inbox(place.good(text=f"{turned * 5}<script>{place.canary.script}</script>\u202e"))
