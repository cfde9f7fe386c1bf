"""Every item: left untouched it scores 0, answered as its key says it scores full marks."""

import pytest

from grader.collect import collect
from grader.example import ASSESSMENT
from grader.invented import best_answer
from grader.mark import mark_class

pytestmark = pytest.mark.slow


def grades(course, trainee):
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(ASSESSMENT, trainee.code)
        return {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}


def test_untouched_scores_nothing_and_the_key_scores_full_marks(course, key, trainees, sitting):
    untouched, perfect = trainees[:2]
    sitting(untouched).hand_in(untouched.code, untouched.personal_code)
    attempt = sitting(perfect)
    for name, item in key.items.items():
        attempt.save(name, key.opaque(item, best_answer(item)))
    attempt.hand_in(perfect.code, perfect.personal_code)

    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)

    for name, grade in grades(course, untouched).items():
        assert (name, grade.score, grade.needs_manual_grade) == (name, 0, False)
    for name, grade in grades(course, perfect).items():
        if key.items[name]["type"] == "text":
            assert (name, grade.auto_score, grade.needs_manual_grade) == (name, None, True)
        else:
            assert (name, grade.score) == (name, key.items[name]["points"])


def test_every_item_type_is_assessed(key):
    assert {item["type"] for item in key.items.values()} == {"choice", "dialogue", "matching", "ordering", "text"}
    assert len(key.items) >= 12
