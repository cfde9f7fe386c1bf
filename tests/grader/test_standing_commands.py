"""The commands that record, show and remind, as a trainer types them."""

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gathered import gathered

from grader import cli
from grader.circumstances import content_about_safety
from grader.cli.screen import console
from grader.course import Course
from grader.register import Entry, register_of
from grader.register.people import TRAINEE, Person, people_of, write_people
from grader.rule import read_certification

pytest_plugins = ["classroom"]

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def course(empty_class: Path, tmp_path: Path) -> Course:
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    place = course.about["id"]
    people = [Person(place, code, TRAINEE, f"Nama {code}", "8A", "T2") for code in ("P01", "P02")]
    write_people(register_of(course), [*people, Person(place, "G01", "guru-bk", "Bu Rina")])
    return course


@pytest.fixture
def sebaya(course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the class; gives exit code and all that it printed."""
    monkeypatch.setattr(console, "width", 200)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["sebaya", *arguments, "-f", str(course.root)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out + captured.err

    return run


def recorded(course: Course) -> list[tuple[str, str, str]]:
    return [(entry.person, entry.kind, entry.outcome) for entry in register_of(course).entries()]


def test_several_people_are_recorded_at_once_and_not_twice(sebaya: Run, course: Course) -> None:
    assert sebaya("log", "supervision", "p01", "P02", "--outcome", "in-depth", "--by", "G01") == (
        0,
        "2 dicatat (1–2).\n",
    )
    code, said = sebaya("log", "supervision", "P01", "--outcome", "mendalam")
    assert code == 0
    assert "tidak digandakan" in said
    assert recorded(course) == [("P01", "supervision", "in-depth"), ("P02", "supervision", "in-depth")]


def test_a_list_of_people_comes_from_a_file(sebaya: Run, course: Course, tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("kode;nama;tanggal;hasil\nP01;Nama P01;01/11/2026;hadir\nP02;Nama P02;01/11/2026;tidak hadir\n")
    assert sebaya("log", "supervision", "--from", str(path))[0] == 0
    assert recorded(course) == [("P01", "supervision", "attended"), ("P02", "supervision", "missed")]


def test_every_fault_is_printed_with_its_line_and_nothing_recorded(sebaya: Run, course: Course, tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("kode,tanggal\nP01,\nP77,\nP02,besok\n")
    code, said = sebaya("log", "supervision", "--from", str(path))
    assert code == 1
    assert "baris 3, P77" in said
    assert "baris 4, P02" in said
    assert recorded(course) == []


def test_a_review_of_the_content_is_of_the_content_as_it_is_now(sebaya: Run, course: Course) -> None:
    assert sebaya("log", "content-review", "--role", "psikolog")[0] == 0
    (entry,) = register_of(course).entries()
    assert (entry.person, entry.about) == ("", content_about_safety(gathered(), read_certification(course)))


def test_a_correction_is_told_with_both_numbers(sebaya: Run) -> None:
    sebaya("log", "consent", "P01")
    assert "Catatan 1 dicoret oleh catatan 2" in sebaya("correct", "1", "--reason", "wrong-person")[1]


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [("trainer", "Nama P01", "<5"), ("coordinator", "Nama P02", "<5"), ("district", "<5", "P01")],
)
def test_status_shows_what_the_role_may_see(sebaya: Run, role: str, shown: str, hidden: str) -> None:
    code, said = sebaya("status", "--as", role)
    assert code == 0
    assert shown in said
    assert hidden not in said


@pytest.mark.parametrize("arguments", [["--as", "admin"], ["--on", "kemarin"]])
def test_a_role_or_day_that_is_none_is_told(sebaya: Run, arguments: list[str]) -> None:
    code, said = sebaya("status", *arguments)
    assert code == 1
    assert "Traceback" not in said


def test_status_is_that_of_the_day_asked_for(sebaya: Run, course: Course) -> None:
    entry = Entry(course.about["id"], "P01", "rating", "form-a", "locked", on_day="2026-03-10")
    register_of(course).append(entry)
    assert "sudah diuji" not in sebaya("status", "--on", "09/03/2026")[1]
    assert "sudah diuji" in sebaya("status", "--on", "10/03/2026")[1]


def test_reminders_are_listed_and_written(sebaya: Run, tmp_path: Path) -> None:
    calendar, letters = tmp_path / "a.ics", tmp_path / "a.csv"
    code, said = sebaya("remind", "--ics", str(calendar), "--csv", str(letters))
    assert code == 0
    assert "Izin orang tua belum tercatat" in said
    assert "Nama" not in calendar.read_text()
    assert "Nama P01" in letters.read_text(encoding="utf-8-sig")


def test_names_that_are_due_are_listed_first_and_erased_with_do(sebaya: Run, course: Course) -> None:
    place, day = course.about["id"], date.today().replace(year=date.today().year - 7, day=1).isoformat()
    register_of(course).append(Entry(place, "P01", "coaching", outcome="held", on_day=day))
    code, said = sebaya("register", "retention")
    assert code == 0
    for told in ("P01", "--do", "1 catatan berkode", "belum diverifikasi", "putuskan sendiri: P02"):
        assert told in said
    assert "P01 terhapus" in sebaya("register", "retention", "--do", "--by", "G01")[1]
    assert [person.name for person in people_of(register_of(course), place)] == ["", "Nama P02", "Bu Rina"]
