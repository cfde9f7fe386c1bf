"""What waits in role-plays and second marks: that something waits, never which level anybody gave."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from grader.course import Course
from grader.faults import SebayaError
from grader.figures.hand_ins import NewHandIn, State
from grader.observation.qualify import qualifications
from grader.observation.reconcile import Reconciled
from grader.observation.second_marks import FURTHEST
from grader.observation.sheet import FOLDER, SCENES, Play, read_sheet
from grader.raters import Rater
from grader.register import Entry
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Apart", "Observed", "drafts", "not_qualified", "plays_waiting", "second_marks_apart"]

_NO_SCENE: Text = {"id": "belum ada adegan kalibrasi yang dikunci", "en": "no calibration scene is locked yet"}


@dataclass(frozen=True)
class Observed:
    """A role-play that waits: `state` is second (one rating is locked), third (the raters differ) or draft.

    `raters` (codes) have locked, or, of a draft, have begun; `since` is the day of the play, None where it is unknown.
    """

    state: str
    play: Play
    raters: tuple[str, ...]
    since: date | None


@dataclass(frozen=True)
class Apart:
    """A written reply whose two marks are to be talked over."""

    trainee: str
    assessment: str
    item: str
    rater: str
    since: str


def plays_waiting(plays: Iterable[Reconciled]) -> list[Observed]:
    """Return the plays that need one more rater, the longest waiting first."""
    found = [
        Observed("third" if play.needs_third else "second", Play(*play.key), play.raters, play.observed_on)
        for play in plays
        if not play.is_settled
    ]
    return sorted(found, key=lambda one: (one.since or date.min, one.play.candidate, one.play.form))


def drafts(course: Course, plays: Iterable[Reconciled], trainees: Collection[str]) -> list[Observed]:
    """Return the sheets of `trainees` that a rater has begun and not locked; the day of a damaged one is None.

    What a rater locked in the register is no draft, whatever its file says.
    """
    locked = {(*play.key, rater) for play in plays for rater in play.raters}
    return [
        Observed("draft", play, (rater,), _day(course, play, rater))
        for play, rater in _sheets(course)
        if play.candidate in trainees and (play.candidate, play.form, play.sitting, rater) not in locked
    ]


def second_marks_apart(entries: Iterable[Entry], hand_ins: Iterable[NewHandIn], grades: "pd.DataFrame") -> list[Apart]:
    """Return the written replies that two have marked too far apart; only those of the hand-in that is marked now.

    `entries` are second marks that count, with their content. Of two for one reply the first stands.
    """
    attempts = {(one.trainee, one.assessment): one.attempt for one in hand_ins if one.state is State.MARKED}
    given = grades[grades["hand"].notna() & ~grades["needs_person"]]
    first = {
        (trainee, assessment, item): hand
        for trainee, assessment, item, hand in given[["trainee", "assessment", "item", "hand"]].itertuples(index=False)
    }
    found: dict[tuple[str, str, str], Apart | None] = {}
    for entry in entries:
        assessment, _, item = entry.about.partition("/")
        key = entry.person, assessment, item
        is_same = attempts.get(key[:2]) == entry.content.get("attempt", 1)
        if is_same and key in first and key not in found:
            is_apart = abs(first[key] - int(entry.outcome)) > FURTHEST
            found[key] = Apart(*key, entry.recorded_by, entry.on_day) if is_apart else None
    return [one for one in found.values() if one]


def not_qualified(
    raters: Iterable[Rater], entries: Iterable[Entry], thresholds: tuple[float, float]
) -> list[tuple[Rater, tuple[Text, ...]]]:
    """Return each rater whose ratings do not count yet, and what is missing. Raises SebayaError."""
    known = qualifications(entries, *thresholds)
    missing = {one: known[one.code].missing if one.code in known else (_NO_SCENE,) for one in raters}
    return [(rater, why) for rater, why in missing.items() if why]


def _sheets(course: Course) -> Iterator[tuple[Play, str]]:
    """The names of the sheets: opening thousands that are locked would take seconds."""
    for path in sorted((course.root / FOLDER).glob("*/*.json")):
        form, _, rest = path.name.removesuffix(".json").partition(".")
        sitting, _, rater = rest.partition(".")
        if path.parent.name != SCENES and sitting.isdecimal() and rater:
            yield Play(path.parent.name, form, int(sitting)), unquote(rater)


def _day(course: Course, play: Play, rater: str) -> date | None:
    try:
        sheet = read_sheet(course, play, rater)
    except SebayaError:
        return None
    return sheet.rating.observed_on if sheet else None
