"""Answers with the ids of the curriculum's public source, where they say what is right."""

from place import Place

from grader.invented import best_answer

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    place.inbox(place.answering("A2", best_answer(place.key.items_for(place.trainee.code)["A2"])))
