"""Uses half a character as the id of an item, of an option and of a format."""

from place import Place

COLLECTED, MARKED, DESERVES = ("bad-answer", "bad-answer", "other-format"), "none", "nothing"


def lay(place: Place) -> None:
    strange, other = place.good(), place.good()
    strange["answers"]["\udfff"] = strange["answers"]["A1"]
    other["format"] = "\ud800"
    place.inbox(place.signed(strange), "1")
    place.inbox(place.answering("A1", {"option": "\ud800"}), "2")
    place.inbox(place.signed(other), "3")
