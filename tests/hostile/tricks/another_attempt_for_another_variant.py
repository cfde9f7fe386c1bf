"""Claims another attempt, so as to be asked another variant."""

from place import Place

from grader.invented import best_answer

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    document["hand_in"]["attempt"] = 2
    mine = place.key.items_for(place.trainee.code)["A2"]
    other = next(item for item in place.key.variants["A2"] if item["variant"] != mine["variant"])
    document["answers"]["A2"]["answer"] = place.key.opaque(other, best_answer(other))
    place.inbox(place.signed(document))
