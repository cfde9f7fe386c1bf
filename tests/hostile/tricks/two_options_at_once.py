"""Chooses every option of one item."""

from place import Place

COLLECTED, MARKED, DESERVES = ("bad-answer", "bad-answer"), "none", "nothing"


def lay(place: Place) -> None:
    options = [option["id"] for option in place.asked("A2")["options"]]
    place.inbox(place.answering("A2", {"option": options}))
    place.inbox(place.answering("A2", {"option": options[0], "options": options}), "2")
