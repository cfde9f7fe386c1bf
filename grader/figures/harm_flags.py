"""Harm flags: where a code H1–H14 was seen, in assessments and in observed role-plays. By code and by month, no names.

A flag is one code of one trainee in one hand-in of a module's assessment that was decided about, or in one play (form
and sitting) of a role-play, whoever of the raters saw it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.figures.roll import Roll
from grader.figures.suppression import suppress
from grader.observation.rating import Rating

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ASSESSMENT", "ROLE_PLAY", "Flag", "by_code", "by_month", "flags_of"]

ASSESSMENT, ROLE_PLAY = "assessment", "role-play"


@dataclass(frozen=True)
class Flag:
    """One code seen on a day (YYYY-MM-DD), the first where it was seen more than once; `person` is a member's key."""

    source: str
    code: str
    person: str
    on_day: str


def flags_of(roll: Roll, ratings: Mapping[str, Iterable[Rating]], first: str, last: str) -> list[Flag]:
    """Return the flags of the days from `first` to `last`; `ratings` are the locked ones of each place."""
    seen: dict[tuple[str, ...], Flag] = {}
    for one in roll.members:
        for entry in one.of("decision"):
            evidence = roll.contents.get(entry.number, {}).get("evidence", {})
            for code in {code for item in evidence.get("items", ()) for code in item["harms"]}:
                key = one.key, entry.about, str(evidence.get("responses_sha256")), code
                seen.setdefault(key, Flag(ASSESSMENT, code, one.key, entry.on_day))
    for place, given in ratings.items():
        for rating in sorted(given, key=lambda rating: rating.observed_on):
            person, day = f"{place}/{rating.candidate}", rating.observed_on.isoformat()
            for code in rating.codes:
                key = person, rating.form, str(rating.sitting), code
                seen.setdefault(key, Flag(ROLE_PLAY, code, person, day))
    return [flag for flag in seen.values() if first <= flag.on_day <= last]


def by_code(flags: Iterable[Flag], codes: Iterable[str]) -> "pd.DataFrame":
    """Return code, and how many flags of it in assessments and role-plays; "" is the code of all together, last."""
    return _table("code", flags, list(codes))


def by_month(flags: Iterable[Flag], months: Iterable[str]) -> "pd.DataFrame":
    """Return month (YYYY-MM), and how many flags were seen in it in assessments and role-plays; "" is all, last."""
    return _table("month", flags, list(months))


def _table(name: str, flags: Iterable[Flag], keys: list[str]) -> "pd.DataFrame":
    """Numbers that rest on fewer than five people, or tell of them, are None."""
    import pandas as pd

    flags, columns = list(flags), {}
    for source in (ASSESSMENT, ROLE_PLAY):
        groups: dict[str, list[str]] = {key: [] for key in keys}
        for flag in flags:
            if flag.source == source:
                groups[flag.code if name == "code" else flag.on_day[:7]].append(flag.person)
        allowed = suppress(groups)
        total = sum(map(len, groups.values())) if allowed.has_total else None
        columns[source] = [*(len(groups[key]) if key in allowed.shown else None for key in keys), total or None]
    return pd.DataFrame({name: [*keys, ""], **columns}, dtype=object)
