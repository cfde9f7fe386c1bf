"""Whose consent is missing or was withdrawn: of a parent for minors, and everybody's own assent."""

from typing import TYPE_CHECKING

from grader.figures.roll import Member, Roll
from grader.figures.serving import in_order
from grader.standing import Status

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["asked", "consent_counts", "consents_missing"]

KINDS = ("consent", "assent")
OVER = (Status.EXPIRED, Status.REVOKED)


def asked(roll: Roll) -> list[Member]:
    """Return who needs consents: all who take part, without those who left, or whose role is over (as reminders do)."""
    return [one for one in sorted(roll.present, key=in_order) if one.standing.status not in OVER and not _left(one)]


def consents_missing(roll: Roll) -> "pd.DataFrame":
    """Return place, group, name, code, tier, kind (consent, assent), state (missing, withdrawn), since (day or None).

    The tiers whose parents are asked are those of the rule (step `consent` of probation).
    """
    import pandas as pd

    rows = [
        (one.place, one.group, one.name, one.code, one.tier, kind, state, since or None)
        for one in asked(roll)
        for kind in _needed(one, roll)
        for state, since in [_state(one, kind)]
        if state != "given"
    ]
    columns = ["place", "group", "name", "code", "tier", "kind", "state", "since"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def consent_counts(roll: Roll) -> "pd.DataFrame":
    """Return of each kind how many need it (n), and of how many it is given, missing, withdrawn.

    It stands beside the list of their names, so that nothing is hidden by leaving out small numbers here.
    """
    import pandas as pd

    rows = []
    for kind in KINDS:
        states = [_state(one, kind)[0] for one in asked(roll) if kind in _needed(one, roll)]
        rows.append((kind, len(states), *(states.count(state) for state in ("given", "missing", "withdrawn"))))
    return pd.DataFrame(rows, columns=["kind", "n", "given", "missing", "withdrawn"], dtype=object)


def _needed(one: Member, roll: Roll) -> tuple[str, ...]:
    return KINDS if one.tier in roll.rule.value("probation", "consent", "minors") else KINDS[1:]


def _state(one: Member, kind: str) -> tuple[str, str]:
    latest = one.latest(kind)
    return (latest.outcome, latest.on_day) if latest else ("missing", "")


def _left(one: Member) -> bool:
    leaves = {entry.number for entry in one.entries if entry.kind == "leave"}
    return one.standing.status is Status.SUSPENDED and bool(leaves & set(one.standing.entries))
