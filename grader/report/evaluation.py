"""The section that evaluates the programme (curriculum outline, M15): failures as well as counts, and never a name."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from grader.board.block import NO_TEXT, Block, Column, Note, Table
from grader.course import Course
from grader.figures.evaluation import (
    NOT_RECORDED,
    Period,
    agreement_in,
    measures,
    months_of,
    refreshers_by_term,
)
from grader.figures.harm_flags import ASSESSMENT, ROLE_PLAY, Flag, by_code, by_month, flags_of
from grader.figures.roll import Roll
from grader.observation.locked import locked_ratings
from grader.observation.material import read_material
from grader.observation.rating import Rating
from grader.register import register_of
from grader.report import words
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["INTENT", "evaluation_blocks", "ratings_of"]

INTENT = Note(
    {
        "id": "Jangan mengukur keberhasilan dari banyaknya “kasus”. Perilaku bisa saja tidak berubah, walaupun niatnya "
        "membaik.",
        "en": "Do not measure success by the number of “cases”. Behaviour may not change at all, even when intentions "
        "improve.",
    },
    "warn",
)
ALL: Text = {"id": "semua", "en": "all"}
NOTHING: Text = {"id": "Belum ada.", "en": "Nothing yet."}
HARMS = (
    Column(ASSESSMENT, {"id": "Di penilaian", "en": "In assessments"}, "number"),
    Column(ROLE_PLAY, {"id": "Di latihan peran", "en": "In role-plays"}, "number"),
)


def ratings_of(course: Course, roll: Roll) -> dict[str, list[Rating]]:
    """Return the locked ratings of each place of the roll. Raises SebayaError."""
    register = register_of(course)
    return {place: locked_ratings(register, place) for place in roll.places}


def evaluation_blocks(roll: Roll, ratings: Mapping[str, Sequence[Rating]], period: Period) -> list[Block]:
    """Return the section for a period."""
    flags = flags_of(roll, ratings, *period.days)
    found = measures(roll, ratings, flags, period)
    tables = [_measures(found, area) for area in words.AREAS]
    return [
        INTENT,
        *tables,
        *_harm(flags, period),
        _refreshers(roll, period),
        _agreement(ratings, period),
    ]


def _measures(found: "pd.DataFrame", area: str) -> Table:
    rows = found[found["area"] == area].reset_index(drop=True)
    rows["told"] = words.cells(words.MEASURES[measure] for measure in rows["measure"])
    rows["note"] = words.cells(
        words.NOT_RECORDED if measure in NOT_RECORDED else NO_TEXT for measure in rows["measure"]
    )
    columns = [
        Column("told", {"id": "Ukuran", "en": "Measure"}),
        Column("count", {"id": "Jumlah", "en": "Count"}, "number"),
        Column("people", {"id": "Orang (n)", "en": "People (n)"}, "number"),
    ]
    if any(measure.startswith("supervision-") for measure in rows["measure"]):
        columns.append(Column("share", {"id": "Bagian dari seharusnya", "en": "Share of due"}, "percent"))
    if any(measure in NOT_RECORDED for measure in rows["measure"]):
        columns.append(Column("note", {"id": "Catatan", "en": "Note"}))
    return Table(area, words.AREAS[area], tuple(columns), rows, NOTHING)


def _harm(flags: Sequence[Flag], period: Period) -> list[Table]:
    harms = read_material().harms
    codes = by_code(flags, harms)
    codes["told"] = words.cells(_harm_told(code, harms[code]["name"]) if code else ALL for code in codes["code"])
    months = by_month(flags, months_of(period))
    months["month"] = words.cells(month or ALL for month in months["month"])
    code = Column("told", {"id": "Kode bahaya", "en": "Harm code"})
    month = Column("month", {"id": "Bulan", "en": "Month"})
    captions: tuple[Text, Text] = (
        {"id": "Tanda bahaya menurut kode", "en": "Harm flags by code"},
        {"id": "Tanda bahaya menurut bulan", "en": "Harm flags by month"},
    )
    return [
        Table("harm-by-code", captions[0], (code, *HARMS), codes, NOTHING),
        Table("harm-by-month", captions[1], (month, *HARMS), months, NOTHING),
    ]


def _harm_told(code: str, name: Text) -> Text:
    return {lang: f"{code} {name[lang]}" for lang in ("id", "en")}


def _refreshers(roll: Roll, period: Period) -> Table:
    found = refreshers_by_term(roll, period)
    columns = (
        Column("term", {"id": "Semester", "en": "Term"}),
        Column("served", {"id": "Bertugas (n)", "en": "Served (n)"}, "number"),
        Column("attended", {"id": "Hadir", "en": "Attended"}, "number"),
        Column("not_attended", {"id": "Tidak", "en": "Did not"}, "number"),
        Column("share", {"id": "Bagian", "en": "Share"}, "percent"),
    )
    caption: Text = {"id": "Penyegaran tiap semester", "en": "A refresher each term"}
    note: Text = {"id": "-1: Januari–Juni, -2: Juli–Desember.", "en": "-1: January–June, -2: July–December."}
    return Table("refreshers", caption, columns, found, NOTHING, note=note)


def _agreement(ratings: Mapping[str, Sequence[Rating]], period: Period) -> Table:
    import pandas as pd

    found = agreement_in(ratings, period)
    row = (found.n, found.exact, found.kappa, found.icc, found.low, found.high)
    names = ["n", "exact", "kappa", "icc", "low", "high"]
    columns = (
        Column("n", {"id": "Pasang (n)", "en": "Pairs (n)"}, "number"),
        Column("exact", {"id": "Level sama persis", "en": "Exactly the same level"}, "percent"),
        Column("kappa", {"id": "Kappa berbobot", "en": "Weighted kappa"}, "number", 2),
        Column("icc", {"id": "ICC(A,1)", "en": "ICC(A,1)"}, "number", 2),
        Column("low", {"id": "95%: dari", "en": "95%: from"}, "number", 2),
        Column("high", {"id": "95%: sampai", "en": "95%: to"}, "number", 2),
    )
    caption: Text = {"id": "Kesepakatan dua penilai latihan peran", "en": "Agreement of two raters of role-plays"}
    rows = pd.DataFrame([row] if found.n else [], columns=names, dtype=object)
    return Table("agreement", caption, columns, rows, NOTHING, found.n, found.why or NO_TEXT)
