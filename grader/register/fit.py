"""Whether a row fits the register's tables, with the same answer for both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, String, Table

__all__ = ["misfit"]

LARGEST = 2**31 - 1


def misfit(table: Table, row: Mapping[str, Any]) -> str | None:
    """Return the first column whose value `table` could not keep as it is, None when the row fits."""
    for column in table.columns:
        value, kind = row[column.name], column.type
        if isinstance(kind, Integer):
            fits = type(value) is int and 0 < value <= LARGEST
        else:
            fits = isinstance(value, str) and _is_plain(value)
            if isinstance(kind, String) and kind.length is not None:
                fits = fits and len(value) <= kind.length
        if not fits:
            return column.name
    return None


def _is_plain(text: str) -> bool:
    """Whether both databases keep the text: no zero byte, no half of a character."""
    has_halves = not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)
    return "\0" not in text and not has_halves
