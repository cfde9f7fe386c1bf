"""One trainee takes an assessment again: other questions, what was before is kept, nothing old comes back."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from hand_ins import hand_in
from marker import ASSESSMENT, give_levels

from grader.attempts import FILE
from grader.collect import Collected, collect
from grader.course import RESPONSES, Course
from grader.deadlines import due_of, extend, read_terms, set_due
from grader.decision import decide
from grader.erase import erase
from grader.evidence import Gatherer
from grader.faults import SebayaError
from grader.feedback import FILE as PAGE
from grader.feedback import make_feedback
from grader.gradebook_rows import rows_of
from grader.invented import answer_all
from grader.mark import mark_class
from grader.marking import mark
from grader.records import open_records
from grader.register import register_of
from grader.released import read_key, read_marker, read_public
from grader.retake import retake
from grader.roster import read_roster
from grader.traces import traces_of
from grader.trainee_folder import prepare
from grader.undo import undo
from scenarios.attempt import Attempt
from scenarios.responses import signed_content
from scenarios.signature import sign
from scenarios.workspace import Workspace

pytest_plugins = ["classroom"]

WHO, OTHER, NEVER_CAME = "8A-01", "8A-02", "8A-05"
COMMENT = "komentar-tentang-tulisannya"


@pytest.fixture
def course(marked_course: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Marked by a person, too, decided, and with feedback."""
    monkeypatch.setenv("SEBAYA_INBOX", str(marked_course.inbox))
    for code in (WHO, OTHER):
        give_levels(marked_course, code, 3, 3, comment=COMMENT)
    make_feedback(marked_course, ASSESSMENT)
    decide(marked_course, ASSESSMENT)
    return marked_course


def everything(course: Course) -> dict[str, object]:
    """Each file of the class but what tells of acts and locks, byte by byte, and the gradebook row by row."""
    left_out = ("acts.json", ".lock", "gradebook.db", "register.db")
    files: dict[str, object] = {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for path in course.root.rglob("*")
        if path.is_file() and not any(part in path.name for part in left_out)
    }
    with sqlite3.connect(course.root / "gradebook.db") as database:
        files["gradebook"] = sorted(database.iterdump())
    return files


def marked_by_nbgrader(course: Course) -> set[str]:
    with course.gradebook() as gradebook:
        return {submission.student.id for submission in gradebook.assignment_submissions(ASSESSMENT)}


def paper_of(course: Course, code: str) -> dict[str, str | None]:
    """Item → variant, as the trainee's own screen shows it."""
    return {name: item.get("variant") for name, item in open_paper(course, code).items.items()}


def open_paper(course: Course, code: str) -> Attempt:
    folder = prepare(course.root, code).root / "assessments" / ASSESSMENT
    return Attempt(folder, Workspace.find(folder))


def hand_in_again(course: Course, code: str, profile: str = "average") -> None:
    personal_code = next(one.personal_code for one in read_roster(course) if one.code == code)
    folder = prepare(course.root, code).root / "assessments" / ASSESSMENT
    answer_all(folder, read_key(course, ASSESSMENT), profile, 1).hand_in(code, personal_code)


def of_trainee(results: list[Collected], code: str) -> list[tuple[str, str | None]]:
    return [(one.outcome, one.reason) for one in results if code in one.path.name]


def points(course: Course, code: str) -> float:
    return sum(item.points for item in Gatherer(course, ASSESSMENT).gather(code).items)


def test_the_next_attempt_asks_something_else_of_this_trainee_alone(course: Course) -> None:
    mine, others = paper_of(course, WHO), paper_of(course, OTHER)
    retake(course, WHO.lower(), ASSESSMENT)

    again = paper_of(course, WHO)
    differ = {name for name in mine if mine[name] != again[name]}
    assert differ == {name for name, variant in mine.items() if variant}
    assert paper_of(course, OTHER) == others
    key = read_key(course, ASSESSMENT)
    assert {name: item.get("variant") for name, item in key.items_for(WHO).items()} == again


def test_from_retake_to_a_new_decision_and_the_old_one_stays(course: Course) -> None:
    first = points(course, WHO)
    (old,) = register_of(course).entries(person=WHO, kind="decision")
    retake(course, WHO, ASSESSMENT)
    assert open_paper(course, WHO).unanswered == list(paper_of(course, WHO)), "no answer of before is shown"
    assert {one.trainee: one for one in decide(course, ASSESSMENT)}[WHO].is_frozen is False

    hand_in_again(course, WHO)
    assert of_trainee(collect(course, ASSESSMENT), WHO) == [("new", None)]
    assert {one.trainee: one.outcome for one in mark_class(course, ASSESSMENT)}[WHO] == "marked"
    with course.gradebook() as gradebook:
        again = gradebook.find_submission(ASSESSMENT, WHO)
        assert all(grade.manual_score is None for notebook in again.notebooks for grade in notebook.grades)
        assert all(not entry.manual_comment for notebook in again.notebooks for entry in notebook.comments)
    give_levels(course, WHO, 4, 4)
    assert dict(make_feedback(course, ASSESSMENT))[WHO] == "dibuat"
    decide(course, ASSESSMENT)

    assert points(course, WHO) < first
    entries = register_of(course).entries(person=WHO, kind="decision")
    assert entries[0] == old
    assert len(entries) == 2
    assert entries[1].content["evidence"]["attempt"] == 2


def test_the_hidden_tests_of_stock_nbgrader_give_the_same_points(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    retake(course, WHO, ASSESSMENT)
    hand_in_again(course, WHO)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    folder = course.autograded(ASSESSMENT, WHO)
    shutil.copy(course.source(ASSESSMENT) / "items.json", folder)  # as stock autograde lays it down
    monkeypatch.chdir(folder)

    with course.gradebook() as gradebook:
        (notebook,) = gradebook.find_submission(ASSESSMENT, WHO).notebooks
        ours = {grade.name: grade.auto_score for grade in notebook.grades if grade.cell_type == "code"}
    assert {name: mark(name) for name in ours} == ours
    assert len(set(ours.values())) > 2


def test_what_was_before_is_kept_with_its_marks(course: Course) -> None:
    before = everything(course)
    assert marked_by_nbgrader(course) == {WHO, OTHER, "8A-04"}
    retake(course, WHO, ASSESSMENT)

    kept = course.root / "earlier" / WHO / f"{ASSESSMENT}.1"
    assert COMMENT in (kept / "marks.json").read_text(encoding="utf-8")
    for name in ("submitted", "autograded"):
        assert (kept / name / RESPONSES).read_bytes() == before[f"{name}/{WHO}/{ASSESSMENT}/{RESPONSES}"]
    assert (kept / "feedback" / PAGE).is_file()
    assert len(list((kept / "received").iterdir())) == 1
    assert marked_by_nbgrader(course) == {OTHER, "8A-04"}
    own = course.root / "trainees" / WHO / ".sebaya" / "earlier" / f"{ASSESSMENT}.1"
    assert {path.name for path in own.iterdir()} == {RESPONSES, f"handed-in-{ASSESSMENT}.json"}


@pytest.mark.parametrize("is_marked", [True, False])
def test_undo_puts_every_byte_and_row_back(course: Course, is_marked: bool) -> None:
    if not is_marked:
        hand_in_again(course, OTHER)  # a newer one, collected and not marked yet
        collect(course, ASSESSMENT)
    set_due(course, ASSESSMENT, due_of("2026-12-01"))
    extend(course, OTHER, ASSESSMENT, timedelta(days=2))
    before = everything(course)

    retake(course, OTHER, ASSESSMENT)
    assert everything(course) != before
    assert read_terms(course, ASSESSMENT).extensions == {OTHER: timedelta(days=2)}, "the extension stays"
    undo(course)

    assert everything(course) == before
    assert {one.outcome for one in mark_class(course, ASSESSMENT)} <= {"unchanged", "none", "marked"}


def test_answers_begun_on_the_new_paper_survive_an_undo(course: Course) -> None:
    retake(course, WHO, ASSESSMENT)
    name = next(name for name, item in open_paper(course, WHO).items.items() if item["type"] == "text")
    open_paper(course, WHO).save(name, {"text": "baru"})
    undo(course)
    assert open_paper(course, WHO).handed_in is not None
    retake(course, WHO, ASSESSMENT)
    assert open_paper(course, WHO).entries[name].answer == {"text": "baru"}


def test_an_undo_that_was_cut_short_is_completed_when_done_again(course: Course) -> None:
    before = everything(course)
    retake(course, WHO, ASSESSMENT)
    name = next(name for name, item in open_paper(course, WHO).items.items() if item["type"] == "text")
    open_paper(course, WHO).save(name, {"text": "baru"})
    place = course.root / "trainees" / WHO / ".sebaya" / "earlier" / f"{ASSESSMENT}.2"
    place.write_text("a file where a folder should be made")
    with pytest.raises(OSError, match=place.name):
        undo(course)
    place.unlink()

    undo(course)

    begun = f"trainees/{WHO}/.sebaya/earlier/{ASSESSMENT}.2/{RESPONSES}"
    assert {path: content for path, content in everything(course).items() if path != begun} == before
    assert begun in everything(course)
    with pytest.raises(SebayaError, match="Tidak ada yang bisa dibatalkan"):
        undo(course)


def test_undo_is_refused_once_something_new_was_handed_in(course: Course) -> None:
    retake(course, WHO, ASSESSMENT)
    hand_in_again(course, WHO)
    before = everything(course)
    with pytest.raises(SebayaError, match="sudah mengumpulkan"):
        undo(course)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    with pytest.raises(SebayaError, match="sudah mengumpulkan"):
        undo(course)
    assert set(before) <= set(everything(course)), "nothing was lost"


@pytest.mark.parametrize("way", ["inbox", "folder", "exchange"])
def test_an_old_hand_in_collected_again_is_refused_and_changes_nothing(
    course: Course, tmp_path: Path, way: str
) -> None:
    (old,) = course.inbox.glob(f"{ASSESSMENT}.{WHO}.*.json")
    content = old.read_bytes()
    retake(course, WHO, ASSESSMENT)
    hand_in_again(course, WHO)
    collect(course, ASSESSMENT)
    new = (course.submitted(ASSESSMENT, WHO) / RESPONSES).read_bytes()

    if way == "exchange":
        stamp = f"{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())}.000000 UTC"
        put = course.root / "exchange" / course.about["id"] / "inbound" / f"{WHO}+{ASSESSMENT}+{stamp}+abc" / RESPONSES
    else:
        put = (course.inbox if way == "inbox" else tmp_path / "usb") / old.name
    put.parent.mkdir(parents=True, exist_ok=True)
    put.write_bytes(content)
    results = collect(course, ASSESSMENT, [tmp_path / "usb"] if way == "folder" else [])

    assert [(one.outcome, one.reason) for one in results if one.path == put] == [("refused", "earlier-attempt")]
    assert (course.submitted(ASSESSMENT, WHO) / RESPONSES).read_bytes() == new


def test_an_old_hand_in_laid_down_by_other_means_is_not_marked(course: Course) -> None:
    content = (course.submitted(ASSESSMENT, WHO) / RESPONSES).read_bytes()
    retake(course, WHO, ASSESSMENT)
    course.submitted(ASSESSMENT, WHO).mkdir()
    (course.submitted(ASSESSMENT, WHO) / RESPONSES).write_bytes(content)

    (found,) = [one for one in mark_class(course, ASSESSMENT) if one.trainee == WHO]

    assert (found.outcome, found.reason) == ("refused", "earlier-attempt")


def test_a_hand_in_that_only_claims_the_new_attempt_is_refused_by_its_time(course: Course) -> None:
    """Signed anew by the trainee, from before the retake: the answers to items without variants would fit."""
    retake(course, WHO, ASSESSMENT)
    path = course.root / FILE
    sitting = json.loads(path.read_bytes())
    sitting[ASSESSMENT][WHO]["since"] = "2036-01-01T00:00:00Z"
    path.write_text(json.dumps(sitting))
    trainee = next(one for one in read_roster(course) if one.code == WHO)
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    document = {"format": 1, "assessment": ASSESSMENT, "answers": {}}
    document["hand_in"] = {"trainee": WHO, "attempt": 9, "at": at}
    document["hand_in"]["signature"] = sign(signed_content(document), trainee.personal_code)  # type: ignore[index]
    (course.inbox / f"{ASSESSMENT}.{WHO}.x.json").write_text(json.dumps(document))

    assert of_trainee(collect(course, ASSESSMENT), WHO) == [("refused", "earlier-attempt")]


def test_nobody_learns_of_anothers_retake(course: Course) -> None:
    """Neither what is released nor any other workspace changes; the map of retakes is with the staff alone."""
    for code in (WHO, OTHER):
        prepare(course.root, code)
    prefixes = ("release/", "exchange/", "source/", f"trainees/{OTHER}/")
    before = {name: content for name, content in everything(course).items() if name.startswith(prefixes)}

    retake(course, WHO, ASSESSMENT)
    for code in (WHO, OTHER):
        prepare(course.root, code)

    after = everything(course)
    assert {name: content for name, content in after.items() if name.startswith(prefixes)} == before
    assert "attempts" not in json.dumps(read_key(course, ASSESSMENT).public())
    own = json.loads((course.root / "trainees" / WHO / "assessments" / ASSESSMENT / "items.json").read_bytes())
    released = json.loads((course.release(ASSESSMENT) / "items.json").read_bytes())
    assert own == {**released, "attempt": 2}


def test_two_trainees_and_a_second_retake_do_not_disturb_each_other(course: Course) -> None:
    retake(course, WHO, ASSESSMENT)
    retake(course, OTHER, ASSESSMENT)
    hand_in_again(course, WHO)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    retake(course, WHO, ASSESSMENT)

    assert read_public(course, ASSESSMENT)["attempts"] == {WHO: 3, OTHER: 2}
    assert {path.name for path in (course.root / "earlier" / WHO).iterdir()} == {f"{ASSESSMENT}.1", f"{ASSESSMENT}.2"}
    undo(course)
    assert read_public(course, ASSESSMENT)["attempts"] == {WHO: 2, OTHER: 2}
    undo(course)
    assert read_public(course, ASSESSMENT)["attempts"] == {WHO: 2}
    assert points(course, OTHER)


def test_what_was_cut_short_is_completed_when_done_again(course: Course) -> None:
    """Cut off between setting aside and noting the attempt, whatever was done so far is found again."""
    before = everything(course)
    copy = Course(Path(shutil.copytree(course.root, course.root.parent / "copy")))

    (course.root / FILE).mkdir()  # where nothing can be written
    with pytest.raises(OSError, match=FILE):
        retake(course, WHO, ASSESSMENT)
    (course.root / FILE).rmdir()
    retake(course, WHO, ASSESSMENT)
    retake(copy, WHO, ASSESSMENT)

    differing = {name for name, content in everything(course).items() if everything(copy).get(name) != content}
    assert differing <= {FILE}
    undo(course)
    assert everything(course) == before


def test_erasing_takes_what_was_set_aside_and_undo_then_says_so(course: Course) -> None:
    retake(course, WHO, ASSESSMENT)
    retake(course, OTHER, ASSESSMENT)
    assert course.root / "earlier" / WHO in traces_of(course, WHO)
    erase(course, WHO)

    assert not (course.root / "earlier" / WHO).exists()
    assert (course.root / "earlier" / OTHER).is_dir()
    assert COMMENT.encode() not in (course.root / "gradebook.db").read_bytes()
    with pytest.raises(SebayaError, match="sudah dihapus"):
        undo(course, 1)
    with pytest.raises(SebayaError, match="tidak ada di daftar kelas"):
        retake(course, WHO, ASSESSMENT)
    assert undo(course).trainee == OTHER


def test_rows_return_to_either_kind_of_gradebook(course_on_both: Course) -> None:
    course, trainee = course_on_both, read_roster(course_on_both)[0]
    hand_in(course, read_key(course, ASSESSMENT), trainee, 1)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    set_due(course, ASSESSMENT, due_of("2026-12-01"))
    extend(course, trainee.code, ASSESSMENT, timedelta(days=2))
    with open_records(course, ASSESSMENT) as records:
        before = rows_of(records, trainee.code)

    retake(course, trainee.code, ASSESSMENT)
    with open_records(course, ASSESSMENT) as records:
        assert not any(rows_of(records, trainee.code).values())
    undo(course)

    with open_records(course, ASSESSMENT) as records:
        assert rows_of(records, trainee.code) == before
    assert all(before.values())


def test_there_must_be_something_to_take_again(course: Course) -> None:
    for code, reason in ((NEVER_CAME, "belum mengumpulkan"), ("X-1", "tidak ada di daftar kelas")):
        with pytest.raises(SebayaError, match=reason):
            retake(course, code, ASSESSMENT)
    with FileLock(course.root / ".marking.lock"), pytest.raises(SebayaError, match="sedang dinilai"):
        retake(course, WHO, ASSESSMENT)
    assert not (course.root / "earlier").exists()
    assert not (course.root / FILE).exists()


def test_a_damaged_file_of_retakes_is_named_and_nothing_is_marked_by_guess(course: Course) -> None:
    (course.root / FILE).write_text('{"m02-listening": 2}')
    for read in (read_key, read_public, read_marker):
        reader: Callable[[Course, str], object] = read
        with pytest.raises(SebayaError, match=FILE):
            reader(course, ASSESSMENT)
