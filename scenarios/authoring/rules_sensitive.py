"""Rules for the lessons of sensitive modules: each block warns first, and the lesson closes with a debrief."""

import re
from collections.abc import Iterator

from scenarios.authoring.module_case import LessonCase, block, source
from scenarios.authoring.problems import Problem, rule
from scenarios.text import LANGUAGES

__all__: list[str] = []

DEBRIEF = "sesudah-ini"
"""The last block of a sensitive lesson."""
_NOTE = re.compile(r"^> \*\*(?:Catatan isi|Content note)\.\*\*", re.MULTILINE)


@rule(
    "M037",
    fact={"id": "blok `{name}` mulai tanpa catatan isi", "en": "the block `{name}` begins without a content note"},
    remedy={
        "id": "Tulis `> **Catatan isi.** …` di awal setiap blok modul ini",
        "en": "Write `> **Content note.** …` at the start of every block of this module",
    },
)
def _every_block_warns(case: LessonCase) -> Iterator[Problem]:
    if case.module.get("is_sensitive"):
        for lang, cell in case.ready_cells():
            if "block" in block(cell) and not _NOTE.search(source(cell)):
                yield Problem(case.path(lang), 1, "M037", {"name": block(cell)["block"]})


@rule(
    "M038",
    fact={
        "id": "pelajaran ini tidak ditutup dengan blok `{name}` dan kartu bantuan",
        "en": "this lesson does not close with the block `{name}` and the help card",
    },
    remedy={
        "id": "Tutup dengan blok itu: apa yang berat, siapa yang diberi tahu hari ini, lalu kartu bantuan",
        "en": "Close it with that block: what was hard, whom to tell today, and then the help card",
    },
)
def _debrief_at_the_end(case: LessonCase) -> Iterator[Problem]:
    if case.module.get("is_sensitive") and case.is_ready:
        for lang in LANGUAGES:
            cells = case.cells(lang)
            blocks = [number for number, cell in enumerate(cells) if "block" in block(cell)]
            after = cells[blocks[-1] :] if blocks else []
            is_closed = (
                bool(after)
                and block(after[0])["block"] == DEBRIEF
                and any("help_card(" in source(cell) for cell in after)
            )
            if cells and not is_closed:
                yield Problem(case.path(lang), 1, "M038", {"name": DEBRIEF})
