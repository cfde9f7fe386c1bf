"""Blocks as plain data: in one language, numbers as that language writes them, nothing that JSON cannot hold."""

import json
from base64 import b64decode
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sample_board import PANELS, both

from grader.board.block import Block, Column, Picture, Table
from grader.board.panel import Board
from grader.board.plain import plain
from grader.board.words import WORDS
from grader.board.written import written
from grader.course import Course


def blocks(folder: Path) -> list[Block]:
    board = Board(Course(folder), date(2026, 11, 22))
    return [block for panel in PANELS[:2] for block in panel.build(board)]


def table(kind: str, *values: object, places: int = 0) -> Table:
    column = Column("it", both("itu", "it"), kind, places)
    rows = pd.DataFrame({"it": pd.Series(list(values))})
    return Table("one", both("Satu", "One"), (column,), rows, both("Tidak ada", "None"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_block_becomes_json_in_one_language(tmp_path: Path, lang: str) -> None:
    made = [plain(block, lang) for block in blocks(tmp_path)]
    text = json.dumps(made, allow_nan=False)
    assert {one["kind"] for one in made} == {"choice", "numbers", "table", "note", "picture", "acts"}
    assert ("What waits" in text) == (lang == "en")
    assert ("Yang menunggu" in text) == (lang == "id")


@pytest.mark.parametrize(
    ("kind", "places", "value", "indonesian", "english"),
    [
        ("number", 1, 1234.56, "1.234,6", "1,234.6"),
        ("number", 0, np.int64(3), "3", "3"),
        ("percent", 0, 0.25, "25%", "25%"),
        ("heat", 1, np.float64(0.255), "25,5%", "25.5%"),
        ("day", 0, date(2026, 8, 2), "2 Agu 2026", "2 Aug 2026"),
        ("day", 0, pd.Timestamp("2026-08-02 10:00"), "2 Agu 2026", "2 Aug 2026"),
        ("day", 0, "2026-08-02", "2 Agu 2026", "2 Aug 2026"),
        ("day", 0, "entah", "entah", "entah"),
        ("text", 0, both("ya", "yes"), "ya", "yes"),
        ("number", 0, "≥ 5", "≥ 5", "≥ 5"),
        ("number", 0, None, "–", "–"),
    ],
)
def test_a_cell_is_written_as_its_language_does(
    kind: str, places: int, value: object, indonesian: str, english: str
) -> None:
    column = Column("it", both("itu", "it"), kind, places)
    assert [written(value, column, lang) for lang in ("id", "en")] == [indonesian, english]


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_whatever_pandas_has_for_nothing_is_a_dash_and_is_sorted_as_nothing(nothing: object) -> None:
    made = plain(table("number", 2, nothing, 1), "id")
    assert made["rows"] == [["2"], ["–"], ["1"]]
    assert made["orders"] == {"it": [2, None, 1]}


def test_a_days_order_is_the_calendars_and_a_texts_its_own() -> None:
    assert plain(table("day", date(2026, 8, 2)), "id")["orders"] == {"it": ["2026-08-02"]}
    assert plain(table("text", "b", "a"), "id")["orders"] == {}


def test_a_picture_is_an_address_and_never_part_of_the_page() -> None:
    made = plain(Picture("p", "<svg onload='x'/>", both("Naik", "Up"), both("Garis", "Line"), 7), "en")
    head, data = made["src"].split(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(data) == b"<svg onload='x'/>"
    assert (made["alt"], made["caption"], made["n"]) == ("Up", "Line", 7)


def test_a_thousand_rows_stay_below_a_megabyte() -> None:
    rows = pd.DataFrame({f"c{at}": np.random.default_rng(at).random(1000) for at in range(12)})
    columns = tuple(Column(name, both(name, name), "heat") for name in rows)
    made = plain(Table("big", both("Besar", "Big"), columns, rows, both("–", "–")), "id")
    assert len(json.dumps(made)) < 1_000_000


def test_the_boards_own_words_are_there_in_both_languages() -> None:
    assert all(text["id"] and text["en"] for text in WORDS.values())
    script = "".join(path.read_text() for path in Path(plain.__code__.co_filename).parent.glob("*.js"))
    assert not [name for name in WORDS if f"words.{name}" not in script and name not in ("good", "warn", "danger")]
