"""Gives numbers and lists where an entry of an answer belongs."""

from place import Place

COLLECTED, MARKED, DESERVES = ("bad-answer",) * 4, "none", "nothing"


def lay(place: Place) -> None:
    for number, entry in enumerate((5, ["A1"], "A1", None)):
        document = place.good()
        document["answers"]["A1"] = entry
        place.inbox(place.signed(document), str(number))
