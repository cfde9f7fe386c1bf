"""Erasing: the name and all that this person handed in go, the chain stays whole, and nobody else loses anything."""

import contextlib
import gzip
import io
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from marker import ASSESSMENT, give_levels
from postgres import Postgres

from grader import cli
from grader.cli.screen import console
from grader.course import RESPONSES, Course, create_course
from grader.erase import erase, what_goes
from grader.faults import SebayaError
from grader.feedback import make_feedback
from grader.raters import add_rater
from grader.register import Entry, register_of
from grader.register.backup import backup, restore
from grader.register.chain import verify
from grader.register.erasures import read_erasures
from grader.register.people import ERASED, people_of
from grader.roster import RosterError, import_roster, read_roster
from grader.traces import traces_of

pytest_plugins = ["classroom"]

TODAY = date(2026, 11, 22)
CODE, NAME, OTHER = "8A-01", "Sari Dewi", "8A-02"
SECRET = "komentar-rahasia-tentang-tulisannya"


def lay(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


@pytest.fixture(scope="module")
def left_class(marked_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A marked class in which 8A-01 and 8A-02 have left everything that a person can leave, to copy."""
    course = Course(Path(shutil.copytree(marked_class, tmp_path_factory.mktemp("left") / "kelas")))
    give_levels(course, CODE, 3, comment=SECRET)
    make_feedback(course, ASSESSMENT)
    register_of(course).append(*(Entry(course.about["id"], code, "coaching", outcome="held") for code in (CODE, OTHER)))
    for code in (CODE, OTHER):
        lay(course.root / "records" / f"{ASSESSMENT}.{code}.pdf")
        lay(course.root / "printed" / "letters" / f"invitation.{code}.id.pdf")
        lay(course.root / "observations" / code / "form-a.1.G01.json")
        lay(course.root / ".jupyter" / code / "settings.json")
        lay(course.root / "received" / ASSESSMENT / code / "set-aside-1" / RESPONSES)
        inbound = course.root / "exchange" / course.about["id"] / "inbound"
        lay(inbound / f"{code}+{ASSESSMENT}+2026-11-20 03:04:05.678901 UTC+abc" / RESPONSES)
        lay(inbound / f"akun{code[-1]}+{ASSESSMENT}+2026-11-20 03:04:05.678901 UTC+def" / RESPONSES,
            json.dumps({"hand_in": {"trainee": code}}))  # fmt: skip
        lay(course.inbox / f"salinan-{code[-1]}.json", json.dumps({"hand_in": {"trainee": code}}))
    (course.root / ".jupyter" / "desk").mkdir(parents=True)
    return course.root


@pytest.fixture
def course(left_class: Path, tmp_path: Path) -> Course:
    return Course(Path(shutil.copytree(left_class, tmp_path / "kelas")))


def files_of(course: Course) -> set[str]:
    return {path.relative_to(course.root).as_posix() for path in course.root.rglob("*") if path.is_file()}


def marks_of(course: Course) -> set[str]:
    with course.gradebook() as gradebook:
        return {submission.student.id for submission in gradebook.assignment_submissions(ASSESSMENT)}


def students_of(course: Course) -> set[str]:
    with course.gradebook() as gradebook:
        return {student.id for student in gradebook.students}


def test_nothing_of_an_erased_trainee_is_left_and_all_of_the_others_is(course: Course) -> None:
    before, of_other = files_of(course), traces_of(course, OTHER)
    done = erase(course, CODE, today=TODAY)
    gone = before - files_of(course)
    assert done.stuck == ()
    assert not [path for path in files_of(course) if CODE in path or path == "code-slips.pdf"]
    assert not [path for path in gone if OTHER in path or path.startswith("keys/")]
    assert traces_of(course, OTHER) == of_other
    assert {path.split("/")[0] for path in gone} == {
        ".jupyter", "autograded", "exchange", "feedback", "inbox", "observations", "printed", "received", "records",
        "submitted", "trainees",
    }  # fmt: skip
    for path in course.root.rglob("*.json"):
        assert f'"{CODE}"' not in path.read_text() or path.name == "erasures.json"


def test_the_name_goes_and_the_code_stays_taken(course: Course, tmp_path: Path) -> None:
    erase(course, CODE, today=TODAY)
    assert CODE not in {trainee.code for trainee in read_roster(course)}
    (kept,) = [one for one in people_of(register_of(course), course.about["id"]) if one.role == ERASED]
    assert (kept.code, kept.name, kept.group, kept.personal_code) == (CODE, "", "", "")
    with pytest.raises(RosterError):
        import_roster(course, lay(tmp_path / "lagi.csv", f"kode,nama,kelas,jenjang\n{CODE},Orang Lain,8A,T1\n"))


def test_no_byte_of_name_or_comment_stays_in_the_databases(course: Course) -> None:
    def holds(file: str, text: str) -> bool:
        return text.encode() in (course.root / file).read_bytes()

    assert holds("register.db", NAME)
    assert holds("gradebook.db", SECRET)
    erase(course, CODE, today=TODAY)
    assert not holds("register.db", NAME)
    assert not holds("gradebook.db", SECRET)


def test_marks_go_with_their_trainee(course: Course) -> None:
    before = marks_of(course)
    assert CODE in before
    erase(course, CODE, today=TODAY)
    assert marks_of(course) == before - {CODE}
    assert CODE not in students_of(course)


def test_the_chain_stays_whole_and_says_that_a_name_was_erased(course: Course) -> None:
    before = register_of(course).entries()
    done = erase(course, CODE, today=TODAY)
    *kept, last = register_of(course).entries()
    assert kept == before
    assert (last.number, last.person, last.kind, last.outcome, last.on_day) == (
        done.entry, CODE, "leave", "erased", "2026-11-22",
    )  # fmt: skip
    assert verify(register_of(course)) == []
    assert read_erasures(course) == {(course.about["id"], CODE)}


def test_it_can_be_repeated_and_takes_what_came_since(course: Course) -> None:
    first = erase(course, CODE.lower(), today=TODAY)
    late = lay(course.inbox / f"{ASSESSMENT}.{CODE}.2026-11-23T010203Z.json")
    again = erase(course, CODE, today=TODAY)
    assert (again.has_name, again.has_marks, again.paths, again.entry) == (False, False, (late,), first.entry)
    assert erase(course, CODE, today=TODAY).paths == ()
    assert len(register_of(course).entries(kind="leave")) == 1


def test_what_would_go_is_shown_and_left_alone(course: Course) -> None:
    files, head = files_of(course), register_of(course).head
    going = what_goes(course, CODE)
    assert (files_of(course), register_of(course).head) == (files, head)
    done = erase(course, CODE, today=TODAY)
    assert (going.has_name, going.has_marks, going.paths) == (True, True, done.paths)


def test_a_link_is_removed_and_not_followed(course: Course, tmp_path: Path) -> None:
    outside = lay(tmp_path / "luar" / "foto.jpg")
    shutil.rmtree(course.root / "feedback" / CODE)
    (course.root / "feedback" / CODE).symlink_to(outside.parent)
    (course.root / "autograded" / CODE / "tautan").symlink_to(outside.parent)
    assert erase(course, CODE, today=TODAY).stuck == ()
    assert outside.exists()
    assert not (course.root / "feedback" / CODE).is_symlink()


def test_files_that_name_the_person_among_others_are_told_and_kept(course: Course) -> None:
    named = lay(course.root / "daftar.csv", f"kode,nama\n{CODE},{NAME}\n")
    lay(course.root / "lain.csv", f"kode,nama\n{OTHER},{NAME}nti\n")
    assert erase(course, CODE, today=TODAY).mentions == (named,)
    assert NAME in named.read_text()


def test_of_staff_only_the_name_goes(course: Course) -> None:
    add_rater(course, "G01", "Bu Rina", "guru-bk")
    rated = Entry(course.about["id"], OTHER, "rating", "form-a", "locked", recorded_by="G01")
    register_of(course).append(rated)
    files, marks = files_of(course), marks_of(course)
    erase(course, "G01", today=TODAY)
    assert files_of(course) - files == {"erasures.json"}
    assert files - files_of(course) == set()
    assert marks_of(course) == marks
    assert [one.recorded_by for one in register_of(course).entries(kind="rating")] == ["G01"]
    assert erase(course, "G01", today=TODAY).is_trainee is False
    assert verify(register_of(course)) == []


def test_an_older_backup_does_not_bring_the_name_back(course: Course, tmp_path: Path) -> None:
    backup(register_of(course), tmp_path / "lama.json.gz")
    assert NAME in gzip.decompress((tmp_path / "lama.json.gz").read_bytes()).decode()
    erase(course, CODE, today=TODAY)
    (course.root / "register.db").unlink()
    restore(register_of(course), tmp_path / "lama.json.gz", erasures=read_erasures(course))
    assert CODE not in {trainee.code for trainee in read_roster(course)}


@pytest.mark.parametrize("code", ["8A-99", "", "DESK", "../8A-01"])
def test_a_code_of_nobody_erases_nothing(course: Course, code: str) -> None:
    files = files_of(course)
    with pytest.raises(SebayaError, match="Tidak ada yang dihapus"):
        erase(course, code, today=TODAY)
    assert files_of(course) == files


def test_only_staff_erases(course: Course) -> None:
    with pytest.raises(SebayaError, match=OTHER):
        erase(course, CODE, recorded_by=OTHER, today=TODAY)
    assert CODE in {trainee.code for trainee in read_roster(course)}


def test_while_the_class_is_being_marked_nothing_is_erased(course: Course) -> None:
    with FileLock(course.root / ".marking.lock"), pytest.raises(SebayaError, match="sedang dinilai"):
        erase(course, CODE, today=TODAY)
    assert CODE in {trainee.code for trainee in read_roster(course)}


def test_what_cannot_be_removed_is_told(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.parent.name == "records":  # as on a disk that is read-only in part; a mode would not stop root
            raise PermissionError(13, "Permission denied")
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    done = erase(course, CODE, today=TODAY)
    assert [path.parent.name for path in done.stuck] == ["records"]


def test_the_gradebook_on_postgresql_forgets_as_well(postgres_server: Postgres, tmp_path: Path) -> None:
    course = create_course(tmp_path / "kelas", "SMP Contoh 8A", postgres_server.new_database())
    rows = f"kode,nama,kelas,jenjang\n{CODE},{NAME},8A,T2\n{OTHER},Made Putra,8A,T2\n"
    import_roster(course, lay(tmp_path / "daftar.csv", rows))
    assert erase(course, CODE, today=TODAY).has_marks
    assert students_of(course) == {OTHER}


@pytest.mark.parametrize(
    ("typed", "arguments", "code", "word"),
    [
        ("", ["--dry-run"], 0, "Belum ada yang dihapus"),
        ("8A-02\n", [], 1, "Kodenya tidak sama"),
        ("8a-01\n", [], 0, "terhapus"),
        ("", ["--yes"], 0, "musnahkan yang lama"),
    ],
)
def test_the_command_asks_for_the_code(
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    arguments: list[str],
    code: int,
    word: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["sebaya", "register", "erase", CODE, "-f", str(course.root), *arguments])
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    console.width = 200
    with pytest.raises(SystemExit) as ended:
        cli.main()
    captured = capsys.readouterr()
    assert int(ended.value.code or 0) == code
    assert word in captured.out + captured.err
    assert (CODE in {one.code for one in read_roster(course)}) == ("terhapus (" not in captured.out)


def test_what_was_printed_is_to_be_destroyed_and_the_list_published_again(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (course.root / "records" / f"certificate.{CODE}.pdf").write_bytes(b"%PDF")
    console.width = 200
    for is_told in (True, False):
        monkeypatch.setattr(sys, "argv", ["sebaya", "register", "erase", CODE, "-f", str(course.root), "--yes"])
        with contextlib.suppress(SystemExit):
            cli.main()
        assert ("sebaya publish" in capsys.readouterr().out) == is_told
