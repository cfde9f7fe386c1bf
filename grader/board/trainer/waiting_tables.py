"""The tables of what waits to be marked and to be rated."""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.board.block import Column, Table
from grader.board.trainer.choosing import PERSON, plain
from grader.board.trainer.waiting_words import GO, STATES
from grader.figures.waiting import Waiting
from grader.refused import REASONS
from scenarios.text import LANGUAGES, Text, pick

__all__ = [
    "ASSESSMENT",
    "DO",
    "SINCE",
    "WHERE",
    "person_of",
    "plays",
    "raters",
    "refused",
    "replies",
    "second_marks",
    "table_of",
    "unmarked",
]

ASSESSMENT = Column("assessment", {"id": "Penilaian", "en": "Assessment"})
SINCE = Column("since", {"id": "Sejak", "en": "Since"}, "day")
WHERE = Column("where", {"id": "Di mana", "en": "Where"})
DO = Column("do", {"id": "Yang dilakukan", "en": "What to do"})
_COUNT = Column("count", {"id": "Jumlah", "en": "How many"}, "number")
_PEOPLE = Column("people", {"id": "Peserta", "en": "Trainees"}, "number")
_WHY = Column("why", {"id": "Sebabnya", "en": "Why"})
_FORM = Column("form", {"id": "Formulir", "en": "Form"})
_SITTING = Column("sitting", {"id": "Ujian ke-", "en": "Sitting"}, "number")
_RATERS = Column("raters", {"id": "Penilai", "en": "Raters"})


def replies(found: Waiting, titles: Mapping[str, Text]) -> Table:
    """Return the written replies to mark, by assessment."""
    rows = [
        {
            "assessment": titles[one.assessment],
            "count": one.count,
            "people": one.people,
            "since": one.since,
            "do": GO["replies"],
        }
        for one in found.replies
    ]
    return table_of(
        "replies",
        {"id": "Jawaban tertulis yang menunggu dinilai", "en": "Written replies to mark"},
        (ASSESSMENT, _COUNT, _PEOPLE, SINCE, DO),
        rows,
        {"id": "Semua jawaban tertulis sudah dinilai.", "en": "Every written reply is marked."},
        n=sum(one.count for one in found.replies),
    )


def unmarked(found: Waiting, titles: Mapping[str, Text]) -> Table:
    """Return the hand-ins not collected or not marked, by assessment."""
    rows = [
        {
            "assessment": titles[one.assessment],
            "why": STATES[state],
            "count": one.count,
            "since": one.since,
            "do": plain(f"sebaya {command} {one.assessment}"),
        }
        for state, command, queues in (("arrived", "collect", found.arrived), ("unmarked", "mark", found.unmarked))
        for one in queues
    ]
    return table_of(
        "unmarked",
        {"id": "Kiriman yang belum dinilai", "en": "Hand-ins not marked yet"},
        (ASSESSMENT, _WHY, _COUNT, SINCE, DO),
        rows,
        {"id": "Semua kiriman sudah dinilai.", "en": "Every hand-in is marked."},
        n=sum(one.count for one in (*found.arrived, *found.unmarked)),
    )


def refused(found: Waiting, titles: Mapping[str, Text]) -> Table:
    """Return the hand-ins that cannot be taken or marked, each with what to do."""
    rows = [
        {
            "assessment": titles[one.assessment],
            "where": one.where,
            "why": REASONS[one.reason][0],
            "do": REASONS[one.reason][1],
        }
        for one in found.refused
    ]
    return table_of(
        "refused",
        {"id": "Kiriman yang ditolak", "en": "Hand-ins that were refused"},
        (ASSESSMENT, WHERE, _WHY, DO),
        rows,
        {"id": "Tidak ada kiriman yang ditolak.", "en": "No hand-in was refused."},
        tone="warn",
    )


def plays(found: Waiting) -> Table:
    """Return the role-plays that need a rater: that they do, and no level."""
    rows = [
        {
            **person_of(found, one.play.candidate),
            "why": STATES[one.state],
            "form": one.play.form,
            "sitting": one.play.sitting,
            "raters": ", ".join(one.raters),
            "since": one.since,
            "do": GO["plays"],
        }
        for one in found.plays
    ]
    return table_of(
        "plays",
        {"id": "Latihan peran yang menunggu", "en": "Role-plays that wait"},
        (*PERSON, _WHY, _FORM, _SITTING, _RATERS, SINCE, DO),
        rows,
        {"id": "Tidak ada latihan peran yang menunggu.", "en": "No role-play waits."},
        {
            "id": "Level tidak ditampilkan: penilai menilai tanpa tahu nilai yang lain sampai semua mengunci.",
            "en": "No levels are shown: raters rate without knowing the other's until all have locked.",
        },
    )


def second_marks(found: Waiting, titles: Mapping[str, Text]) -> Table:
    """Return the written replies whose two marks are to be talked over."""
    rows = [
        {
            **person_of(found, one.trainee),
            "where": _with_item(titles[one.assessment], one.item),
            "raters": one.rater,
            "since": one.since or None,
            "do": GO["apart"],
        }
        for one in found.apart
    ]
    return table_of(
        "second-marks",
        {"id": "Nilai kedua yang berbeda jauh", "en": "Second marks that differ"},
        (*PERSON, WHERE, _RATERS, SINCE, DO),
        rows,
        {"id": "Tidak ada nilai kedua yang berbeda jauh.", "en": "No second mark is far from the first."},
    )


def raters(found: Waiting) -> Table:
    """Return the raters whose ratings do not count yet."""
    rows = [
        {
            "code": rater.code,
            "name": rater.name,
            "why": {lang: "; ".join(pick(one, lang) for one in missing) for lang in LANGUAGES},
            "do": GO["raters"],
        }
        for rater, missing in found.raters
    ]
    return table_of(
        "raters",
        {"id": "Penilai yang belum memenuhi syarat", "en": "Raters who are not qualified yet"},
        (*PERSON[:2], _WHY, DO),
        rows,
        {"id": "Semua penilai sudah memenuhi syarat.", "en": "Every rater is qualified."},
    )


def _with_item(title: Text, item: str) -> Text:
    return {lang: f"{pick(title, lang)}, {item}" for lang in LANGUAGES}


def person_of(found: Waiting, code: str) -> dict[str, str]:
    """Return the cells that tell who it is."""
    trainee = found.people[code]
    return {"code": code, "name": trainee.name, "group": trainee.group}


def table_of(
    name: str,
    caption: Text,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    empty: Text,
    note: Text | None = None,
    tone: str = "",
    n: int | None = None,
) -> Table:
    """Return a table of `rows` (column → cell), all of one `tone`; `n` is their number where none is said."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[column.id for column in columns], dtype=object)
    tones = [tone] * len(rows) if tone else ()
    count = len(rows) if n is None else n
    return Table(name, caption, tuple(columns), frame, empty, count, note or {"id": "", "en": ""}, tones)
