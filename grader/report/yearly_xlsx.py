"""The yearly report as a workbook: one sheet for each table, numbers as numbers, and a first sheet that explains."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from grader.board.block import Column, Note, Table
from grader.report.section import Yearly
from scenarios.dates import written_date
from scenarios.text import Text

__all__ = ["yearly_xlsx"]

ABOUT = "Penjelasan · About"
HEAD: tuple[Text, ...] = (
    {"id": "Lembar", "en": "Sheet"},
    {"id": "Isi", "en": "Content"},
    {"id": "n", "en": "n"},
    {"id": "Catatan", "en": "Note"},
)
LONGEST_NAME = 31
WIDEST = 60
FORMATS = {"percent": "0.0%", "heat": "0.0%"}
NOT_SHOWN = "–"


def yearly_xlsx(report: Yearly) -> bytes:
    """Return the workbook; no text in it is taken for a formula."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    assert about is not None  # noqa: S101 (a new workbook has a sheet)
    about.title = ABOUT
    tables = [block for section in report.sections for block in section.blocks if isinstance(block, Table)]
    names = {table.id: table.caption["id"][:LONGEST_NAME].replace("/", "-") for table in tables}
    _fill(about, _about(report, tables, names), [""] * len(HEAD))
    for table in tables:
        columns = [*table.columns, *([Column("n", {"id": "n", "en": "n"}, "number")] if table.n is not None else [])]
        rows = [[_told(column.title) for column in columns]]
        for values in table.rows.astype(object).to_dict("records"):
            rows.append([_value(values[one.id] if one.id != "n" or "n" in values else table.n) for one in columns])
        sheet = book.create_sheet(names[table.id])
        _fill(sheet, rows, [FORMATS.get(one.kind, "0.00" if one.places else "General") for one in columns])
        sheet.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _about(report: Yearly, tables: Sequence[Table], names: Mapping[str, str]) -> list[list[Any]]:
    first, last = report.period.days
    notes = {
        block.text["id"]: block for section in report.sections for block in section.blocks if isinstance(block, Note)
    }
    return [
        ["Laporan tahunan pendukung sebaya / Yearly report of peer support"],
        [report.name],
        [f"{written_date(first)} – {written_date(last)} / {written_date(first, 'en')} – {written_date(last, 'en')}"],
        ["Tanpa nama dan tanpa kode peserta. / Without names and without codes of trainees."],
        *([_told(note.text)] for note in notes.values()),
        [],
        [_told(title) for title in HEAD],
        *([names[one.id], _told(one.caption), _value(one.n), _told(one.note)] for one in tables),
    ]


def _fill(sheet: Any, rows: Sequence[Sequence[Any]], formats: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    widths: dict[str, int] = {}
    for line, row in enumerate(rows, 1):
        for column, (value, form) in enumerate(zip(row, [*formats, *[""] * len(row)], strict=False), 1):
            cell = sheet.cell(line, column)
            if isinstance(value, str):
                # Set as it is: openpyxl would make a formula of what begins with =.
                cell._value, cell.data_type = value, "s"
            else:
                cell.value, cell.number_format = value, form or "General"
            cell.alignment = Alignment(wrap_text=len(row) > 1, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
            if len(row) > 1:
                widths[cell.column_letter] = min(WIDEST, max(widths.get(cell.column_letter, 10), len(str(value)) + 2))
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width


def _value(value: Any) -> Any:
    """Return what stands in a cell: numbers as they are, texts in both languages, – for what is not shown."""
    if isinstance(value, Mapping):
        return _told(value)
    return NOT_SHOWN if value is None or value != value else value


def _told(text: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(text[lang] for lang in ("id", "en")))
