"""Marking a class, on both kinds of gradebook: ordinary nbgrader records, nobody stopped, nothing of a trainee run."""

import json
from datetime import datetime, timedelta

import nbformat
import pytest
from hand_ins import hand_in
from records import all_records, hand_mark, item_records

from grader.collect import collect
from grader.course import RESPONSES
from grader.crew import processes
from grader.decision import decide
from grader.empty import accept_as_empty
from grader.example import ASSESSMENT
from grader.faults import SebayaError
from grader.feedback import make_feedback
from grader.mark import mark_class
from grader.release import api
from grader.released import read_key
from grader.roster import read_roster

pytestmark = pytest.mark.slow


@pytest.fixture
def course(course_on_both):
    return course_on_both


@pytest.fixture
def key(course):
    return read_key(course, ASSESSMENT)


@pytest.fixture
def collected(course, key):
    """Six trainees whose hand-ins lie ready to be marked."""
    trainees = read_roster(course)[:6]
    for number, trainee in enumerate(trainees):
        hand_in(course, key, trainee, number)
    collect(course, ASSESSMENT)
    return trainees


def marked(course, **options):
    return {r.trainee: (r.outcome, r.reason) for r in mark_class(course, ASSESSMENT, **options) if r.outcome != "none"}


def rewrite(course, trainee, answers):
    """Put other answers into what was handed in, a minute later."""
    folder = course.submitted(ASSESSMENT, trainee.code)
    document = json.loads((folder / RESPONSES).read_bytes())
    document.pop("hand_in", None)
    for item, answer in answers.items():
        document["answers"][item] = {"answer": answer, "revision": 9, "at": "2026-11-22T03:04:05Z"}
    (folder / RESPONSES).write_text(json.dumps(document), encoding="utf-8")


def test_every_item_has_the_points_of_its_answer(course, key, collected):
    assert set(marked(course).values()) == {("marked", None)}

    for trainee in collected:
        document = json.loads((course.submitted(ASSESSMENT, trainee.code) / RESPONSES).read_bytes())
        answers = {name: entry["answer"] for name, entry in document["answers"].items()}
        found = item_records(course, trainee.code)
        for name, item in key.items_for(trainee.code).items():
            expected = key.points(item, answers.get(name))
            if item["type"] == "text" and answers.get(name, {}).get("text", "").strip():
                assert found[name] == (None, None, True)
            else:
                assert found[name] == (expected, None, False)


@pytest.mark.usefixtures("collected")
def test_one_process_more_or_the_batch_size_changes_nothing(course, monkeypatch):
    marked(course)
    alone = all_records(course)
    monkeypatch.setattr("grader.mark.BATCH", 2)

    assert set(marked(course, again=True, crew=processes(2)).values()) == {("marked", None)}
    assert all_records(course) == alone


def test_nbgraders_own_command_gives_the_same_records_and_notebooks(course, collected):
    """Through our preprocessor: what formgrader and scripts of a school may call."""
    marked(course)
    ours = all_records(course)
    trainee = collected[0].code
    path = course.autograded(ASSESSMENT, trainee) / f"{ASSESSMENT}.ipynb"
    notebook = nbformat.read(path, 4)

    result = api(course).autograde(ASSESSMENT, trainee, force=True, create=False)

    assert result["success"], result
    assert all_records(course) == ours
    assert nbformat.read(path, 4).cells == notebook.cells
    assert marked(course)[trainee] == ("marked", None)
    assert marked(course)[trainee] == ("unchanged", None)
    assert all_records(course) == ours


def test_nbgraders_export_and_feedback_work_on_what_was_marked(course, collected):
    marked(course)
    interface = api(course)
    trainee = collected[0].code

    assert interface.generate_feedback(ASSESSMENT, trainee, force=True)["success"]
    page = (course.root / "feedback" / trainee / ASSESSMENT / f"{ASSESSMENT}.html").read_text(encoding="utf-8")
    assert "A14" in page
    assert "sebaya-rubric" not in page
    submission = next(s for s in interface.get_submissions(ASSESSMENT) if s["student"] == trainee)
    assert submission["score"] == all_records(course)[trainee]["score"]
    assert submission["autograded"]


def test_a_changed_answer_flags_its_item_only_and_hand_marks_outlive_it(course, key, collected):
    trainee = collected[0]
    answers = {"A12": {"text": "Kamu capek ya?"}, "A13": {"text": "Aku dengar."}}
    rewrite(course, trainee, answers)
    marked(course)
    hand_mark(course, trainee.code, "A12", 3.0, extra=0.5)
    hand_mark(course, trainee.code, "A13", 2.0)
    choice = next(name for name, item in key.items.items() if item["type"] == "choice")
    hand_mark(course, trainee.code, choice, 1.0)

    assert marked(course)[trainee.code] == ("unchanged", None)
    rewrite(course, trainee, {"A12": {"text": "Kamu capek dan sedih ya?"}})
    assert marked(course)[trainee.code] == ("marked", None)

    found = item_records(course, trainee.code)
    assert found["A12"] == (None, 3.0, True)
    assert found["A13"] == (None, 2.0, False)
    assert found[choice][1:] == (1.0, False)
    grades = {row[0]: row for row in all_records(course)[trainee.code]["grades"]}
    assert grades["A12"][3] == 0.5


@pytest.mark.usefixtures("collected")
def test_feedback_and_decisions_rest_on_the_records(course):
    marked(course)
    before = all_records(course)

    assert {outcome.partition(";")[0] for _, outcome in make_feedback(course, ASSESSMENT)} == {
        "dibuat",
        "belum mengumpulkan",
    }
    decisions = {decision.trainee: decision for decision in decide(course, ASSESSMENT)}
    assert set(before) < set(decisions)
    assert all_records(course) == before, "they read only"


def test_marking_all_again_changes_no_record(course, collected):
    marked(course)
    hand_mark(course, collected[0].code, "A12", 4.0)
    before = all_records(course)

    assert set(marked(course, again=True).values()) == {("marked", None)}
    assert all_records(course) == before


def test_a_text_taken_back_is_no_response(course, collected):
    rewrite(course, collected[0], {"A12": {"text": "Aku dengar."}})
    marked(course)
    rewrite(course, collected[0], {"A12": {"text": "  "}})
    marked(course)

    assert item_records(course, collected[0].code)["A12"] == (0.0, None, False)
    assert ("A12", "No response.", "") in all_records(course)[collected[0].code]["comments"]


def test_late_penalties_follow_the_configured_plugin_the_due_date_and_extensions(course, collected):
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('get_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    due = datetime(2026, 11, 20, 12, 0)
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(ASSESSMENT, duedate=due)
    late, excused, prompt = (trainee.code for trainee in collected[:3])
    for code, at in ((late, due + timedelta(minutes=5)), (excused, due + timedelta(hours=2)), (prompt, due)):
        (course.submitted(ASSESSMENT, code) / "timestamp.txt").write_text(f"{at} UTC")

    marked(course)
    found = all_records(course)
    assert found[late]["late"] == 300
    assert found[late]["penalty"] == [found[late]["score"]]
    assert found[prompt]["penalty"] == [None]

    with course.gradebook() as gradebook:
        gradebook.grant_extension(ASSESSMENT, excused, hours=3)
    assert marked(course)[excused] == ("unchanged", None)
    assert all_records(course)[excused]["penalty"] == [None]
    assert all_records(course)[late]["penalty"] == [found[late]["score"]]


@pytest.mark.parametrize(("content", "reason"), [(b'{"format": 1, "ans', "unreadable"), (None, "missing")])
def test_one_bad_submission_is_named_and_the_rest_is_marked(course, collected, content, reason):
    path = course.submitted(ASSESSMENT, collected[1].code) / RESPONSES
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    outcomes = marked(course)

    assert outcomes.pop(collected[1].code) == ("refused", reason)
    assert set(outcomes.values()) == {("marked", None)}
    assert collected[1].code not in all_records(course)
    collect(course, ASSESSMENT)  # what arrived is kept, so collecting again mends it unless the answers are other ones
    mended = marked(course)[collected[1].code]
    assert mended == (("refused", reason) if reason == "unreadable" else ("marked", None))


def test_a_broken_hand_in_can_be_accepted_as_empty_and_a_good_one_cannot(course, key, collected):
    broken, good = collected[1], collected[2]
    (course.submitted(ASSESSMENT, broken.code) / RESPONSES).write_bytes(b"{")

    kept = accept_as_empty(course, ASSESSMENT, broken.code)
    with pytest.raises(SebayaError):
        accept_as_empty(course, ASSESSMENT, good.code)

    assert (kept / RESPONSES).read_bytes() == b"{"
    assert marked(course)[broken.code] == ("marked", None)
    assert all_records(course)[broken.code]["score"] == 0
    hand_in(course, key, broken, 3, attempt=2)
    collect(course, ASSESSMENT)
    marked(course)
    assert all_records(course)[broken.code]["score"] > 0


@pytest.mark.parametrize(
    ("stamp", "outcome"),
    [
        (b"2026-11-22 03:04:05.678901 UTC", ("marked", None)),
        (b"2026-11-22 10:04:05 +0700", ("marked", None)),
        (b"", ("marked", None)),
        (b"tomorrow\xff", ("refused", "bad-time")),
        (b"9" * 500, ("refused", "bad-time")),
    ],
)
def test_times_are_read_as_nbgrader_reads_them(course, collected, stamp, outcome):
    (course.submitted(ASSESSMENT, collected[0].code) / "timestamp.txt").write_bytes(stamp)

    assert marked(course)[collected[0].code] == outcome


@pytest.mark.usefixtures("collected")
def test_a_submission_of_nobody_on_the_roster_is_named(course):
    stranger = course.submitted(ASSESSMENT, "Z99")
    stranger.mkdir(parents=True)

    assert marked(course)["Z99"] == ("refused", "unknown-trainee")


def test_a_record_that_went_missing_is_made_again(course, collected):
    """A gradebook restored from an older backup."""
    marked(course)
    before = all_records(course)
    with course.gradebook() as gradebook:
        gradebook.remove_student(collected[0].code)

    assert marked(course)[collected[0].code] == ("marked", None)
    assert all_records(course) == before


def test_what_cannot_be_written_is_named_and_stops_nobody(course, collected):
    place = course.autograded(ASSESSMENT, collected[0].code)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"in the way")

    outcomes = marked(course)

    assert outcomes.pop(collected[0].code) == ("refused", "not-written")
    assert set(outcomes.values()) == {("marked", None)}


@pytest.mark.usefixtures("collected")
def test_two_cannot_mark_a_class_at_once(course):
    def meanwhile(_done, _total):
        with pytest.raises(SebayaError, match="sedang dinilai"):
            mark_class(course, ASSESSMENT)

    mark_class(course, ASSESSMENT, meanwhile)


@pytest.mark.usefixtures("collected")
def test_an_item_that_the_gradebook_does_not_know_is_told(course):
    path = course.key_file(ASSESSMENT)
    content = json.loads(path.read_bytes())
    content["assessment"]["items"].append({**content["assessment"]["items"][0], "id": "A99"})
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(SebayaError, match="sebaya release"):
        mark_class(course, ASSESSMENT)
