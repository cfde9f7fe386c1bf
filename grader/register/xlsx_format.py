"""A register as an Excel workbook: every cell is text that no spreadsheet changes; people on a sheet of their own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from grader.faults import SebayaError
from grader.progress import Report
from grader.register.cells import read_table
from grader.register.entry import COLUMNS
from grader.register.holding import PEOPLE_COLUMNS, Holding
from scenarios.atomic import write_whole

__all__ = ["read_xlsx", "write_xlsx"]

ENTRIES, PEOPLE = "register", "people"
LONGEST = 32_767
"""So many signs fit a cell; content goes on in more columns, content.2 and so on."""
MOST_ROWS = 1_048_575
_LONG_AGO = datetime(1980, 1, 1)
_EVERY = 500
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


class _Archive(ZipFile):
    """A ZIP file in which nothing tells when it was made."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(ZipInfo(zinfo_or_arcname, _LONG_AGO.timetuple()[:6]), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def write_xlsx(path: Path, holding: Holding, progress: Report) -> None:
    """Write the entries, and the people, if any. Raises SebayaError when something does not fit a sheet; OSError."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    _must_fit(holding)
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _LONG_AGO
    column = COLUMNS.index("content")
    parts = max((len(_pieces(row[column])) for row in holding.rows), default=1)
    header = [*COLUMNS, *(f"content.{part}" for part in range(2, parts + 1))]
    _fill(book.create_sheet(ENTRIES), header, _in_parts(holding.rows, column, parts), len(holding.rows), progress)
    if holding.people is not None:
        rows = ([person[name] for name in PEOPLE_COLUMNS] for person in holding.people)
        _fill(book.create_sheet(PEOPLE), PEOPLE_COLUMNS, rows, len(holding.people), progress)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "register.xlsx"
        with _Archive(made, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).write_data()
        write_whole(path, made.read_bytes())


def read_xlsx(path: Path, progress: Report) -> Holding:
    """Return what the workbook holds. Raises SebayaError, OSError."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
        try:
            entries = list(_rows(path, COLUMNS, book[ENTRIES], progress))
            people: list[Mapping[str, Any]] | None = None
            if PEOPLE in book.sheetnames:
                people = [person for _, person in _rows(path, PEOPLE_COLUMNS, book[PEOPLE], progress)]
        finally:
            book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError) as fault:
        raise SebayaError(
            id=f"{path.name} bukan ekspor buku register, atau terpotong. Tidak ada yang ditulis ke buku register.",
            en=f"{path.name} is not an export of a register, or is cut off. Nothing was written to the register.",
        ) from fault
    return Holding([tuple(row.values()) for _, row in entries], people, tuple(line for line, _ in entries))


def _must_fit(holding: Holding) -> None:
    if len(holding.rows) > MOST_ROWS:
        raise SebayaError(
            id=f"Satu lembar XLSX memuat paling banyak {MOST_ROWS} catatan. Pakai CSV atau JSON.",
            en=f"A sheet of XLSX holds at most {MOST_ROWS} entries. Use CSV or JSON.",
        )
    for person in holding.people or ():
        if len(_UNWRITABLE.sub(_code, person["name"])) > LONGEST:
            raise SebayaError(
                id=f"Nama {person['code']} lebih dari {LONGEST} tanda; satu sel XLSX tidak muat. Pakai JSON.",
                en=f"The name of {person['code']} has more than {LONGEST} signs; no cell of XLSX holds it. Use JSON.",
            )


def _pieces(content: str) -> list[str]:
    """Cut content into what fits a cell, also as it is written."""
    pieces = []
    while content:
        size = LONGEST
        while len(_UNWRITABLE.sub(_code, content[:size])) > LONGEST:
            size = size * 3 // 4
        pieces.append(content[:size])
        content = content[size:]
    return pieces


def _in_parts(rows: Iterable[Sequence[Any]], column: int, parts: int) -> Iterator[list[Any]]:
    for row in rows:
        pieces = _pieces(row[column])
        pieces += [""] * (parts - len(pieces))
        yield [*row[:column], pieces[0], *row[column + 1 :], *pieces[1:]]


def _fill(sheet: Any, header: Sequence[str], rows: Iterable[Sequence[Any]], total: int, progress: Report) -> None:
    from openpyxl.cell import WriteOnlyCell

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet, "")
        if isinstance(value, str):
            # Set as they are: openpyxl would make formulas and errors of some texts.
            made._value, made.data_type, made.number_format = _UNWRITABLE.sub(_code, value), "s", "@"
        else:
            made.value = value
        return made

    sheet.append([cell(name) for name in header])
    sheet.freeze_panes = "A2"
    for done, row in enumerate(rows, 1):
        sheet.append([cell(value) for value in row])
        if done % _EVERY == 0 or done == total:
            progress(done, total)


def _rows(path: Path, columns: Sequence[str], sheet: Any, progress: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    sheet.reset_dimensions()
    lines = sheet.iter_rows(values_only=True)
    header = [cell for cell in next(lines, ()) if cell is not None]
    parts = [name for name in header if str(name).startswith("content.")]
    for line, row in read_table(path, [*columns, *parts], header, _cells(lines, progress)):
        if parts:
            row["content"] += "".join(row[f"content.{part}"] for part in range(2, len(parts) + 2))
        yield line, {name: row[name] for name in columns}


def _cells(lines: Iterator[Sequence[Any]], progress: Report) -> Iterator[tuple[int, list[Any]]]:
    for line, cells in enumerate(lines, 2):
        if line % _EVERY == 0:
            progress(line, line)
        yield line, [_WRITTEN.sub(_sign, cell) if isinstance(cell, str) else cell for cell in cells]


def _code(found: re.Match[str]) -> str:
    """Write a sign as XLSX does that XML has no room for, and an underscore that would be read as one."""
    return f"_x{ord(found[0]):04X}_"


def _sign(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
