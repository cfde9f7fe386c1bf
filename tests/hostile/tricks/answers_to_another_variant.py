"""Answers the question of another variant, which another trainee got."""

from place import Place

from grader.invented import best_answer

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    mine = place.key.items_for(place.trainee.code)["A2"]
    other = next(item for item in place.key.variants["A2"] if item["variant"] != mine["variant"])
    place.inbox(place.answering("A2", place.key.opaque(other, best_answer(other))))
