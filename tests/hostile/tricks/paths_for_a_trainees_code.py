"""Gives paths, markup and half a character in place of the trainee's code."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unknown-trainee",) * 5, "none", "nothing"


def lay(place: Place) -> None:
    names = (f"../{place.other.code}", "/etc", "\ud800\udfff\ud800", "[/red]<script>", "\x1b[2J\x00")
    for number, name in enumerate(names):
        document = place.good()
        document["hand_in"]["trainee"] = name
        place.inbox(place.signed(document), str(number))
