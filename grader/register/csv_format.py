"""A register as CSV: UTF-8 with the mark and the semicolons that Indonesian Excel expects; people in a second file."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.faults import SebayaError
from grader.progress import Report
from grader.register.cells import read_table, shielded, unshielded
from grader.register.entry import COLUMNS
from grader.register.holding import PEOPLE_COLUMNS, Holding
from scenarios.atomic import write_whole

__all__ = ["people_file", "read_csv", "write_csv"]

SEPARATORS = ";,\t"


def people_file(path: Path) -> Path:
    """Where the people of the CSV `path` are kept."""
    return path.with_name(f"{path.stem}.people{path.suffix}")


def write_csv(path: Path, holding: Holding, _progress: Report) -> None:
    """Write the entries, and the people, if any, beside them.

    Raises SebayaError when people of an earlier export lie there, who would come back with these entries; OSError.
    """
    beside = people_file(path)
    if holding.people is None and beside.exists():
        raise SebayaError(
            id=f"{beside.name} masih ada dari ekspor yang lalu dan berisi nama. Pindahkan atau hapus, lalu ulangi.",
            en=f"{beside.name} is still there from an earlier export, with names. Move or delete it, then repeat.",
        )
    if holding.people is not None:
        write_whole(beside, _bytes(PEOPLE_COLUMNS, ([one[c] for c in PEOPLE_COLUMNS] for one in holding.people)))
    write_whole(path, _bytes(COLUMNS, iter(holding.rows)))


def read_csv(path: Path, _progress: Report) -> Holding:
    """Return what the CSV holds, and the people beside it. Raises SebayaError, OSError."""
    entries = list(_rows(path, COLUMNS))
    beside = people_file(path)
    people: list[Mapping[str, Any]] | None = None
    if beside.exists():
        people = [person for _, person in _rows(beside, PEOPLE_COLUMNS)]
    return Holding([tuple(row.values()) for _, row in entries], people, tuple(line for line, _ in entries))


def _bytes(columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=SEPARATORS[0], lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([shielded(str(cell)) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SebayaError(
            id=f"{path.name} bukan CSV UTF-8. Pakai berkas persis seperti saat diekspor.",
            en=f"{path.name} is not a CSV in UTF-8. Use the file exactly as it was exported.",
        ) from fault
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    with _long_cells():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            yield from read_table(path, columns, next(reader, []), _lines(reader))
        except csv.Error as fault:
            raise SebayaError(
                id=f"{path.name}, baris {reader.line_num}: tanda kutipnya tidak lengkap, mungkin berkasnya terpotong. "
                "Tidak ada yang ditulis ke buku register.",
                en=f"{path.name}, line {reader.line_num}: a quotation mark is missing, perhaps the file is cut off. "
                "Nothing was written to the register.",
            ) from fault


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    first = reader.line_num + 1
    for cells in reader:
        yield first, [unshielded(cell) for cell in cells]
        first = reader.line_num + 1


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
