"""Writes zero bytes, bells, escape codes of terminals and odd line ends into a free text."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
CONTROL = "\x00\x07\x08\x0b\x0c\x1b[2J\x1b]0;judul\x07\x7f\r\u2028\u2029\ufffe\uffff"


def lay(place: Place) -> None:
    place.inbox(place.good(text=f"Kamu {CONTROL} capek? <scr\x00ipt>{place.canary.script}</script>"))
