"""The columns that tell who somebody is, the same in every panel of the school."""

from typing import TYPE_CHECKING

from grader.board.block import Column
from grader.report.words import GROUP, PLACE, cells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["STATUS", "who", "with_status"]

STATUS = Column("status", {"id": "Status", "en": "Status"})


def who(rows: "pd.DataFrame") -> tuple[Column, ...]:
    """Return class, name and code; before them the place where rows are of several."""
    places = (Column("place", PLACE),) if rows["place"].nunique() > 1 else ()
    name, code = Column("name", {"id": "Nama", "en": "Name"}), Column("code", {"id": "Kode", "en": "Code"})
    return (*places, Column("group", GROUP), name, code)


def with_status(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows with their status in words."""
    return rows.assign(status=cells([status.text for status in rows["status"]]))
