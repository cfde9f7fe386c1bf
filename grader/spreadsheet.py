"""Reads the cells of a CSV file as spreadsheets write it, and says how to save it where it cannot be read."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from grader.faults import SebayaError
from scenarios.text import Text

__all__ = ["read_cells"]

SEPARATORS = ",;\t"
_EXCEL: Text = {
    "id": "Di Excel: File > Simpan Sebagai > CSV UTF-8 (Comma delimited), lalu ulangi.",
    "en": "In Excel: File > Save As > CSV UTF-8 (Comma delimited), then try again.",
}


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of `path`, each with its line (counted from 1), cells trimmed; empty rows are left out.

    Commas, semicolons (Indonesian Excel) and tabs separate. Raises SebayaError when the file cannot be read.
    """
    text = _decode(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            trimmed = [" ".join(cell.split()) for cell in cells]
            if any(trimmed):
                yield line, trimmed
            line = reader.line_num + 1
    except csv.Error as fault:
        raise SebayaError(
            id=f"{path.name} baris {line}: tanda kutip tidak ditutup atau salah tempat.",
            en=f"{path.name} line {line}: a quotation mark is not closed, or out of place.",
        ) from fault


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa dibaca ({fault.strerror}).", en=f"{path} cannot be read ({fault.strerror})."
        ) from fault
    if content.startswith(b"PK\x03\x04"):
        raise SebayaError(
            id=f"{path.name} adalah buku kerja Excel, bukan CSV. {_EXCEL['id']}",
            en=f"{path.name} is an Excel workbook, not CSV. {_EXCEL['en']}",
        )
    if b"\0" in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SebayaError(
            id=f"{path.name} disimpan sebagai UTF-16 (“Unicode Text”), bukan UTF-8. {_EXCEL['id']}",
            en=f"{path.name} is saved as UTF-16 (“Unicode Text”), not UTF-8. {_EXCEL['en']}",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise SebayaError(
            id=f"{path.name} baris {line}: ada huruf yang bukan UTF-8. {_EXCEL['id']}",
            en=f"{path.name} line {line}: a letter there is not UTF-8. {_EXCEL['en']}",
        ) from fault
