"""What spreadsheets do to texts: nothing they run, change or cut off, and what they changed is put right or refused."""

import csv
import io
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from registers import PLACE, every_kind, file_register, rows

from grader.faults import SebayaError
from grader.progress import silent
from grader.register import Entry, Register
from grader.register.exchange import FORMATS, export_register, import_register
from grader.register.holding import PEOPLE_COLUMNS, Holding
from grader.register.people import TRAINEE, Person, write_people

SUFFIXES = list(FORMATS)


def cells(path: Path) -> list[list[tuple[object, str]]]:
    book = load_workbook(path)
    return [[(cell.value, cell.data_type) for cell in row] for sheet in book for row in sheet.iter_rows()]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_csv_saved_again_by_a_spreadsheet_is_read(tmp_path: Path, separator: str, mark: bytes) -> None:
    """Other separators, no mark, no quotes kept, days and noughts as Indonesian Excel writes them."""
    register, path = file_register(tmp_path), tmp_path / "a.csv"
    register.append(*every_kind())
    export_register(register, path)
    table = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator, lineterminator="\n").writerows(
        ["22/11/2026" if cell == "2026-11-22" else "0" if cell == "0" * 64 else cell for cell in row] + [""] * 2
        for row in [*table, [""] * 13]
    )
    path.write_bytes(mark + written.getvalue().replace(f"hash{separator}{separator}", "hash").encode())
    other = file_register(tmp_path, "other.db")
    assert import_register(other, path).entries == len(every_kind())
    assert rows(other) == rows(register)


def test_no_cell_of_an_xlsx_is_a_formula_a_date_or_an_error(tmp_path: Path) -> None:
    register, path = file_register(tmp_path), tmp_path / "a.xlsx"
    odd = ["=1+1", "+1", "-1", "@x", "'x", "#N/A", "2026-11-22", "1E5", "0012", "TRUE", "_x0041_", " x "]
    register.append(*[Entry(PLACE, text, "decision", text) for text in odd])
    export_register(register, path)
    for row in cells(path)[1:]:
        assert [kind for value, kind in row if value is not None] == ["n", *["s"] * (len(row) - 5)]
    other = file_register(tmp_path, "b.db")
    import_register(other, path)
    assert [entry.about for entry in other.entries()] == odd


def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    register, path = file_register(tmp_path), tmp_path / "a.csv"
    odd = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "＝1"]
    register.append(*[Entry(PLACE, f"P{n}", "decision", text) for n, text in enumerate(odd)])
    export_register(register, path)
    lines = path.read_text("utf-8-sig")
    assert not any(sign in lines for sign in (";=", ";+", ";-", ";@", ";\t", ";＝", ';"='))
    other = file_register(tmp_path, "b.db")
    import_register(other, path)
    assert [entry.about for entry in other.entries()] == odd


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_content_longer_than_a_cell_comes_back_whole(register: Register, new_register, suffix: str, tmp_path) -> None:
    register.append(Entry(PLACE, "8A-01", "decision", content={"text": "_x0041_é=" * 12_000}))
    path = tmp_path / f"a{suffix}"
    export_register(register, path)
    other = new_register()
    import_register(other, path)
    assert rows(other) == rows(register)
    if suffix == ".xlsx":
        assert max(len(str(value)) for row in cells(path) for value, _ in row) <= 32_767


def test_a_name_longer_than_a_cell_is_refused_in_words(register: Register, tmp_path: Path) -> None:
    write_people(register, [Person(PLACE, "8A-01", TRAINEE, "a" * 40_000)])
    with pytest.raises(SebayaError, match="32767"):
        export_register(register, tmp_path / "a.xlsx", with_names=True)
    assert not (tmp_path / "a.xlsx").exists()


ODD = [
    "=1+1",
    '=cmd|" /C calc"!A0',
    "-2+3",
    "'",
    "''=",
    "#REF!",
    "\r",
    "\r\n",
    " ",
    "\ufeff",
    "\u202eabc",
    "🙂",
    "\x1f",
    "\ufffe",
]
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
CONTENTS = st.dictionaries(st.text(max_size=5), TEXTS | NUMBERS, max_size=4)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, CONTENTS), min_size=1, max_size=4), st.sampled_from(SUFFIXES))
@settings(max_examples=100, deadline=None)
def test_odd_texts_come_back_as_they_were(odd: list[tuple[str, str, str, dict[str, object]]], suffix: str) -> None:
    entries = [
        Entry(place, person, "decision", about, content=content, number=number)
        for number, (place, person, about, content) in enumerate(odd, 1)
    ]
    people = [
        {**asdict(Person(place, str(number), TRAINEE, about, person)), "position": number}
        for number, (place, person, about, _) in enumerate(odd, 1)
    ]
    holding = Holding([entry.values for entry in entries], [{c: one[c] for c in PEOPLE_COLUMNS} for one in people])
    with TemporaryDirectory() as folder:
        path, again = Path(folder) / f"a{suffix}", Path(folder) / f"b{suffix}"
        FORMATS[suffix].write(path, holding, silent)
        found = FORMATS[suffix].read(path, silent)
        FORMATS[suffix].write(again, found, silent)
        assert (found.rows, found.people) == (holding.rows, holding.people)
        assert again.read_bytes() == path.read_bytes()
