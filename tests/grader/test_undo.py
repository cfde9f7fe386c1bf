"""What a trainer did can be taken back: release, feedback, and from the command line; after a restart, too."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from copies import copy_class
from filelock import FileLock
from hand_ins import hand_in
from marker import ASSESSMENT, give_levels

from grader import cli
from grader.acts import deeds
from grader.course import Course
from grader.deadlines import due_of, read_terms, set_due
from grader.erase import erase
from grader.faults import SebayaError
from grader.feedback import FILE as PAGE
from grader.given_feedback import give_feedback
from grader.keys import Key
from grader.release import api, release
from grader.released import first_released, read_key
from grader.roster import read_roster
from grader.trainee_folder import prepare
from grader.undo import undo
from grader.withdraw import put_out
from scenarios.attempt import Attempt
from scenarios.workspace import Workspace

pytest_plugins = ["classroom"]

NEXT = "m01-role"
WHO, OTHER = "8A-01", "8A-02"


@pytest.fixture(scope="module")
def put_out_class(empty_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class in which one assessment was just released, to copy."""
    course = copy_class(empty_class, tmp_path_factory.mktemp("put-out") / "kelas")
    _, deed = put_out(course, NEXT)
    assert deed
    assert put_out(course, NEXT) == (False, None), "what was released before is no new act"
    return course.root


@pytest.fixture
def put_out_course(put_out_class: Path, tmp_path: Path) -> Course:
    return copy_class(put_out_class, tmp_path / "kelas")


def feedback_files(course: Course) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(course.root).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in [*course.root.glob(f"feedback/*/*/{PAGE}"), *course.root.glob("trainees/*/feedback/*.html")]
    }


def test_a_release_is_withdrawn_from_exchange_class_and_workspaces(put_out_course: Course) -> None:
    course = put_out_course
    key = Key.read(course.key_file(NEXT))
    prepare(course.root, "P01")
    outbound = course.root / "exchange" / course.about["id"] / "outbound" / NEXT
    assert outbound.is_dir() or sys.platform == "win32"

    undo(course)

    assert NEXT not in first_released(course)
    gone = (outbound, course.release(NEXT), course.root / "trainees" / "P01" / "assessments" / NEXT)
    assert not any(path.exists() for path in gone)
    release(course, NEXT)
    assert Key.read(course.key_file(NEXT)).public() == key.public(), "released again, nothing has other ids"
    assert api(course).get_assignment(NEXT)["status"] == "released" or sys.platform == "win32"


@pytest.mark.parametrize("begun", ["workspace", "inbox"])
def test_a_release_that_somebody_began_to_answer_stays(put_out_course: Course, begun: str) -> None:
    course = put_out_course
    if begun == "inbox":
        (course.inbox / f"{NEXT}.P01.json").write_text("{}")
    else:
        folder = prepare(course.root, "P01").root / "assessments" / NEXT
        Attempt(folder, Workspace.find(folder)).begin("P01")
    with pytest.raises(SebayaError, match="sudah mulai dikerjakan"):
        undo(course)
    assert NEXT in first_released(course)
    assert course.release(NEXT).is_dir()
    assert not deeds(course)[-1].undone


def test_what_the_gate_holds_back_leaves_no_act(put_out_course: Course) -> None:
    with pytest.raises(SebayaError, match="gerbang program"):
        put_out(put_out_course, ASSESSMENT)
    assert [deed.assessment for deed in deeds(put_out_course)] == [NEXT]


def test_feedback_is_taken_back_and_earlier_pages_return_with_their_bytes(marked_course: Course) -> None:
    prepare(marked_course.root, WHO)
    assert not feedback_files(marked_course)
    give_feedback(marked_course, ASSESSMENT)
    first = feedback_files(marked_course)
    give_levels(marked_course, WHO, 3, 3, comment="bagus")
    results, deed = give_feedback(marked_course, ASSESSMENT)
    assert deed
    assert set(deed.after) == {WHO}, "only pages that changed"
    assert dict(results)[WHO] == "dibuat"
    assert feedback_files(marked_course) != first

    undo(marked_course)
    assert feedback_files(marked_course) == first
    undo(marked_course)
    assert not feedback_files(marked_course)
    assert not (marked_course.root / "earlier").exists()


def test_the_same_feedback_again_is_no_act(marked_course: Course) -> None:
    give_feedback(marked_course, ASSESSMENT)
    assert give_feedback(marked_course, ASSESSMENT)[1] is None
    assert len(deeds(marked_course)) == 1
    assert not (marked_course.root / "earlier").exists()


def test_a_page_made_anew_since_is_left_alone(marked_course: Course) -> None:
    deed = give_feedback(marked_course, ASSESSMENT)[1]
    give_levels(marked_course, WHO, 3, 3)
    give_feedback(marked_course, ASSESSMENT)
    newest = feedback_files(marked_course)
    assert deed
    undo(marked_course, deed.number)

    left = feedback_files(marked_course)
    assert left
    assert {name for name in newest if name not in left}
    assert all(WHO in name and left[name] == newest[name] for name in left)


def test_stopped_feedback_can_be_taken_back(marked_course: Course) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_feedback(marked_course, ASSESSMENT, stop)
    assert list(deeds(marked_course)[-1].after) == [WHO]
    undo(marked_course)
    assert not feedback_files(marked_course)


def test_feedback_of_an_erased_trainee_does_not_come_back(marked_course: Course) -> None:
    give_feedback(marked_course, ASSESSMENT)
    give_levels(marked_course, WHO, 3, 3)
    give_levels(marked_course, OTHER, 3, 3)
    give_feedback(marked_course, ASSESSMENT)
    erase(marked_course, WHO)
    undo(marked_course)
    assert not any(WHO in name for name in feedback_files(marked_course))
    assert any(OTHER in name for name in feedback_files(marked_course))


def test_an_act_is_taken_back_once_in_any_order_and_after_a_restart(marked_course: Course) -> None:
    first = set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    second = set_due(marked_course, ASSESSMENT, due_of("2026-12-05"))
    with pytest.raises(SebayaError, match="diubah lagi sesudah itu"):
        undo(marked_course, first.number)

    again = Course(marked_course.root)
    assert undo(again).number == second.number
    assert undo(again).number == first.number
    assert read_terms(again, ASSESSMENT).due is None
    for number in (None, first.number, 99):
        with pytest.raises(SebayaError, match=r"[Tt]idak ada"):
            undo(again, number)


def test_an_act_is_not_taken_back_while_the_class_is_being_marked(marked_course: Course) -> None:
    set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    with FileLock(marked_course.root / ".marking.lock"), pytest.raises(SebayaError, match="sedang dinilai"):
        undo(marked_course)
    assert undo(marked_course)


def test_the_list_of_acts_holds_no_name_and_a_damaged_one_is_named(marked_course: Course) -> None:
    give_feedback(marked_course, ASSESSMENT)
    set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    path = marked_course.root / "acts.json"
    written = path.read_text(encoding="utf-8")
    assert not [trainee.name for trainee in read_roster(marked_course) if trainee.name in written]
    for content in ("{", "[]", json.dumps({**json.loads(written), "format": 2})):
        path.write_text(content)
        with pytest.raises(SebayaError, match=r"acts\.json"):
            deeds(marked_course)


@pytest.fixture
def sebaya(
    marked_course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Run a command in the class as a person types it; returns all that it printed."""
    monkeypatch.chdir(marked_course.root)
    monkeypatch.setenv("SEBAYA_INBOX", str(marked_course.inbox))

    def run(*arguments: str, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["sebaya", *arguments])
        try:
            cli.main()
            ended = 0
        except SystemExit as left:
            ended = int(left.code or 0)
        captured = capsys.readouterr()
        assert ended == code, captured.out + captured.err
        return captured.out + captured.err

    return run


def test_all_of_it_on_the_command_line(sebaya: Callable[..., str], marked_course: Course) -> None:
    assert "1 Des 2026 23.59" in sebaya("due", ASSESSMENT, "2026-12-01")
    assert "4 Des 2026 23.59" in sebaya("extend", OTHER, ASSESSMENT, "--days", "3")
    assert "Tidak ada yang terlambat" in sebaya("late", ASSESSMENT)
    assert "1 Jan 2026 23.59" in sebaya("due", ASSESSMENT, "2026-01-01")
    assert "–" in sebaya("due", ASSESSMENT, "--none")
    sebaya("undo")
    said = sebaya("late", ASSESSMENT, "--excuse", WHO)
    assert f"{WHO} dimaafkan" in said
    assert "Made Putra" in said
    assert f"earlier/{WHO}/{ASSESSMENT}.1" in sebaya("retake", WHO, ASSESSMENT)
    assert "mengulang" in sebaya("undo", "--list")
    assert f"Dibatalkan: {WHO} mengulang {ASSESSMENT}." in sebaya("undo")
    for _ in range(4):
        sebaya("undo")
    assert "Tidak ada yang bisa dibatalkan" in sebaya("undo", code=1)
    assert read_terms(marked_course, ASSESSMENT).due is None
    assert "Pilih tanggal" in sebaya("due", ASSESSMENT, "2026-12-01", "--none", code=1)


@pytest.mark.slow
def test_stock_autograde_counts_an_extension_that_waited(sebaya: Callable[..., str], marked_course: Course) -> None:
    """`nbgrader autograde`, not `sebaya mark`: the extension is there before it works out what late costs."""
    sebaya("due", ASSESSMENT, "2026-01-01")
    sebaya("extend", "8A-05", ASSESSMENT, "--days", "366")
    trainee = next(one for one in read_roster(marked_course) if one.code == "8A-05")
    hand_in(marked_course, read_key(marked_course, ASSESSMENT), trainee, 5)
    sebaya("collect", ASSESSMENT)

    result = api(marked_course).autograde(ASSESSMENT, "8A-05")

    assert result["success"], result
    with marked_course.gradebook() as gradebook:
        found = gradebook.find_submission(ASSESSMENT, "8A-05")
        assert found.extension.days == 366
        assert found.total_seconds_late == 0
