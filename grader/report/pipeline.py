"""The section on the pipeline: how many stand where, by class and in all, and how far they are in training."""

from collections.abc import Sequence

from grader.board.block import Block, Column, Picture, Table
from grader.figures.pipeline import held_back, modules, role_plays, statuses, statuses_by_group
from grader.figures.roll import Roll
from grader.report.pictures import bars
from grader.report.words import GROUP, PLACE, cells
from grader.views import COUNTED
from scenarios.text import Text

__all__ = ["pipeline_blocks"]

COUNT = Column("count", {"id": "Orang", "en": "People"}, "number")
SHARE = Column("share", {"id": "Bagian", "en": "Share"}, "percent")
NOBODY: Text = {"id": "Belum ada peserta.", "en": "There is no trainee yet."}
STEPS: dict[str, Text] = {
    "passed": {"id": "lulus tahap terakhirnya", "en": "passed their newest stage"},
    "not-decided": {"id": "belum ada tahap yang diputuskan", "en": "no stage decided yet"},
    "others": {"id": "lainnya bersama-sama", "en": "others together"},
}
PLAYS: dict[str, Text] = {
    "0": {"id": "belum ada", "en": "none yet"},
    "1": {"id": "1 formulir", "en": "1 form"},
    "2": {"id": "2 formulir", "en": "2 forms"},
    "3+": {"id": "3 formulir atau lebih", "en": "3 forms or more"},
}


def pipeline_blocks(roll: Roll) -> list[Block]:
    """Return the section: pictures and tables without names."""
    return [*_statuses(roll), _by_group(roll), *_modules(roll), _plays(roll), _held_back(roll)]


def _statuses(roll: Roll) -> list[Block]:
    found = statuses(roll)
    n, counts = found.attrs["n"], list(found["count"])
    labels: list[Text] = [status.text for status in found["status"]]
    caption: Text = {"id": "Berapa orang di tiap status", "en": "How many people have each status"}
    alt = _in_words(labels, counts, n)
    svg = bars("statuses", labels, counts, n or sum(count or 0 for count in counts), [True] * len(counts))
    columns = (Column("status", {"id": "Status", "en": "Status"}), COUNT, SHARE)
    found["status"] = cells(labels)
    return [
        Picture("statuses-picture", svg, alt, caption, n),
        Table("statuses", caption, columns, found, NOBODY, n),
    ]


def _by_group(roll: Roll) -> Table:
    found = statuses_by_group(roll)
    places = (Column("place", PLACE),) if len(roll.places) > 1 else ()
    counts = tuple(Column(str(status), status.text, "number") for status in COUNTED)
    least = Column("at_least", {"id": "Sedikitnya", "en": "At least"}, "number")
    note: Text = {
        "id": "“Sedikitnya” adalah jumlah dari yang ditampilkan saja.",
        "en": "“At least” is the sum of what is shown alone.",
    }
    caption: Text = {"id": "Status menurut kelas", "en": "Status by class"}
    columns = (*places, Column("group", GROUP), *counts, least)
    return Table("statuses-by-group", caption, columns, found, NOBODY, statuses(roll).attrs["n"], note)


def _modules(roll: Roll) -> list[Block]:
    found, n = modules(roll), statuses(roll).attrs["n"]
    caption: Text = {"id": "Modul yang sudah lulus", "en": "Modules passed"}
    labels: list[Text] = [{"id": code, "en": code} for code in found["code"]]
    exact = [value is not None for value in found["passed"]]
    columns = (
        Column("code", {"id": "Modul", "en": "Module"}),
        Column("passed", {"id": "Lulus", "en": "Passed"}, "number"),
        Column("not_yet", {"id": "Belum", "en": "Not yet"}, "number"),
        Column("share", {"id": "Bagian yang lulus", "en": "Share passed"}, "percent"),
        Column("at_least", {"id": "Lulus, sedikitnya", "en": "Passed, at least"}, "number"),
    )
    svg = bars("modules", labels, list(found["at_least"]), n or 1, exact)
    alt = _in_words(labels, list(found["at_least"]), n, exact)
    return [Picture("modules-picture", svg, alt, caption, n), Table("modules", caption, columns, found, NOBODY, n)]


def _plays(roll: Roll) -> Table:
    found = role_plays(roll)
    n = found.attrs["n"]
    found["plays"] = cells(PLAYS[plays] for plays in found["plays"])
    caption: Text = {"id": "Latihan peran yang sudah dinilai", "en": "Role-plays rated"}
    columns = (Column("plays", {"id": "Formulir per orang", "en": "Forms each"}), COUNT, SHARE)
    return Table("role-plays", caption, columns, found, NOBODY, n)


def _held_back(roll: Roll) -> Table:
    found = held_back(roll)
    n, others = found.attrs["n"], found["step"].iloc[-1]
    found = found[(found["step"] != others) | (found["count"] != 0)].reset_index(drop=True)
    found["told"] = cells(STEPS.get(step) or name for step, name in zip(found["step"], found["name"], strict=True))
    caption: Text = {"id": "Langkah yang paling banyak menahan", "en": "Which step holds most people back"}
    note: Text = {
        "id": "Dari keputusan terbaru yang tersimpan: langkah wajib pertama yang belum lulus.",
        "en": "From the newest decision on record: the first required step that is not passed.",
    }
    columns = (Column("told", {"id": "Langkah", "en": "Step"}), COUNT, SHARE)
    return Table("held-back", caption, columns, found, NOBODY, n, note)


def _in_words(labels: list[Text], values: list[float | None], n: int | None, is_exact: Sequence[bool] = ()) -> Text:
    def told(value: float | None, exact: bool = True) -> str:
        return "–" if value is None else f"{'' if exact else '≥ '}{value}"

    exact = is_exact or [True] * len(labels)

    return {
        lang: f"n = {told(n)}. "
        + "; ".join(
            f"{label[lang]}: {told(value, is_so)}" for label, value, is_so in zip(labels, values, exact, strict=True)
        )
        for lang in ("id", "en")
    }
