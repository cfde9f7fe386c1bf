"""Puts right an answer after the file was signed."""

from place import Place

COLLECTED, MARKED, DESERVES = "forged-code", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["answers"]["A2"]["answer"]["option"] = place.asked("A2")["options"][0]["id"]
    document["answers"]["A2"]["revision"] = 2
    place.inbox(document)
