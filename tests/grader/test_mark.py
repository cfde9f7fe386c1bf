"""Marking a class: nothing of a trainee runs, one bad submission stops nobody, hand marks outlive a new marking."""

import json
import time

import pytest

from grader.collect import collect
from grader.course import RESPONSES
from grader.example import ASSESSMENT
from grader.invented import answer_all
from grader.mark import mark_class

pytestmark = pytest.mark.slow


@pytest.fixture
def collected(course, key, trainees, sitting):
    """Three trainees whose hand-ins lie ready to be marked."""
    for number, trainee in enumerate(trainees[:3]):
        folder = sitting(trainee).responses.path.parent
        answer_all(folder, key, "average", number).hand_in(trainee.code, trainee.personal_code)
    collect(course, ASSESSMENT)
    return trainees[:3]


def marked(course):
    return {result.trainee: (result.outcome, result.reason) for result in mark_class(course, ASSESSMENT)}


def scores(course, code):
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(ASSESSMENT, code)
        return {grade.name: (grade.auto_score, grade.manual_score) for n in submission.notebooks for grade in n.grades}


def test_no_code_that_came_with_a_submission_runs(course, collected, tmp_path):
    """A notebook that stock nbgrader collected, full of code, beside good answers."""
    canary = tmp_path / "canary"
    path = course.submitted(ASSESSMENT, collected[0].code) / f"{ASSESSMENT}.ipynb"
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f"open({str(canary)!r}, 'w').close()\n1000"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (path.parent / "grader.py").write_text(f"open({str(canary)!r}, 'w').close()", encoding="utf-8")

    outcomes = marked(course)

    assert [outcomes[trainee.code] for trainee in collected] == [("marked", None)] * 3
    assert not canary.exists()
    assert all(auto is None or auto <= 6 for auto, _ in scores(course, collected[0].code).values())


@pytest.mark.parametrize(("content", "reason"), [(b'{"format": 1, "ans', "unreadable"), (None, "missing")])
def test_one_bad_submission_is_named_and_the_rest_is_marked(course, collected, content, reason):
    path = course.submitted(ASSESSMENT, collected[1].code) / RESPONSES
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    outcomes = marked(course)

    assert outcomes[collected[1].code] == ("refused", reason)
    assert outcomes[collected[0].code] == outcomes[collected[2].code] == ("marked", None)
    collect(course, ASSESSMENT)  # what arrived is kept, so collecting again mends it unless the answers are other ones
    mended = marked(course)[collected[1].code]
    assert mended == (("refused", reason) if reason == "unreadable" else ("marked", None))


def test_a_notebook_that_came_along_is_never_opened(course, collected):
    (course.submitted(ASSESSMENT, collected[1].code) / f"{ASSESSMENT}.ipynb").write_bytes(b"this is not JSON")

    assert marked(course)[collected[1].code] == ("marked", None)


def test_marking_again_changes_nothing_and_a_new_hand_in_keeps_hand_marks(course, key, collected, sitting):
    trainee = collected[0]
    marked(course)
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("A12", ASSESSMENT, ASSESSMENT, trainee.code)
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        gradebook.db.commit()

    assert marked(course)[trainee.code] == ("unchanged", None)

    time.sleep(1.1)  # times are whole seconds, and the newer hand-in counts
    folder = sitting(trainee).responses.path.parent
    answer_all(folder, key, "skilled", 9).hand_in(trainee.code, trainee.personal_code)
    collect(course, ASSESSMENT)
    before = scores(course, trainee.code)

    assert marked(course)[trainee.code] == ("marked", None)
    after = scores(course, trainee.code)
    assert after["A12"] == (None, 3.0)
    assert after != before
