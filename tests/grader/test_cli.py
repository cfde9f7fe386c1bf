"""The command line: what a trainer reads, and that a fault is one sentence and never a traceback."""

import os
import sys
from pathlib import Path

import pytest
from hand_ins import hand_in

from grader import cli
from grader.cli.screen import console
from grader.course import RESPONSES
from grader.example import ASSESSMENT
from grader.roster import read_roster


@pytest.fixture
def sebaya(monkeypatch, capsys):
    """Run a command as a person types it; returns its exit code and all that it printed."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["sebaya", *map(str, arguments)])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


def test_a_folder_that_is_no_class_is_told_with_the_remedy(sebaya, tmp_path):
    code, said = sebaya("mark", "-f", tmp_path)

    assert code == 1
    assert "bukan folder kelas" in said
    assert "sebaya course new" in said
    assert "Traceback" not in said


def test_the_same_in_english(sebaya, tmp_path, monkeypatch):
    monkeypatch.setenv("SEBAYA_LANG", "en")

    assert "is not a class folder" in sebaya("mark", "-f", tmp_path)[1]


def test_a_new_folder_keeps_what_is_there_when_made_again(sebaya, tmp_path):
    assert sebaya("course", "new", tmp_path / "kelas", "--name", "X-1")[0] == 0
    (tmp_path / "kelas" / "contacts.yaml").write_text("format: 1\nadults: []\n# ours\n", encoding="utf-8")

    assert sebaya("course", "new", tmp_path / "kelas")[0] == 0
    assert "# ours" in (tmp_path / "kelas" / "contacts.yaml").read_text(encoding="utf-8")


def test_a_folder_with_other_things_is_left_alone(sebaya, tmp_path):
    (tmp_path / "foto.jpg").write_bytes(b"")

    code, said = sebaya("course", "new", tmp_path)

    assert (code, [path.name for path in tmp_path.iterdir()]) == (1, ["foto.jpg"])
    assert "hal lain" in said


def test_a_roster_with_faults_names_every_bad_row_and_imports_none(sebaya, course, tmp_path):
    table = tmp_path / "daftar.csv"
    table.write_text(
        "kode;nama;kelas;jenjang\nQ01;Ana;X;T2\nQ01;Budi;X;T2\n;Cici;X;T2\nQ03;Dodi;X;T9\n", encoding="utf-8"
    )
    before = read_roster(course)

    code, said = sebaya("roster", "import", table, "-f", course.root)

    assert code == 1
    assert all(str(line) in said for line in (3, 4, 5))
    assert read_roster(course) == before


def test_a_roster_in_another_encoding_says_how_to_save_it(sebaya, course, tmp_path):
    table = tmp_path / "daftar.csv"
    table.write_bytes("kode;nama;kelas;jenjang\nQ01;Andr\xe9;X;T2\n".encode("cp1252"))

    code, said = sebaya("roster", "import", table, "-f", course.root)

    assert code == 1
    assert "UTF-8" in said


def test_a_dry_run_changes_nothing(sebaya, course, tmp_path):
    table = tmp_path / "daftar.csv"
    table.write_text("kode,nama,kelas,jenjang\nQ01,Ana,X,T2\n", encoding="utf-8")
    before = read_roster(course)

    code, said = sebaya("roster", "import", table, "-f", course.root, "--dry-run")

    assert (code, read_roster(course)) == (0, before)
    assert "1 akan ditambah" in said


def test_an_unknown_assessment_is_told_with_those_that_exist(sebaya, course):
    code, said = sebaya("release", "m99", "-f", course.root)

    assert code == 1
    assert ASSESSMENT in said


def test_releasing_again_changes_nothing(sebaya, course):
    assert "tidak ada perubahan" in sebaya("release", "-f", course.root)[1]


def test_a_folder_of_files_that_is_not_there_is_told(sebaya, course, tmp_path):
    code, said = sebaya("collect", "-f", course.root, "--from", tmp_path / "usb")

    assert code == 1
    assert "usb" in said
    assert "tidak ada" in said


def test_a_refused_hand_in_is_told_with_what_to_do(sebaya, course):
    (course.inbox / f"{ASSESSMENT}.P01.x.json").write_text("{", encoding="utf-8")

    code, said = sebaya("collect", "-f", course.root)

    assert code == 0
    assert "terpotong" in said
    assert "1 tidak diterima" in " ".join(said.split())


def test_check_finds_no_fault_in_our_content(sebaya):
    code, said = sebaya("check")

    assert (code, "Semua beres" in said) == (0, True)


def test_a_file_name_writes_nothing_of_its_own_on_the_screen(sebaya, course, monkeypatch):
    """Markup of the terminal's, escape signs, and bytes that are no text."""
    monkeypatch.setattr(console, "width", 200)
    name = b"m02-listening.[red]P01[bold]\x1b[2J\xff.json"
    Path(os.fsdecode(os.fsencode(course.inbox) + b"/" + name)).write_text("{", encoding="utf-8")

    code, said = sebaya("collect", "-f", course.root)

    assert code == 0
    assert "\x1b[2J" not in said
    assert "[red]P01[bold]" in said


def test_marking_names_each_problem_with_what_can_be_done(sebaya, course, key, trainees):
    for number, trainee in enumerate(trainees[:3]):
        hand_in(course, key, trainee, number)
    sebaya("collect", "-f", course.root)
    broken = course.submitted(ASSESSMENT, trainees[1].code) / RESPONSES
    broken.write_bytes(b"{")

    code, said = sebaya("mark", "-f", course.root)

    said = " ".join(said.split())
    assert code == 0
    assert "2 dinilai, 0 tetap, 27 belum mengumpulkan, 1 bermasalah." in said
    assert trainees[1].code in said
    assert "terpotong" in said
    assert "--accept-empty KODE" in said

    code, said = sebaya("mark", "-f", course.root, "--accept-empty", trainees[1].code)
    assert "1 dinilai, 2 tetap, 27 belum mengumpulkan, 0 bermasalah." in " ".join(said.split())
    assert len(list((course.root / "received" / ASSESSMENT / trainees[1].code).glob(f"*/{RESPONSES}"))) == 1
    code, said = sebaya("mark", "-f", course.root, "--accept-empty", trainees[0].code)
    assert (code, "bisa dinilai" in said) == (1, True)


def test_stopping_says_that_nothing_is_lost(sebaya, course, monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.mark.mark_class", stop)
    code, said = sebaya("mark", "-f", course.root)

    assert code == 130
    assert "jalankan lagi untuk meneruskan" in " ".join(said.split())
