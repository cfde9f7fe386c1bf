"""Reads a list of reports of one kind from CSV, as somebody kept it in a spreadsheet."""

from pathlib import Path

from grader.faults import SebayaError
from grader.log.row import LogRow
from grader.spreadsheet import read_cells

__all__ = ["HEADERS", "read_log"]

HEADERS = {
    "person": ("kode", "kode peserta", "code", "trainee"),
    "on": ("tanggal", "hari", "date", "day"),
    "outcome": ("hasil", "kehadiran", "outcome", "attendance"),
    "count": ("jumlah", "count"),
    "percent": ("persen", "nilai", "percent"),
    "codes": ("kode bahaya", "harm codes", "codes"),
    "reason": ("alasan", "reason"),
}
"""Field → headers that name it, Indonesian first; case, `_` and spaces around do not matter."""
LEFT_ASIDE = ("nama", "nama lengkap", "name", "kelas", "rombel", "class", "group", "no", "nomor", "number")
"""Columns that a teacher's list also has; none of them is ever recorded."""
_FIELD = {header: field for field, headers in HEADERS.items() for header in headers}


def read_log(kind: str, path: Path, on: str = "", outcome: str = "") -> list[LogRow]:
    """Return the rows of the CSV `path`, all of one kind.

    `on` and `outcome` stand where a cell is empty, or where there is no such column. A day or an outcome in a column
    that is not known would be lost unseen, so such a column is a fault. Raises SebayaError, which names file and line.
    """
    rows: list[LogRow] = []
    fields: list[str] | None = None
    for line, cells in read_cells(path):
        if fields is None:
            fields = _fields(path, cells)
        elif any(cells[len(fields) :]):
            raise SebayaError(
                id=f"{path.name} baris {line}: {len(cells)} kolom, seharusnya {len(fields)}. Belum ada yang dicatat.",
                en=f"{path.name} line {line}: {len(cells)} columns instead of {len(fields)}. Nothing was recorded.",
            )
        else:
            found = dict(zip(fields, [*cells, *[""] * len(fields)], strict=False))
            found.pop("", None)
            rows.append(
                LogRow(
                    kind,
                    **{**found, "on": found.get("on") or on, "outcome": found.get("outcome") or outcome},
                    line=line,
                )
            )
    if not rows:
        raise SebayaError(id=f"{path.name} tidak berisi catatan.", en=f"{path.name} holds no rows.")
    return rows


def _fields(path: Path, header: list[str]) -> list[str]:
    names = [cell.lower().replace("_", " ").strip() for cell in header]
    fields = [_FIELD.get(name, "") for name in names]
    unknown = [name for name, field in zip(names, fields, strict=True) if name and not field and name not in LEFT_ASIDE]
    twice = [HEADERS[field][0] for field in HEADERS if fields.count(field) > 1]
    if unknown or twice or "person" not in fields:
        known = ", ".join(headers[0] for headers in HEADERS.values())
        wrong = ", ".join(unknown or twice) or HEADERS["person"][0]
        problem = ("tidak dikenal", "unknown") if unknown else ("ada dua kali", "there twice")
        problem = problem if unknown or twice else ("belum ada", "missing")
        raise SebayaError(
            id=f"{path.name} baris 1: kolom {problem[0]}: {wrong}. Yang dikenal: {known}; kode harus ada.",
            en=f"{path.name} line 1: column {problem[1]}: {wrong}. Known are: {known}; kode must be there.",
        )
    return fields
