"""Signs an attempt number below one, and one that is a fraction."""

from place import Place

COLLECTED, MARKED, DESERVES = ("unreadable", "unreadable"), "none", "nothing"


def lay(place: Place) -> None:
    for name, attempt in (("0", -1), ("half", 1.5)):
        document = place.good()
        document["hand_in"]["attempt"] = attempt
        place.inbox(place.signed(document), name)
