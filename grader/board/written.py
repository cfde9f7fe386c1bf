"""How the cells of a table are written in a language: numbers, shares, days and texts."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from numbers import Real
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from grader.board.block import Column, Table
from scenarios.text import pick

__all__ = ["NOT_SHOWN", "read_column", "written"]

NOT_SHOWN = "–"
SHARES = ("percent", "heat")


def written(value: Any, column: Column, lang: str) -> str:
    """Return a cell as it is read: `–` for nothing, shares as per cent, days with the month's name."""
    if value is None:
        return NOT_SHOWN
    if isinstance(value, Mapping):
        return pick(value, lang)
    if column.kind == "day":
        return _day(str(value)[:10], lang)
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    if column.kind in SHARES:
        return f"{_decimal(float(value) * 100, column.places, lang)}%"
    return _decimal(float(value), column.places, lang)


def read_column(table: Table, column: Column, lang: str) -> tuple[list[str], list[Any] | None]:
    """Return a column's cells as they are read, and what they are ordered by; None where that is the text itself."""
    cells = table.rows[column.id].astype(object)
    values = cells.where(cells.notna(), None).tolist()  # None for all that pandas has for nothing
    texts = [written(value, column, lang) for value in values]
    return texts, None if column.kind == "text" else [_order(value, lang) for value in values]


def _order(value: Any, lang: str) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return pick(value, lang)
    return float(value) if isinstance(value, Real) else str(value)[:10]


@lru_cache(maxsize=4096)
def _day(iso: str, lang: str) -> str:
    try:
        return str(format_date(date.fromisoformat(iso), "d MMM y", locale=lang))
    except ValueError:
        return iso


@lru_cache(maxsize=4096)
def _decimal(value: float, places: int, lang: str) -> str:
    return str(format_decimal(value, "#,##0" + "." * bool(places) + "0" * places, locale=lang))
