"""Reads a table of trainees from CSV as spreadsheets write it, and names every row that is not right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.faults import SebayaError, language
from grader.spreadsheet import read_cells
from grader.trainee_folder import GUEST
from scenarios.text import DEFAULT_LANGUAGE, LANGUAGES, Text, pick

__all__ = ["TIERS", "Row", "RowProblem", "check_rows", "is_code", "read_rows"]

TIERS = ("T1", "T2", "T3")
HEADERS = {
    "code": ("kode", "kode peserta", "trainee", "code"),
    "name": ("nama", "nama lengkap", "name"),
    "group": ("kelas", "rombel", "group", "class"),
    "tier": ("jenjang", "tier"),
    "language": ("bahasa", "language"),
    "personal_code": ("kode pribadi", "personal code"),
}
"""Field → headers that name it, Indonesian first; case, `_` and spaces around do not matter."""
OPTIONAL = ("language", "personal_code")
_FIELD = {header: field for field, headers in HEADERS.items() for header in headers}
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")

Row = Mapping[str, str]
"""Field → cell, trimmed; a column that is not there is an empty cell."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with the row at `line` of the file (counted from 1)."""

    line: int
    text: Text

    def __str__(self) -> str:
        word = pick({"id": "baris", "en": "line"}, language())
        return f"{word} {self.line}: {pick(self.text, language())}"


def read_rows(path: Path) -> tuple[list[tuple[int, Row]], list[RowProblem]]:
    """Return the rows of `path`, each with its line, and the rows that do not fit the header.

    Commas, semicolons (Indonesian Excel) and tabs separate; empty rows are left out.
    Raises SebayaError when the file as a whole cannot be read.
    """
    rows: list[tuple[int, Row]] = []
    problems: list[RowProblem] = []
    fields: list[str] | None = None
    for line, cells in read_cells(path):
        if fields is None:
            fields = _fields(path, cells)
        elif len(cells) < len(fields) - sum(field in OPTIONAL for field in fields):
            problems.append(_few(line, len(cells), len(fields)))
        elif any(cells[len(fields) :]):
            problems.append(_many(line, len(cells), len(fields)))
        else:
            rows.append((line, dict(zip(fields, [*cells, *[""] * len(fields)], strict=False))))
    if fields is None:
        raise SebayaError(id=f"{path.name} kosong.", en=f"{path.name} is empty.")
    return rows, problems


def is_code(text: str) -> bool:
    """Whether `text` may be a person's code: 2–20 of A–Z, digits and hyphens, and not the guest's."""
    return _CODE.fullmatch(text) is not None and text != GUEST.upper()


def check_rows(rows: list[tuple[int, Row]]) -> Iterator[RowProblem]:
    """Yield every problem of every row."""
    seen: dict[str, int] = {}
    for line, row in rows:
        code = row["code"].upper()
        for text in _faults(code, row):
            yield RowProblem(line, text)
        if code in seen:
            yield RowProblem(
                line,
                {
                    "id": f"kode {code} sudah dipakai di baris {seen[code]}; tiap peserta punya kode sendiri",
                    "en": f"the code {code} is used in line {seen[code]}; each trainee needs one of their own",
                },
            )
        if code:
            seen.setdefault(code, line)


def _faults(code: str, row: Row) -> Iterator[Text]:
    if not code:
        yield {"id": "kode peserta kosong", "en": "the trainee's code is empty"}
    elif not is_code(code):
        yield {
            "id": f"kode “{code}” tidak bisa dipakai; pakai 2–20 huruf A–Z, angka, atau tanda -, misalnya 8A-07",
            "en": f"the code “{code}” cannot be used; use 2–20 letters A–Z, digits or -, such as 8A-07",
        }
    if not row["name"]:
        yield {"id": "nama kosong", "en": "the name is empty"}
    if row["tier"].upper() not in TIERS:
        found = row["tier"] or "–"
        yield {
            "id": f"jenjang “{found}” tidak dikenal; pakai T1 (12–14 tahun), T2 (15–17), atau T3 (18 ke atas)",
            "en": f"the tier “{found}” is unknown; use T1 (ages 12–14), T2 (15–17) or T3 (18 and over)",
        }
    if (row.get("language") or DEFAULT_LANGUAGE).lower() not in LANGUAGES:
        yield {
            "id": f"bahasa “{row['language']}” tidak dikenal; pakai id atau en, atau kosongkan",
            "en": f"the language “{row['language']}” is unknown; use id or en, or leave it empty",
        }


def _fields(path: Path, header: list[str]) -> list[str]:
    named = [_FIELD.get(cell.lower().replace("_", " ").strip(), "") for cell in header]
    missing = [HEADERS[field][0] for field in HEADERS if field not in named and field not in OPTIONAL]
    twice = [HEADERS[field][0] for field in HEADERS if named.count(field) > 1]
    if missing or twice:
        wrong = ", ".join(missing or twice)
        raise SebayaError(
            id=f"{path.name} baris 1: kolom {'belum ada' if missing else 'ada dua kali'}: {wrong}. "
            "Baris pertama berisi judul kolom: kode, nama, kelas, jenjang (dan bahasa bila perlu).",
            en=f"{path.name} line 1: column {'missing' if missing else 'there twice'}: {wrong}. "
            "The first line holds the headers: kode, nama, kelas, jenjang (and bahasa if needed).",
        )
    return named


def _few(line: int, found: int, wanted: int) -> RowProblem:
    return RowProblem(
        line, {"id": f"hanya {found} kolom, seharusnya {wanted}", "en": f"only {found} columns instead of {wanted}"}
    )


def _many(line: int, found: int, wanted: int) -> RowProblem:
    return RowProblem(
        line,
        {
            "id": f'{found} kolom, seharusnya {wanted}; nama yang berisi pemisah kolom perlu tanda kutip, "Putri, S."',
            "en": f'{found} columns instead of {wanted}; a name that holds the separator needs quotes, "Putri, S."',
        },
    )
