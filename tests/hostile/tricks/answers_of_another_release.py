"""Hands in answers to the same assessment as another class got it, with other ids."""

from place import Place, good_answers

from grader.keys import Key

COLLECTED, MARKED, DESERVES = "bad-answer", "none", "nothing"


def lay(place: Place) -> None:
    document = place.good()
    for name, answer in good_answers(Key(place.key.data, "another salt"), place.trainee.code).items():
        document["answers"][name]["answer"] = answer
    place.inbox(place.signed(document))
