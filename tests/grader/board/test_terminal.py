"""The boards on the command line: the same blocks, and every button as a command."""

from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from sample_board import PANELS, add_sample_board
from typer.testing import CliRunner

from grader.board.panel import Board
from grader.board.terminal import print_panel
from grader.cli import app
from grader.course import CONFIG, Course
from grader.faults import SebayaError

add_sample_board()
WAITING, WORK = PANELS[:2]


def printed(folder: Path, panel: str, *, everything: bool = False) -> str:
    console = Console(width=160, record=True, quiet=False, file=None, force_terminal=False)
    found = next(one for one in PANELS if one.id == panel)
    with console.capture() as capture:
        blocks = found.build(Board(Course(folder), date(2026, 11, 22)))
        print_panel(console, found, blocks, everything=everything)
    return capture.get()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / CONFIG).write_text("")
    (tmp_path / "class.yaml").write_text("{format: 1, id: kelas, name: Kelas}")
    return tmp_path


def run(*words: str, folder: Path) -> str:
    result = CliRunner().invoke(app, [*words, "--folder", str(folder)], env={"COLUMNS": "200"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_a_panel_is_printed_with_all_its_blocks(tmp_path: Path) -> None:
    text = printed(tmp_path, "waiting") + printed(tmp_path, "work")
    for expected in ("Yang menunggu (n = 60)", "‼ P00", "1.234,5", "3 Feb 2026", "Semua beres.", "Kelas: 8A"):
        assert expected in text
    for expected in ("! Pelan, tetapi pasti.", "Naik dari 0 ke 60.", "terlalu sedikit: – (n = 3)"):
        assert expected in text


def test_a_long_table_is_cut_and_printed_whole_when_asked(tmp_path: Path) -> None:
    assert "P59" not in printed(tmp_path, "waiting").replace("trainee", "")
    assert "10 baris lagi" in printed(tmp_path, "waiting")
    assert "sebaya do waiting note who=P59 text=sudah" in printed(tmp_path, "waiting", everything=True)


def test_every_button_is_named_as_a_command(tmp_path: Path) -> None:
    assert "→ Catat (P00): sebaya do waiting note who=P00 text=sudah" in printed(tmp_path, "waiting")
    assert "8B: sebaya show waiting --choose group=8B" in printed(tmp_path, "waiting")
    assert "→ Hitung: sebaya do work count to=3" in printed(tmp_path, "work")


def test_an_act_is_done_and_taken_back_by_command(folder: Path) -> None:
    told = run("do", "waiting", "note", "who=P01", "text=besok = libur", "--as", "sample", folder=folder)
    assert "Dicatat untuk P01." in told
    assert "Batalkan catatan: sebaya do waiting forget who=P01" in told
    assert "besok = libur" in run("show", "waiting", "--as", "sample", folder=folder)
    run("do", "waiting", "forget", "who=P01", "--as", "sample", folder=folder)
    assert "besok" not in run("show", "waiting", "--as", "sample", folder=folder)


def test_a_choice_is_made_by_option(folder: Path) -> None:
    assert "Kelas: 8B" in run("show", "waiting", "--choose", "group=8B", "--as", "sample", folder=folder)


def test_the_panels_are_listed_with_what_they_are_about(folder: Path) -> None:
    listed = run("show", "--as", "sample", folder=folder)
    assert "Menunggu saya" in listed
    assert "Tentang Menunggu saya." in listed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("do", "waiting", "fly"), "note, forget"),
        (("do", "waiting", "note", "P01"), "nama=nilai"),
        (("do", "waiting", "note"), "Tambahkan text=…"),
        (("show", "nothing"), "waiting, work"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Path, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(SebayaError, match=told):
        run(*words, "--as", "sample", folder=folder)
