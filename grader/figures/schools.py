"""The places of one register side by side: numbers alone, never a name or a code.

Counts of statuses are those of `sebaya status --as district` (grader.views): fewer than five are not shown, and all
together are only the sum of what is shown. Certificates that end within the days of the first reminder have the
status `expiring`.
"""

from typing import TYPE_CHECKING

from grader.figures.roll import Roll
from grader.figures.service import due_of
from grader.figures.supervision import share
from grader.figures.suppression import suppress
from grader.views import COUNTED, SMALLEST

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["schools"]


def schools(roll: Roll) -> "pd.DataFrame":
    """Return of each place, and of all ("" as place, last): place, a count for each status, at_least, due, held, share.

    `due` and `held` are all supervision since the beginning (grader.figures.service); those of all are the sum of
    what is shown of each.
    """
    import pandas as pd

    counts = {place: dict.fromkeys(COUNTED, 0) for place in roll.places}
    due: dict[str, list[bool]] = {place: [] for place in roll.places}
    people: dict[str, set[str]] = {place: set() for place in roll.places}
    for one in roll.members:
        if one.standing.status in COUNTED:
            counts[one.place][one.standing.status] += 1
        if found := due_of(one, roll):
            due[one.place] += [each.is_held for each in found]
            people[one.place].add(one.key)
    allowed = suppress(people).shown
    rows = []
    for place in roll.places:
        shown = [count if count >= SMALLEST else None for count in counts[place].values()]
        held = (len(due[place]), sum(due[place])) if place in allowed else (None, None)
        rows.append([place, *shown, sum(count or 0 for count in shown), *held])
    totals = [sum(row[column] or 0 for row in rows) or None for column in range(1, len(COUNTED) + 4)]
    totals[len(COUNTED)] = totals[len(COUNTED)] or 0
    rows.append(["", *totals])
    columns = ["place", *map(str, COUNTED), "at_least", "due", "held"]
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    table["share"] = [share(held, due) if due else None for due, held in zip(table["due"], table["held"], strict=True)]
    return table
