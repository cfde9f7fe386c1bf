"""Supervision held against what was due: of each who serves, of each class, and of all (grader.figures.service)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from grader.figures.roll import STAGES, Member, Roll
from grader.figures.service import Due, due_of, every
from grader.figures.serving import in_order
from grader.figures.suppression import suppress
from grader.standing import HELD, MAY_SERVE, Status

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["is_unsupervised", "overdue", "share", "supervision_by_group", "supervision_of_each"]


def supervision_of_each(roll: Roll) -> "pd.DataFrame":
    """Return of each who may serve today: place, group, name, code, due, held, missed, share, last (day or None).

    They count since the trainee first served; `share` is of what was due, None where nothing was yet.
    """
    import pandas as pd

    rows = []
    for one in sorted((one for one in roll.present if one.standing.status in MAY_SERVE), key=in_order):
        due = due_of(one, roll)
        held = sum(each.is_held for each in due)
        known = (one.place, one.group, one.name, one.code, len(due), held, len(due) - held, share(held, len(due)))
        rows.append((*known, _last_held(one) or None))
    columns = ["place", "group", "name", "code", "due", "held", "missed", "share", "last"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def supervision_by_group(roll: Roll, first: date = date.min, last: date = date.max) -> "pd.DataFrame":
    """Return of each class, and of all ("" as group, last): place, group, due, held, missed, share.

    Counted is all that was due to whoever served in these days, also to those who serve no longer. The numbers of a
    class are None where they, or those of another class that could be worked out, rest on fewer than five people.
    Whoever was erased has no class: they count among all.
    """
    import pandas as pd

    due: dict[tuple[str, str], list[Due]] = {}
    people: dict[tuple[str, str], set[str]] = {}
    for one in sorted(roll.members, key=in_order):
        if found := due_of(one, roll, first, last):
            due.setdefault((one.place, one.group), []).extend(found)
            people.setdefault((one.place, one.group), set()).add(one.key)
    allowed = suppress(people)
    rows = [(*key, *_numbers(due[key], is_shown=key in allowed.shown)) for key in due if key[1]]
    rows.append(("", "", *_numbers([one for found in due.values() for one in found], is_shown=allowed.has_total)))
    return pd.DataFrame(rows, columns=["place", "group", "due", "held", "missed", "share"], dtype=object)


def overdue(roll: Roll) -> "pd.DataFrame":
    """Return who was not supervised for more days than the calendar asks, the longest first.

    They are those who may serve, or are paused only because nobody supervised them. Columns: place, group, name,
    code, status, since (the last supervision, stage passed, or return) and days.
    """
    import pandas as pd

    found = []
    for one in roll.present:
        since = _supervised_on(one)
        if since and (days := (roll.today - date.fromisoformat(since)).days) > every(roll):
            found.append((days, in_order(one), (one.place, one.group, one.name, one.code, one.standing.status, since)))
    rows = [(*known, days) for days, _, known in sorted(found, key=lambda each: (-each[0], each[1]))]
    return pd.DataFrame(rows, columns=["place", "group", "name", "code", "status", "since", "days"], dtype=object)


def is_unsupervised(one: Member) -> bool:
    """Whether somebody is paused for want of supervision alone: their standing rests on the stage they passed."""
    numbers = {entry.number for entry in one.entries if entry.kind == "decision"}
    return one.standing.status is Status.SUSPENDED and bool(numbers & set(one.standing.entries))


def share(part: int, of: int) -> float | None:
    """Return a share from 0 to 1; None of nothing."""
    return part / of if of else None


def _supervised_on(one: Member) -> str:
    if one.standing.status not in MAY_SERVE and not is_unsupervised(one):
        return ""
    begun = [each for each in one.of("decision") if each.about in STAGES and each.outcome == "passed"]
    return max(_last_held(one), *(each.on_day for each in (*begun, *one.of("return"))))


def _last_held(one: Member) -> str:
    return max((each.on_day for each in one.of("supervision") if each.outcome in HELD), default="")


def _numbers(due: Iterable[Due], *, is_shown: bool) -> tuple[float | None, ...]:
    held = [each.is_held for each in due]
    if not is_shown or not held:
        return (None, None, None, None)
    return len(held), sum(held), len(held) - sum(held), share(sum(held), len(held))
