"""Who may serve today, by name: on probation or with a certificate, and supervised."""

import re
from typing import TYPE_CHECKING

from grader.figures.roll import Member, Roll
from grader.standing import MAY_SERVE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["in_order", "serving", "serving_members"]


def serving_members(roll: Roll) -> list[Member]:
    """Return who may serve, by class and name."""
    return sorted((one for one in roll.present if one.standing.status in MAY_SERVE), key=in_order)


def serving(roll: Roll) -> "pd.DataFrame":
    """Return who may serve: place, group, name, code, status (of grader.standing), since, until (a day or None)."""
    import pandas as pd

    rows = [
        (one.place, one.group, one.name, one.code, one.standing.status, one.standing.since, one.standing.until or None)
        for one in serving_members(roll)
    ]
    columns = ["place", "group", "name", "code", "status", "since", "until"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def in_order(one: Member) -> tuple[object, ...]:
    """Order by place, class (8B before 10A), name and code."""
    parts = [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", one.group) if part]
    return one.place, parts, one.name.casefold(), one.code
