"""Due dates and extensions are nbgrader's own: set here, read there, and late is told, never refused."""

import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock
from hand_ins import hand_in
from marker import ASSESSMENT

from grader.collect import collect
from grader.course import Course
from grader.deadlines import days_of, due_of, excuse, extend, late_told, read_terms, set_due, shown
from grader.erase import erase
from grader.extensions import FILE
from grader.faults import SebayaError
from grader.mark import mark_class
from grader.released import read_key
from grader.roster import read_roster
from grader.undo import undo

pytest_plugins = ["classroom"]

NEVER_CAME, LATE = "8A-05", "8A-01"
PENALTY = """
c.AssignLatePenalties.plugin_class = "lateness.Halved"
import sys; sys.path.insert(0, {root!r})
"""
PLUGIN = """
from nbgrader.plugins import BasePlugin
class Halved(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return round(score / 2, 2)
"""


@pytest.fixture(autouse=True)
def jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Seven hours before UTC, all year."""
    monkeypatch.setenv("TZ", "WIB-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def by_nbgrader(course: Course, trainee: str) -> tuple[object, object, float, float | None]:
    """What nbgrader itself says of a submission: its due date, extension, seconds late, and penalty."""
    with course.gradebook() as gradebook:
        found = gradebook.find_submission(ASSESSMENT, trainee)
        penalty = found.notebooks[0].late_submission_penalty
        return found.duedate, found.extension, found.total_seconds_late, penalty


def dump(course: Course) -> list[str]:
    """The whole gradebook, row by row."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return list(database.iterdump())


def late_codes(course: Course) -> list[str]:
    return [late.trainee for late in read_terms(course, ASSESSMENT).late(course, read_roster(course))]


@pytest.mark.parametrize(
    ("typed", "at", "written"),
    [
        ("2026-12-01", datetime(2026, 12, 1, 16, 59, 59, tzinfo=UTC), "1 Des 2026 23.59"),
        ("1/12/2026", datetime(2026, 12, 1, 16, 59, 59, tzinfo=UTC), "1 Des 2026 23.59"),
        ("2026-12-01 15:00", datetime(2026, 12, 1, 8, 0, tzinfo=UTC), "1 Des 2026 15.00"),
        ("2026-12-01 7.30", datetime(2026, 12, 1, 0, 30, tzinfo=UTC), "1 Des 2026 07.30"),
    ],
)
def test_a_due_date_is_typed_and_shown_in_the_trainers_time_zone(typed: str, at: datetime, written: str) -> None:
    assert due_of(typed) == at
    assert shown(at) == written


@pytest.mark.parametrize("typed", ["", "besok", "2026-13-01", "2026-12-01 25:00", "2026-12-01 1:2"])
def test_what_is_no_due_date_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(SebayaError, match="2026-12-01"):
        due_of(typed)


def test_nbgrader_reads_the_due_date_and_undo_leaves_every_row_as_it_was(marked_course: Course) -> None:
    before = dump(marked_course)

    set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))

    with marked_course.gradebook() as gradebook:
        assert gradebook.find_assignment(ASSESSMENT).duedate == datetime(2026, 12, 1, 16, 59, 59)
    undo(marked_course)
    assert dump(marked_course) == before
    assert read_terms(marked_course, ASSESSMENT).due is None


def test_an_extension_is_nbgraders_and_replaces_the_one_before(marked_course: Course) -> None:
    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(days=2))
    before = dump(marked_course)
    assert by_nbgrader(marked_course, LATE)[2] > 0

    extend(marked_course, LATE.lower(), ASSESSMENT, timedelta(days=3))
    extend(marked_course, LATE, ASSESSMENT, timedelta(days=5))

    assert by_nbgrader(marked_course, LATE)[1:3] == (timedelta(days=5), 0.0)
    assert by_nbgrader(marked_course, "8A-02")[1] is None
    undo(marked_course)
    assert by_nbgrader(marked_course, LATE)[1] == timedelta(days=3)
    undo(marked_course)
    assert dump(marked_course) == before


def test_an_extension_before_the_hand_in_waits_for_it(marked_course: Course) -> None:
    """nbgrader keeps an extension with the submission; a row without one would count as a score of 0."""
    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(days=2))
    rows = dump(marked_course)

    extend(marked_course, NEVER_CAME, ASSESSMENT, timedelta(days=3))
    assert dump(marked_course) == rows
    assert read_terms(marked_course, ASSESSMENT).extensions == {NEVER_CAME: timedelta(days=3)}

    trainee = next(one for one in read_roster(marked_course) if one.code == NEVER_CAME)
    hand_in(marked_course, read_key(marked_course, ASSESSMENT), trainee, 5)
    collect(marked_course, ASSESSMENT)
    mark_class(marked_course, ASSESSMENT)

    assert by_nbgrader(marked_course, NEVER_CAME)[1:3] == (timedelta(days=3), 0.0)
    assert not (marked_course.root / FILE).exists()
    assert sorted(late_codes(marked_course)) == ["8A-01", "8A-02", "8A-04"]


def test_undo_of_an_extension_that_still_waits_leaves_no_file(marked_course: Course) -> None:
    set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    extend(marked_course, NEVER_CAME, ASSESSMENT, timedelta(days=3))
    undo(marked_course)
    assert not (marked_course.root / FILE).exists()


def test_to_excuse_is_an_extension_up_to_the_hand_in_and_penalties_follow(marked_course: Course) -> None:
    root = str(marked_course.root)
    (marked_course.root / "lateness.py").write_text(PLUGIN)
    config = marked_course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c = get_config()" + PENALTY.format(root=root))

    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(hours=30))
    assert by_nbgrader(marked_course, LATE)[3]
    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(hours=31))
    deed = excuse(marked_course, LATE, ASSESSMENT)

    assert deed.before is None
    assert by_nbgrader(marked_course, LATE)[2:] == (0.0, None)
    assert by_nbgrader(marked_course, "8A-02")[3] is not None
    assert sorted(late_codes(marked_course)) == ["8A-02", "8A-04"]
    undo(marked_course)
    assert by_nbgrader(marked_course, LATE)[3]
    with pytest.raises(SebayaError, match="tidak terlambat"):
        excuse(marked_course, NEVER_CAME, ASSESSMENT)


def test_marking_again_changes_no_mark_because_of_a_due_date(marked_course: Course) -> None:
    def marks() -> list[str]:
        return [
            line for line in dump(marked_course) if line.startswith(('INSERT INTO "grade"', 'INSERT INTO "comment"'))
        ]

    before = marks()
    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(days=2))
    assert [one.outcome for one in mark_class(marked_course, ASSESSMENT)].count("unchanged") == 3
    assert marks() == before


def test_nobody_else_gets_an_extension(marked_course: Course) -> None:
    with pytest.raises(SebayaError, match="belum punya tenggat"):
        extend(marked_course, LATE, ASSESSMENT, timedelta(days=3))
    set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    erase(marked_course, LATE)
    for code in (LATE, "X-1"):
        with pytest.raises(SebayaError, match="tidak ada di daftar kelas"):
            extend(marked_course, code, ASSESSMENT, timedelta(days=3))
    for days in (-1, 400):
        with pytest.raises(SebayaError, match="Perpanjangan antara"):
            extend(marked_course, "8A-02", ASSESSMENT, timedelta(days=days))
    with pytest.raises(SebayaError, match="belum dirilis"):
        set_due(marked_course, "m03-questions", None)


def test_nothing_changes_while_the_class_is_being_marked(marked_course: Course) -> None:
    before = dump(marked_course)
    with FileLock(marked_course.root / ".marking.lock"), pytest.raises(SebayaError, match="sedang dinilai"):
        set_due(marked_course, ASSESSMENT, due_of("2026-12-01"))
    assert dump(marked_course) == before
    assert not (marked_course.root / "acts.json").exists()


def test_a_damaged_file_of_extensions_is_named(marked_course: Course) -> None:
    (marked_course.root / FILE).write_text("[1]")
    with pytest.raises(SebayaError, match=FILE):
        read_terms(marked_course, ASSESSMENT)


@pytest.mark.parametrize(("hours", "told"), [(0.5, "30 menit"), (5, "5 jam"), (47, "47 jam"), (49, "2 hari")])
def test_how_late_is_told_in_the_unit_that_fits(hours: float, told: str) -> None:
    assert late_told(timedelta(hours=hours))["id"] == told


def test_days_may_have_a_comma() -> None:
    assert days_of(" 1,5 ") == timedelta(hours=36)
    for typed in ("", "tiga", "nan", "1e99"):
        with pytest.raises(SebayaError, match="bukan jumlah hari"):
            days_of(typed)
