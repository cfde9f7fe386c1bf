"""All that waits for a trainer on a day, read from a class in a few queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import Course
from grader.figures.gradebook import due_days, local_day, read_grades
from grader.figures.hand_ins import NewHandIn, State, arrivals, newest_hand_ins
from grader.figures.harm import Harm, harm_in_hand_ins, harm_in_plays, harmful_tokens, open_incidents
from grader.figures.observed import Apart, Observed, drafts, not_qualified, plays_waiting, second_marks_apart
from grader.observation.locked import not_struck
from grader.observation.qualify import thresholds_of
from grader.observation.rating import Rating
from grader.observation.reconcile import reconcile_all
from grader.raters import Rater, read_raters
from grader.register import register_of
from grader.released import first_released, read_key
from grader.reminders import Reminder, reminders
from grader.roster import Trainee, read_roster
from grader.rule import read_certification
from grader.views import glance
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SOON", "Due", "Queue", "Refused", "Waiting", "read_waiting"]

SOON = 14
"""So many days ahead due dates are shown."""
_WITH_CONTENT = ("calibration", "incident", "rating", "second-mark")


@dataclass(frozen=True)
class Queue:
    """What waits in one assessment: `count` of it, of `people` trainees, the oldest of the day `since`."""

    assessment: str
    count: int
    people: int
    since: date | None


@dataclass(frozen=True)
class Refused:
    """A hand-in that cannot be taken or marked: `where` is a trainee's code or a file; `reason` a key of REASONS."""

    assessment: str
    where: str
    reason: str


@dataclass(frozen=True)
class Due:
    """An assessment that is due soon: the day, and how many have handed in."""

    assessment: str
    day: date
    handed_in: int


@dataclass(frozen=True)
class Waiting:
    """What waits, harm first. `people` are the trainees of the roster, by code."""

    people: Mapping[str, Trainee]
    harms: tuple[Harm, ...]
    replies: tuple[Queue, ...]
    arrived: tuple[Queue, ...]
    unmarked: tuple[Queue, ...]
    refused: tuple[Refused, ...]
    plays: tuple[Observed, ...]
    apart: tuple[Apart, ...]
    raters: tuple[tuple[Rater, tuple[Text, ...]], ...]
    due: tuple[Due, ...]
    reminders: tuple[Reminder, ...]


def read_waiting(course: Course, today: date) -> Waiting:
    """Return what waits on `today`. Raises SebayaError when a file or database of the class cannot be read."""
    people = {trainee.code: trainee for trainee in read_roster(course)}
    assessments = list(first_released(course))
    keys = {name: read_key(course, name) for name in assessments}
    texts = {name: [i for i, item in key.items.items() if item["type"] == "text"] for name, key in keys.items()}
    tokens = {name: harmful_tokens(key) for name, key in keys.items()}
    hand_ins = [one for name in assessments for one in newest_hand_ins(course, name, people)]
    grades = read_grades(course, assessments, people)
    place, register = course.about["id"], register_of(course)
    with register.reading() as connection:
        light = glance(connection, place=place)
    full = not_struck(register.entries(place=place, kind=[*_WITH_CONTENT, "correction"]))
    entries = [one for one in not_struck(light) if one.kind not in _WITH_CONTENT]
    of_kind = {kind: [one for one in full if one.kind == kind] for kind in _WITH_CONTENT}
    plays = [play for play in reconcile_all(map(Rating.from_entry, of_kind["rating"])) if play.key[0] in people]
    rule = read_certification(course)
    came = list(arrivals(course, people.values()))
    return Waiting(
        people,
        (
            *(one for one in open_incidents([*entries, *of_kind["incident"]]) if one.trainee in people),
            *harm_in_hand_ins(hand_ins, tokens, grades, texts, entries),
            *harm_in_plays(plays, entries),
        ),
        tuple(_replies(grades, texts, hand_ins)),
        tuple(_arrived(came)),
        tuple(_unmarked(assessments, hand_ins)),
        tuple(_refused(hand_ins, came)),
        (*plays_waiting(plays), *drafts(course, plays, people)),
        tuple(second_marks_apart(of_kind["second-mark"], hand_ins, grades)),
        tuple(not_qualified(read_raters(course), of_kind["calibration"], thresholds_of(course))),
        tuple(_due(course, hand_ins, today)),
        tuple(reminders(rule, list(people.values()), light, today)),
    )


def _replies(
    grades: "pd.DataFrame", texts: Mapping[str, Iterable[str]], hand_ins: Iterable[NewHandIn]
) -> Iterable[Queue]:
    current = {(one.assessment, one.trainee) for one in hand_ins if one.state is State.MARKED}
    waiting = grades[grades["needs_person"]]
    for assessment, items in texts.items():
        own = waiting[(waiting["assessment"] == assessment) & waiting["item"].isin(list(items))]
        own = own[[(assessment, trainee) in current for trainee in own["trainee"]]]
        if len(own):
            times = own["at"].dropna()
            since = local_day(times.min().to_pydatetime()) if len(times) else None
            yield Queue(assessment, len(own), own["trainee"].nunique(), since)


def _unmarked(assessments: Iterable[str], hand_ins: Iterable[NewHandIn]) -> Iterable[Queue]:
    for assessment in assessments:
        own = [one for one in hand_ins if one.assessment == assessment and one.state is State.UNMARKED]
        if own:
            days = [one.on for one in own if one.on]
            yield Queue(assessment, len(own), len(own), min(days, default=None))


def _arrived(came: Iterable[tuple[Path, str, str]]) -> Iterable[Queue]:
    found = Counter(assessment for _, assessment, reason in came if not reason)
    return [Queue(assessment, count, count, None) for assessment, count in found.items()]


def _refused(hand_ins: Iterable[NewHandIn], came: Iterable[tuple[Path, str, str]]) -> Iterable[Refused]:
    for one in hand_ins:
        if one.state is State.REFUSED:
            yield Refused(one.assessment, one.trainee, one.reason)
    for path, assessment, reason in came:
        if reason:
            yield Refused(assessment, f"inbox/{path.name}", reason)


def _due(course: Course, hand_ins: Iterable[NewHandIn], today: date) -> Iterable[Due]:
    released = first_released(course)
    for assessment, day in sorted(due_days(course).items(), key=lambda one: (one[1], one[0])):
        if assessment in released and today <= day <= today + timedelta(days=SOON):
            yield Due(assessment, day, sum(one.assessment == assessment for one in hand_ins))
