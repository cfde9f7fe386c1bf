"""Panels for tests of what shows panels: one of each kind of block, acts of each kind, and two that fail."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from grader.board.block import (
    Act,
    Acts,
    Block,
    Choice,
    Column,
    Field,
    Note,
    Number,
    Numbers,
    Picture,
    Table,
)
from grader.board.panel import Board, Done, Panel
from grader.board.registry import BOARDS, About
from grader.faults import SebayaError
from grader.progress import Report
from scenarios.text import Text

ROWS = 60
HOSTILE = "<img src=x onerror=document.title='hacked'>"


def both(id: str, en: str) -> Text:  # noqa: A002
    return {"id": id, "en": en}


def noted(board: Board) -> dict[str, str]:
    path = board.course.root / "noted.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def note_down(board: Board, notes: Mapping[str, str]) -> None:
    (board.course.root / "noted.json").write_text(json.dumps(notes))


def waiting(board: Board) -> list[Block]:
    notes, group = noted(board), board.chosen.get("group", "8A")
    rows = pd.DataFrame(
        {
            "who": [f"P{at:02}" for at in range(ROWS)],
            "what": [HOSTILE if at == 3 else notes.get(f"P{at:02}", "") for at in range(ROWS)],
            "points": [None if at == 7 else at * 1234.5 for at in range(ROWS)],
            "share": [at / (ROWS - 1) for at in range(ROWS)],
            "due": [date(2026, 1 + at % 12, 3) for at in range(ROWS)],
        }
    )
    columns = (
        Column("who", both("kode", "code")),
        Column("what", both("catatan", "note"), about=both("Yang dicatat pelatih", "What the trainer noted")),
        Column("points", both("nilai", "points"), "number", 1),
        Column("share", both("bagian", "share"), "heat"),
        Column("due", both("tenggat", "due"), "day"),
    )
    write = both("Catat", "Note")
    acts = [
        (Act("note", write, {"who": who}, (Field("text", both("isi", "text"), "text", "sudah"),), whom=who),)
        for who in rows["who"]
    ]
    return [
        Choice("group", both("Kelas", "Class"), (("8A", both("8A", "8A")), ("8B", both("8B", "8B"))), group),
        Numbers(
            "counts",
            (
                Number(both(f"Kelas {group}", f"Class {group}"), str(len(notes)), ROWS, "good"),
                Number(both("terlalu sedikit", "too few"), None, 3),
            ),
        ),
        Table(
            "rows",
            both("Yang menunggu", "What waits"),
            columns,
            rows,
            both("Tidak ada.", "None."),
            ROWS,
            tones=["danger", *[""] * (ROWS - 1)],
            acts=acts,
        ),
        Table("none", both("Kosong", "Empty"), columns, rows[:0], both("Semua beres.", "All is done.")),
    ]


def note(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    if not given["text"]:
        raise SebayaError(id="Isi dulu catatannya.", en="Fill in the note first.")
    note_down(board, {**noted(board), given["who"]: given["text"]})
    undo = Act("forget", both("Batalkan catatan", "Undo the note"), {"who": given["who"]})
    return Done(both(f"Dicatat untuk {given['who']}.", f"Noted for {given['who']}."), undo)


def forget(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    note_down(board, {who: text for who, text in noted(board).items() if who != given["who"]})
    return Done(both("Dibatalkan.", "Undone."))


def work(board: Board) -> list[Block]:
    sure = both("Benar-benar mulai?", "Really begin?")
    return [
        Note(both("Pelan, tetapi pasti.", "Slow, but sure."), "warn"),
        Picture(
            "line",
            '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><path d="M0 60L9 0" stroke="#000"/></svg>',
            both("Naik dari 0 ke 60.", "It rises from 0 to 60."),
            both("Garis", "A line"),
            len(noted(board)),
        ),
        Acts(
            (
                Act("count", both("Hitung", "Count"), {"to": "3"}),
                Act("count", both("Hitung lama", "Count long"), {"to": "100000"}, confirm=sure),
                Act("stumble", both("Tersandung", "Stumble")),
            )
        ),
    ]


def count(_board: Board, given: Mapping[str, str], report: Report) -> Done:
    total = int(given["to"])
    for done in range(1, total + 1):
        time.sleep(0.002)
        report(done, total)
    return Done(both(f"{total} dihitung.", f"{total} counted."))


def stumble(_board: Board, _given: Mapping[str, str], _report: Report) -> Done:
    raise ValueError("secret of the inside")


def register(board: Board) -> list[Block]:
    if (board.course.root / "register.db").read_bytes()[:6] != b"SQLite":
        raise SebayaError(id="Buku register rusak. Pulihkan dari cadangan.", en="The register is damaged. Restore it.")
    return [Note(both("Buku register utuh.", "The register is whole."), "good")]


def odd(_board: Board) -> list[Block]:
    raise ValueError("secret of the inside")


def panel(name: str, title: Text, build: Callable[[Board], list[Block]], **acts: object) -> Panel:
    return Panel(name, title, both(f"Tentang {title['id']}.", f"About {title['en']}."), build, acts)  # type: ignore[arg-type]


PANELS = (
    panel("waiting", both("Menunggu saya", "Waiting for me"), waiting, note=note, forget=forget),
    panel("work", both("Pekerjaan", "Work"), work, count=count, stumble=stumble),
    panel("register", both("Buku register", "The register"), register),
    panel("odd", both("Yang aneh", "The odd one"), odd),
)


def add_sample_board() -> None:
    """Add the board `sample` to those that there are."""
    BOARDS["sample"] = About(
        both("Meja contoh", "Sample board"), both("Untuk tes.", "For tests."), "sample_board:PANELS"
    )
