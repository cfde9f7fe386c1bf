"""`sebaya register`: what a coordinator reads, and with which code each command ends."""

import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from registers import every_kind, unguarded

from grader import cli
from grader.cli.screen import console
from grader.course import Course
from grader.register import register_of
from grader.register.erasures import note_erasure
from grader.register.people import TRAINEE, Person, erase_person, people_of, write_people

pytest_plugins = ["classroom"]
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def course(empty_class: Path, tmp_path: Path) -> Course:
    """A class with an entry of every kind and two people."""
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    place = course.about["id"]
    register_of(course).append(*(replace(entry, place=place) for entry in every_kind()))
    write_people(register_of(course), [Person(place, f"8A-0{n}", TRAINEE, f"Sari {n}") for n in (1, 2)])
    return course


@pytest.fixture
def sebaya(course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `sebaya register …` in the class; returns its exit code and what it printed."""
    monkeypatch.setattr(console, "width", 400)

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["sebaya", "register", *map(str, arguments), "-f", str(course.root)])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out + printed.err

    return run


def test_a_whole_register_is_told_with_count_and_head(course: Course, sebaya: Run) -> None:
    number, hash_ = register_of(course).head
    code, said = sebaya("verify", "--head", f"{number}:{hash_}")
    assert code == 0
    assert f"Utuh: {number} catatan" in said
    assert f"{number}:{hash_}" in said


def test_every_fault_is_told_the_first_bad_entry_first(course: Course, sebaya: Run) -> None:
    with unguarded(register_of(course)) as connection:
        connection.execute("UPDATE entry SET outcome = 'x' WHERE number IN (5, 9)")
    code, said = sebaya("verify")
    assert code == 1
    assert 0 < said.index("Catatan 5 berubah") < said.index("Catatan 9 berubah")
    assert "Utuh" not in said


def test_a_cut_off_end_is_told_by_an_earlier_head(course: Course, sebaya: Run) -> None:
    number, hash_ = register_of(course).head
    with unguarded(register_of(course)) as connection:
        connection.execute("DELETE FROM entry WHERE number > 18")
    assert sebaya("verify")[0] == 0
    code, said = sebaya("verify", "--head", f"{number}:{hash_}")
    assert (code, "Ujungnya terpotong" in said) == (1, True)


def test_a_backup_restores_a_register_that_was_lost(course: Course, sebaya: Run, tmp_path: Path) -> None:
    before = register_of(course).entries()
    code, said = sebaya("backup", tmp_path / "a.gz")
    assert (code, f"{len(before)}:{before[-1].hash}" in said) == (0, True)
    (course.root / "register.db").unlink()
    note_erasure(course, "8A-02", date(2026, 11, 22))
    code, said = sebaya("restore", tmp_path / "a.gz")
    assert code == 0
    assert f"{len(before)} catatan dan 1 nama ditambahkan" in said
    assert "Sudah dihapus, tetap terhapus: 8A-02" in said
    assert "--without-names" in said
    assert register_of(course).entries() == before


def test_a_restore_without_names_names_nobody(course: Course, sebaya: Run, tmp_path: Path) -> None:
    sebaya("backup", tmp_path / "a.gz")
    (course.root / "register.db").unlink()
    code, said = sebaya("restore", tmp_path / "a.gz", "--without-names")
    assert (code, "0 nama" in said, "Sari" in said) == (0, True, False)
    assert {person.name for person in people_of(register_of(course), course.about["id"])} == {""}


def test_a_damaged_register_says_how_to_restore_it(course: Course, sebaya: Run, tmp_path: Path) -> None:
    sebaya("backup", tmp_path / "a.gz")
    (course.root / "register.db").write_bytes(b"no database" * 1000)
    code, said = sebaya("restore", tmp_path / "a.gz")
    assert (code, "di tempat lain" in said) == (1, True)
    (course.root / "register.db").rename(tmp_path / "kept.db")
    assert sebaya("restore", tmp_path / "a.gz")[0] == 0


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_exports_are_imported_again(course: Course, sebaya: Run, tmp_path: Path, suffix: str) -> None:
    before = register_of(course).entries()
    code, said = sebaya("export", tmp_path / f"a{suffix}", "--with-names")
    assert (code, "nama dan kode pribadi" in said) == (0, True)
    erase_person(register_of(course), course.about["id"], "8A-01")
    code, said = sebaya("import", tmp_path / f"a{suffix}")
    assert (code, "0 catatan" in said, "tetap terhapus: 8A-01" in said) == (0, True, True)
    (course.root / "register.db").unlink()
    assert sebaya("import", tmp_path / f"a{suffix}")[0] == 0
    assert register_of(course).entries() == before


def test_an_export_holds_no_names_unasked(sebaya: Run, tmp_path: Path) -> None:
    code, said = sebaya("export", tmp_path / "a.json")
    assert (code, "nama" in said) == (0, False)
    assert b"Sari" not in (tmp_path / "a.json").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "--head", "x"),
        ("backup", "/none/a.gz"),
        ("restore", "/none/a.gz"),
        ("export", "/none/a.csv"),
        ("export", "a.pdf"),
        ("import", "/none/a.csv"),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_fault_is_one_sentence_in_either_language(
    sebaya: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], lang: str
) -> None:
    monkeypatch.setenv("SEBAYA_LANG", lang)
    code, said = sebaya(*arguments)
    assert code == 1
    assert said.count("✗") == 1


def test_a_newer_register_is_told(course: Course, sebaya: Run) -> None:
    with sqlite3.connect(course.root / "register.db") as connection:
        connection.execute("UPDATE register_version SET version_num = '0002'")
    connection.close()
    code, said = sebaya("verify")
    assert (code, "Perbarui Sebaya" in said) == (1, True)
