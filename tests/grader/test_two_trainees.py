"""Every item of every assessment: left untouched it scores 0, answered as its key says it scores full marks.

Two trainees of each variant sit, so that each variant of each item is answered by its key at least once.
"""

import pytest

from grader.collect import collect
from grader.content import content_root
from grader.course import Course
from grader.invented import best_answer
from grader.keys import Key
from grader.mark import mark_class
from grader.release import release
from grader.roster import Trainee, read_roster
from grader.trainee_folder import COORDINATOR, TRAINEE, prepare
from scenarios.attempt import Attempt
from scenarios.content import curriculum
from scenarios.workspace import Workspace

pytestmark = pytest.mark.slow

ASSESSMENTS = sorted(path.parent.name for path in (content_root() / "assessments").glob("*/assessment.yaml"))
KINDS = {"choice", "dialogue", "matching", "ordering", "text"}


def sit(course: Course, assessment: str, trainee: Trainee) -> Attempt:
    """Open an assessment where its audience opens it, as `trainee`."""
    audience = next(entry["audience"] for entry in curriculum() if entry.get("assessment") == assessment)
    folder = prepare(course.root, trainee.code, audience if audience == COORDINATOR else TRAINEE).root
    attempt = Attempt(folder / "assessments" / assessment, Workspace.find(folder))
    attempt.responses.path.unlink(missing_ok=True)  # coordinators share a folder
    attempt.refresh()
    attempt.begin(trainee.code)
    return attempt


def grades(course, assessment, trainee):
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(assessment, trainee.code)
        return {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}


def perfect_for_each_variant(key: Key, trainees: list[Trainee]) -> list[Trainee]:
    """Return trainees who together get every variant of every item."""
    wanted = {(name, one.get("variant")) for name, variants in key.variants.items() for one in variants}
    chosen = []
    for trainee in trainees:
        got = {(name, item.get("variant")) for name, item in key.items_for(trainee.code).items()}
        if got & wanted:
            chosen.append(trainee)
            wanted -= got
    assert not wanted
    return chosen


@pytest.mark.parametrize("assessment", ASSESSMENTS)
def test_untouched_scores_nothing_and_the_key_scores_full_marks(course, monkeypatch, assessment):
    monkeypatch.setenv("SEBAYA_INBOX", str(course.inbox))
    release(course, assessment)
    key = Key.read(course.key_file(assessment))
    untouched, *others = read_roster(course)
    sit(course, assessment, untouched).hand_in(untouched.code, untouched.personal_code)
    perfect = perfect_for_each_variant(key, others)
    for trainee in perfect:
        attempt = sit(course, assessment, trainee)
        for name, item in key.items_for(trainee.code).items():
            attempt.save(name, key.opaque(item, best_answer(item)))
        attempt.hand_in(trainee.code, trainee.personal_code)

    collect(course, assessment)
    mark_class(course, assessment)

    for name, grade in grades(course, assessment, untouched).items():
        assert (name, grade.score, grade.needs_manual_grade) == (name, 0, False)
    for trainee in perfect:
        for name, grade in grades(course, assessment, trainee).items():
            if key.items[name]["type"] == "text":
                assert (name, grade.auto_score, grade.needs_manual_grade) == (name, None, True)
            else:
                assert (name, grade.score) == (name, key.items[name]["points"])


def test_every_item_type_is_assessed(key):
    assert {item["type"] for item in key.items.values()} == KINDS
    assert len(key.items) >= 12
