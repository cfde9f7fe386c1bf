"""Writes signs into a free text that nobody sees: zero width, joiners, tags, soft hyphens, byte order marks."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u115f\u3164\U000e0001\U000e0041\ufe0f"


def lay(place: Place) -> None:
    place.inbox(place.good(text=f"Kamu{INVISIBLE}capek?<scr{INVISIBLE}ipt>{place.canary.script}</script>"))
