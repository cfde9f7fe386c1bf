"""The yearly report as a PDF/UA: texts in both languages, pictures with their text alternatives."""

from typing import Any

from grader.board.block import Block, Note, Picture, Table
from grader.board.written import read_column
from grader.pdf import typeset
from grader.report.section import Yearly
from scenarios.dates import written_date
from scenarios.text import LANGUAGES

__all__ = ["yearly_pdf"]

TEMPLATE = "yearly.typ"


def yearly_pdf(report: Yearly) -> bytes:
    """Return the PDF. Raises UnprintableError for a script without a font."""
    first, last = report.period.days
    data = {
        "name": report.name,
        "first": {lang: written_date(first, lang) for lang in LANGUAGES},
        "last": {lang: written_date(last, lang) for lang in LANGUAGES},
        "made": {lang: written_date(report.made_on.isoformat(), lang) for lang in LANGUAGES},
        "sections": [
            {"title": section.title, "blocks": [_plain(block) for block in section.blocks]}
            for section in report.sections
        ],
    }
    return typeset(TEMPLATE, data)


def _plain(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return {"kind": "picture", "svg": block.svg, "alt": block.alt, "caption": block.caption, "n": block.n}
    assert isinstance(block, Note)  # noqa: S101 (a report has no buttons)
    return {"kind": "note", "text": block.text, "tone": block.tone}


def _table(table: Table) -> dict[str, Any]:
    """Numbers are written the Indonesian way; a text has both languages where they differ."""
    columns = []
    for column in table.columns:
        cells = {lang: read_column(table, column, lang)[0] for lang in LANGUAGES}
        if column.kind != "text":
            cells["en"] = cells["id"]
        columns.append([{"id": ours, "en": theirs} for ours, theirs in zip(cells["id"], cells["en"], strict=True)])
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [{"title": column.title, "is_text": column.kind == "text"} for column in table.columns],
        "rows": [list(row) for row in zip(*columns, strict=True)],
        "n": table.n,
        "note": table.note,
        "empty": table.empty,
    }
