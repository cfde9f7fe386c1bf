"""The cells of a table as spreadsheets take them: what they would run as a formula, and what they change."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from grader.faults import SebayaError
from grader.register.entry import COLUMNS, GENESIS

__all__ = ["NUMBERS", "read_table", "shielded", "unshielded"]

NUMBERS = ("number", "position")
_DAYS = ("on_day", "until_day")
_SHIELDED = tuple("'=+-@\t\r\n＝＋－＠")
_LOCAL_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def shielded(text: str) -> str:
    """Return a cell of a CSV that no spreadsheet runs: an apostrophe comes before what begins like a formula."""
    return f"'{text}" if text.startswith(_SHIELDED) else text


def unshielded(text: str) -> str:
    """Return what was shielded."""
    return text[1:] if text.startswith("'") else text


def read_table(
    path: Path, columns: Sequence[str], header: Sequence[Any], lines: Iterator[tuple[int, Sequence[Any]]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each row by its columns, with its line; empty rows are left out.

    What a spreadsheet made of days and numbers is turned back where that is certain; the hash tells what is not.
    Raises SebayaError when a column is missing, twice or unknown, or a number is none.
    """
    names = [_text("", cell) for cell in header]
    if sorted(names) != sorted(columns):
        raise SebayaError(
            id=f"{path.name}: baris pertama harus berisi kolom {', '.join(columns)}, masing-masing sekali.",
            en=f"{path.name}: the first line must hold the columns {', '.join(columns)}, each of them once.",
        )
    for line, cells in lines:
        if all(cell in (None, "") for cell in cells):
            continue
        filled = [*cells, *[""] * (len(names) - len(cells))]
        if any(cell not in (None, "") for cell in filled[len(names) :]):
            raise _bad_line(path, line, "terlalu banyak kolom", "too many columns")
        row: dict[str, Any] = {name: _text(name, cell) for name, cell in zip(names, filled, strict=False)}
        for name in set(NUMBERS) & set(names):
            if not re.fullmatch(r"[0-9]{1,10}", row[name]):
                raise _bad_line(path, line, f"{name} bukan angka", f"{name} is not a number")
            row[name] = int(row[name])
        yield line, {name: row[name] for name in columns}


def _text(column: str, cell: Any) -> str:
    """Return a cell as the text that was written into it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if column in _DAYS else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    found = _LOCAL_DAY.fullmatch(text) if column in _DAYS else None
    if found:
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    return GENESIS if column == COLUMNS[-2] and text == "0" else text


def _bad_line(path: Path, line: int, problem: str, in_english: str) -> SebayaError:
    return SebayaError(
        id=f"{path.name}, baris {line}: {problem}. Tidak ada yang ditulis ke buku register.",
        en=f"{path.name}, line {line}: {in_english}. Nothing was written to the register.",
    )
