"""Which certificates end in the next six months, and whose renewal can begin."""

from datetime import date
from typing import TYPE_CHECKING

from grader.figures.roll import Member, Roll
from grader.figures.serving import in_order
from grader.standing import MAY_SERVE, Status

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MONTHS", "expiring", "expiring_by_month"]

MONTHS = 6
"""This month and the five after it."""


def expiring(roll: Roll) -> "pd.DataFrame":
    """Return the certificates that end within these months, the nearest first.

    Columns: place, group, name, code, status, until, days_left, within (the smallest number of days of the rule's
    `remind_days` that the end falls into, or None) and is_open: whether it can be renewed already, which is so within
    the largest of these numbers (grader.certify).
    """
    import pandas as pd

    limits, months, rows = sorted(roll.rule.standing["remind_days"]), _months(roll.today), []
    for one in _ending(roll):
        left = (date.fromisoformat(one.standing.until) - roll.today).days
        if one.standing.until[:7] in months:
            within = next((days for days in limits if left <= days), None)
            known = (one.place, one.group, one.name, one.code, one.standing.status, one.standing.until)
            rows.append((*known, left, within, left <= limits[-1]))
    columns = ["place", "group", "name", "code", "status", "until", "days_left", "within", "is_open"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def expiring_by_month(roll: Roll) -> "pd.DataFrame":
    """Return month (YYYY-MM) and how many certificates end in it, months without any included.

    It stands beside the list of their names, so that nothing is hidden by leaving out small numbers here.
    """
    import pandas as pd

    ending = [str(until)[:7] for until in expiring(roll)["until"]]
    rows = [(month, ending.count(month)) for month in _months(roll.today)]
    return pd.DataFrame(rows, columns=["month", "count"], dtype=object)


def _ending(roll: Roll) -> list[Member]:
    wanted = (*MAY_SERVE, Status.SUSPENDED)
    found = [one for one in roll.present if one.standing.until and one.standing.status in wanted]
    return sorted(found, key=lambda one: (one.standing.until, *in_order(one)))


def _months(today: date) -> list[str]:
    counted = [today.year * 12 + today.month - 1 + ahead for ahead in range(MONTHS)]
    return [f"{number // 12}-{number % 12 + 1:02}" for number in counted]
