"""The panel of an assessment's items: how hard, how telling, how often left open, which wrong options were chosen."""

from collections.abc import Sequence

import grader.figures.item_statistics as figures
from grader.board.block import Block, Column, Note, Table
from grader.board.panel import Board, Panel
from grader.board.trainer.choosing import choose
from grader.figures.gradebook import read_grades
from grader.figures.hand_ins import marked_answers
from grader.released import first_released, read_key
from grader.roster import read_roster
from grader.views import SMALLEST
from scenarios.text import LANGUAGES, Text

__all__ = ["ITEMS", "build"]

_ITEM = Column("item", {"id": "Soal", "en": "Item"})
_N = Column("n", {"id": "n", "en": "n"}, "number")
_DIFFICULTY = Column(
    "difficulty",
    {"id": "Kemudahan (0–1)", "en": "Difficulty (0–1)"},
    "number",
    2,
    {"id": "rerata bagian poin; makin dekat 1, makin mudah", "en": "mean share of points; the nearer 1, the easier"},
)
_COLUMNS = (
    _ITEM,
    Column("type", {"id": "Jenis", "en": "Type"}),
    _N,
    _DIFFICULTY,
    Column(
        "discrimination",
        {"id": "Daya beda", "en": "Discrimination"},
        "number",
        2,
        {
            "id": "korelasi dengan poin semua soal lain yang dinilai kunci (−1 sampai 1)",
            "en": "correlation with the points of all other items that the key marks (−1 to 1)",
        },
    ),
    Column("unanswered", {"id": "Tidak dijawab", "en": "Not answered"}, "percent"),
    Column("flags", {"id": "Perlu dilihat", "en": "Worth a look"}),
)
_TYPES: dict[str, Text] = {
    "choice": {"id": "pilihan", "en": "choice"},
    "dialogue": {"id": "percakapan", "en": "conversation"},
    "matching": {"id": "menjodohkan", "en": "matching"},
    "ordering": {"id": "mengurutkan", "en": "ordering"},
    "text": {"id": "tulisan", "en": "written reply"},
}
_CONVENTION: Text = {
    "id": f"Tanda ini kesepakatan kami sendiri, bukan vonis: kemudahan {figures.EASY:.2f} ke atas terlalu mudah, "
    f"{figures.HARD:.2f} ke bawah terlalu sulit; daya beda di bawah {figures.WEAK:.2f} tidak membedakan, di bawah 0 "
    f"terbalik. Angka dari kurang dari {SMALLEST} orang tidak ditampilkan. Cara hitung: teori tes klasik.",
    "en": f"The flags are our own convention, no verdict: difficulty from {figures.EASY:.2f} on is too easy, up to "
    f"{figures.HARD:.2f} too hard; discrimination below {figures.WEAK:.2f} does not discriminate, below 0 is "
    f"reversed. Of fewer than {SMALLEST} people no number is shown. Worked out by classical test theory.",
}


def build(board: Board) -> Sequence[Block]:
    """Return the choice of an assessment and its tables. Raises SebayaError."""
    import pandas as pd

    course = board.course
    keys = {name: read_key(course, name) for name in first_released(course)}
    if not keys:
        return [
            Note({"id": "Belum ada penilaian yang dirilis.", "en": "No assessment is released yet."}),
        ]
    options = [(name, key.data["title"]) for name, key in keys.items()]
    choice = choose(board, "assessment", {"id": "Penilaian", "en": "Assessment"}, options)
    key, people = keys[choice.chosen], [trainee.code for trainee in read_roster(course)]
    grades = read_grades(course, [choice.chosen], people)
    marked = set(grades["trainee"])
    answers = marked_answers(course, choice.chosen, [code for code in people if code in marked])
    found = figures.statistics(grades, key, answers)
    told = [figures.flags(*one) for one in zip(found["difficulty"], found["discrimination"], strict=True)]
    rows = found.assign(
        type=found["type"].map(_TYPES),
        flags=pd.Series([_joined(one) for one in told], dtype=object),
    )
    empty: Text = {
        "id": "Belum ada kiriman yang dinilai. Jalankan: sebaya mark",
        "en": "No hand-in is marked yet. Run: sebaya mark",
    }
    variants = figures.variant_statistics(grades, key)
    options_chosen = figures.wrong_options(key, answers)
    enough: Text = {
        "id": f"Belum ada yang dijawab sedikitnya {SMALLEST} orang.",
        "en": f"Nothing was answered by {SMALLEST} people or more yet.",
    }
    n = len(marked)
    return [
        choice,
        Table(
            "items",
            {"id": "Tiap soal", "en": "Each item"},
            _COLUMNS,
            rows[[column.id for column in _COLUMNS]] if n else rows[[column.id for column in _COLUMNS]].iloc[:0],
            empty,
            n,
            _CONVENTION,
            tones=["warn" if one else "" for one in told] if n else (),
        ),
        Table(
            "variants",
            {"id": "Ragam soal yang setara", "en": "Equal variants of an item"},
            (_ITEM, Column("variant", {"id": "Ragam", "en": "Variant"}), _N, _DIFFICULTY),
            variants[variants["n"] >= SMALLEST].reset_index(drop=True),
            enough,
            n,
            {
                "id": "Ragam yang jauh lebih sulit daripada pasangannya perlu ditinjau penulisnya.",
                "en": "A variant that is much harder than its fellow is for its author to look at.",
            },
        ),
        Table(
            "options",
            {"id": "Pilihan salah yang dipilih", "en": "Wrong options that were chosen"},
            (
                _ITEM,
                Column("variant", {"id": "Ragam", "en": "Variant"}),
                Column("text", {"id": "Pilihan", "en": "Option"}),
                Column("harm", {"id": "Kode bahaya", "en": "Harm code"}),
                Column("chosen", {"id": "Memilih", "en": "Chose it"}, "number"),
                Column("share", {"id": "Bagian", "en": "Share"}, "percent"),
                _N,
            ),
            options_chosen.assign(share=options_chosen["chosen"] / options_chosen["n"])[
                ["item", "variant", "text", "harm", "chosen", "share", "n"]
            ],
            enough,
            n,
            tones=["danger" if harm else "" for harm in options_chosen["harm"]],
        ),
    ]


def _joined(texts: list[Text]) -> Text | str:
    return {lang: ", ".join(text[lang] for text in texts) for lang in LANGUAGES} if texts else ""


ITEMS = Panel(
    "items",
    {"id": "Soal", "en": "Items"},
    {
        "id": "Soal mana yang terlalu mudah, terlalu sulit, atau tidak membedakan; dan kekeliruan mana yang sering.",
        "en": "Which items are too easy, too hard or tell nobody apart; and which mistakes are common.",
    },
    build,
)
