"""The evaluation of a programme (curriculum outline, M15): process, safety, wellbeing, failures. Never a name.

What nobody records is said to be not recorded; a number that rests on fewer than five people is not shown. A count is
of what happened from the first to the last day of the period, both included, to whoever was trained, also to those
whose name was erased since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from grader.figures.harm_flags import ASSESSMENT, ROLE_PLAY, Flag
from grader.figures.roll import STAGES, Member, Roll
from grader.figures.service import due_of, spans_of
from grader.figures.supervision import is_unsupervised
from grader.figures.suppression import is_shown, suppress
from grader.observation.agreement import Agreement, history_of
from grader.observation.pairs import ROLE_PLAY as PLAYED
from grader.observation.pairs import rating_pairs
from grader.observation.rating import Rating
from grader.register import Entry
from grader.register.people import ERASED
from grader.standing import HELD, Status

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AREAS", "NOT_RECORDED", "Period", "agreement_in", "measures", "months_of", "refreshers_by_term"]

OWN = ("own-wish", "wellbeing")
NOT_RECORDED = ("referrals-completed", "time-to-adult", "near-misses")
"""What the outline asks for and no record holds."""
AREAS: Mapping[str, tuple[str, ...]] = {
    "process": ("supervision-due", "supervision-held", "conversations", "refreshers-attended", "refreshers-missed",
                "referrals-completed", "time-to-adult"),
    "safety": ("harm-in-assessments", "harm-in-role-plays", "incidents", "near-misses", "suspensions",
               "unsupervised", "revocations"),
    "wellbeing": ("wellbeing-talks", "pauses-own"),
    "failures": ("modules-not-passed", "stages-not-passed", "retakes", "supervision-missed", "withdrew",
                 "left-otherwise", "expired"),
}  # fmt: skip
"""Area → its measures, in the order in which they are shown."""
Ratings = Mapping[str, Iterable[Rating]]
Found = list[tuple[str, int]]
"""Who (a member's key), and how many of a thing."""


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[str, str]:
        """Both as written in the register."""
        return self.first.isoformat(), self.last.isoformat()


def measures(roll: Roll, ratings: Ratings, flags: Iterable[Flag], period: Period) -> "pd.DataFrame":
    """Return area, measure, count, people, share: one row for each measure of AREAS; None where not shown.

    `people` is on how many the count rests. `share` is of the supervision due, where it applies. `flags` are those
    of the period.
    """
    import pandas as pd

    found = {**_events(roll, period), **_supervision(roll, period), **_failures(roll, ratings, period)}
    for name, source in (("harm-in-assessments", ASSESSMENT), ("harm-in-role-plays", ROLE_PLAY)):
        found[name] = [(flag.person, 1) for flag in flags if flag.source == source]
    due = sum(count for _, count in found["supervision-due"])
    rows = []
    for area, names in AREAS.items():
        for name in names:
            count, people = _shown(found, name)
            is_share = name in ("supervision-held", "supervision-missed") and count is not None and due
            rows.append((area, name, count, people, count / due if is_share and count is not None else None))
    return pd.DataFrame(rows, columns=["area", "measure", "count", "people", "share"], dtype=object)


def refreshers_by_term(roll: Roll, period: Period) -> "pd.DataFrame":
    """Return term (2026-1: January to June, 2026-2: July to December), served, attended, not_attended, share.

    `served` is how many served on any day of the term within the period; attended, how many of them were at a
    refresher in it.
    """
    import pandas as pd

    rows = []
    for term, (first, last) in _terms(period).items():
        groups: dict[bool, list[str]] = {True: [], False: []}
        for one in roll.members:
            spans = spans_of(one.entries, roll.today, roll.rule.standing)
            if any(span.first <= last and span.last >= first for span in spans):
                taken = one.of("refresher", first.isoformat(), last.isoformat())
                groups[any(entry.outcome in HELD for entry in taken)].append(one.key)
        allowed = suppress(groups)
        counts = [len(groups[key]) if key in allowed.shown else None for key in (True, False)]
        served = (len(groups[True]) + len(groups[False]) if allowed.has_total else 0) or None
        rows.append((term, served, *counts, counts[0] / served if counts[0] is not None and served else None))
    return pd.DataFrame(rows, columns=["term", "served", "attended", "not_attended", "share"], dtype=object)


def agreement_in(ratings: Ratings, period: Period) -> Agreement:
    """Return how well two raters agreed on the levels of role-plays observed in the period, of all places together."""
    pairs = [pair for given in ratings.values() for pair in rating_pairs(given)]
    return history_of([pair for pair in pairs if period.first <= pair.on_day <= period.last], PLAYED).overall


def months_of(period: Period) -> list[str]:
    """Return the months (YYYY-MM) of the period."""
    counted = [day.year * 12 + day.month - 1 for day in (period.first, period.last)]
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(counted[0], counted[1] + 1)]


def _shown(found: Mapping[str, Found], name: str) -> tuple[int | None, int | None]:
    """Supervision held and missed are of all to whom it was due; whatever else, of those to whom it happened."""
    if name in NOT_RECORDED:
        return None, None
    about = "supervision-due" if name.startswith("supervision-") else name
    people = {key for key, _ in found[about]}
    if not is_shown(people):
        return None, None
    return sum(count for _, count in found[name]), len(people)


def _events(roll: Roll, period: Period) -> dict[str, Found]:
    def of(kind: str, wanted: Any = lambda _: True) -> Found:
        return [(one.key, 1) for one in roll.members for entry in one.of(kind, *period.days) if wanted(entry)]

    def reason(entry: Entry) -> str:
        return str(roll.contents.get(entry.number, {}).get("reason", ""))

    talks = [(one.key, _count(roll, entry)) for one in roll.members for entry in one.of("conversation", *period.days)]
    return {
        "conversations": talks,
        "refreshers-attended": of("refresher", lambda entry: entry.outcome in HELD),
        "refreshers-missed": of("refresher", lambda entry: entry.outcome not in HELD),
        "incidents": of("incident"),
        "suspensions": of("suspension", lambda entry: reason(entry) not in OWN),
        "pauses-own": of("suspension", lambda entry: reason(entry) in OWN),
        "unsupervised": [(one.key, 1) for one in roll.present if is_unsupervised(one)],
        "revocations": of("revocation"),
        "wellbeing-talks": of("wellbeing"),
        "modules-not-passed": of("decision", lambda one: one.about not in STAGES and one.outcome == "not-passed"),
        "stages-not-passed": of("decision", lambda one: one.about in STAGES and one.outcome == "not-passed"),
        "left-otherwise": of("leave", lambda entry: entry.outcome != ERASED and reason(entry) != "own-wish"),
        "withdrew": [
            *of("leave", lambda entry: entry.outcome != ERASED and reason(entry) == "own-wish"),
            *of("consent", lambda entry: entry.outcome == "withdrawn"),
            *of("assent", lambda entry: entry.outcome == "withdrawn"),
        ],
    }


def _supervision(roll: Roll, period: Period) -> dict[str, Found]:
    due = [(one.key, each) for one in roll.members for each in due_of(one, roll, period.first, period.last)]
    return {
        "supervision-due": [(key, 1) for key, _ in due],
        "supervision-held": [(key, 1) for key, each in due if each.is_held],
        "supervision-missed": [(key, 1) for key, each in due if not each.is_held],
    }


def _failures(roll: Roll, ratings: Ratings, period: Period) -> dict[str, Found]:
    sittings = {
        (f"{place}/{rating.candidate}", rating.sitting)
        for place, given in ratings.items()
        for rating in given
        if rating.sitting > 1 and period.first <= rating.observed_on <= period.last
    }
    return {
        "retakes": [(key, 1) for key, _ in sorted(sittings)],
        "expired": [(one.key, 1) for one in roll.present if _expired(one, period)],
    }


def _expired(one: Member, period: Period) -> bool:
    """Whether a certificate ended in the period, and was not renewed up to the day of the roll."""
    return one.standing.status is Status.EXPIRED and period.days[0] <= one.standing.until <= period.days[1]


def _count(roll: Roll, entry: Entry) -> int:
    count = roll.contents.get(entry.number, {}).get("count", 1)
    return count if isinstance(count, int) and count > 0 else 0


def _terms(period: Period) -> dict[str, tuple[date, date]]:
    terms = {}
    for year in range(period.first.year, period.last.year + 1):
        for number, (first, last) in enumerate(
            ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))), 1
        ):
            begins, ends = max(first, period.first), min(last, period.last)
            if begins <= ends:
                terms[f"{year}-{number}"] = begins, ends
    return terms
