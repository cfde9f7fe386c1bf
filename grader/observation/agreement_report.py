"""The agreement of a class's raters: read from the register, and written as a table (CSV) beside its picture."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course
from grader.observation.agreement import Agreement, History, history_of
from grader.observation.agreement_plot import KINDS, draw
from grader.observation.locked import locked_ratings, not_struck
from grader.observation.pairs import rating_pairs, text_pairs
from grader.register import register_of
from scenarios.atomic import write_whole
from scenarios.text import Text

__all__ = ["Written", "agreement_rows", "histories_of", "write_agreement"]

COLUMNS = ("kind", "scope", "name", "n", "exact", "kappa", "icc", "icc_low", "icc_high", "why_id", "why_en")


@dataclass(frozen=True)
class Written:
    """What was written: both paths, and the picture in words, in the trainer's language."""

    picture: Path
    csv: Path
    in_words: str


def histories_of(course: Course) -> dict[str, History]:
    """Return kind of pairs → history, of all that two people rated in a class. Raises SebayaError."""
    register, place = register_of(course), course.about["id"]
    second_marks = not_struck(register.entries(place=place, kind=["second-mark", "correction"]))
    pairs = [*rating_pairs(locked_ratings(register, place)), *text_pairs(course, second_marks)]
    return {kind: history_of(pairs, kind) for kind in KINDS}


def agreement_rows(histories: Mapping[str, History]) -> Iterator[tuple[str, str, str, Agreement]]:
    """Yield kind, scope (all, month, about), name (the month or what it is about), and the agreement there."""
    for kind, history in histories.items():
        yield kind, "all", "", history.overall
        for month, found in history.months.items():
            if found.n:
                yield kind, "month", f"{month:%Y-%m}", found
        for about, found in history.by_about.items():
            yield kind, "about", about, found


def write_agreement(course: Course, histories: Mapping[str, History]) -> Written:
    """Write `records/agreement.svg` and `records/agreement.csv`. Raises OSError when they cannot be written."""
    folder = course.root / "records"
    folder.mkdir(exist_ok=True)
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for kind, scope, name, found in agreement_rows(histories):
        numbers = (found.exact, found.kappa, found.icc, found.low, found.high)
        why: Text = found.why or {"id": "", "en": ""}
        rows.writerow([kind, scope, name, found.n, *map(_written, numbers), why["id"], why["en"]])
    table, picture = folder / "agreement.csv", folder / "agreement.svg"
    write_whole(table, text.getvalue().encode())
    return Written(picture, table, draw(histories, picture))


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
