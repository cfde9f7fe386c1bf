"""Pairs of levels that two people gave to the same thing, each without seeing the other's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from grader.course import Course
from grader.evidence import Evidence, Gatherer
from grader.observation.rating import LEVELS, Rating
from grader.observation.reconcile import reconcile_all
from grader.register import Entry

__all__ = ["ROLE_PLAY", "TEXT", "Pair", "rating_pairs", "text_pairs"]

ROLE_PLAY, TEXT = "role-play", "text"


@dataclass(frozen=True)
class Pair:
    """The `first` and `second` level (1–4) of one thing. `kind` is ROLE_PLAY or TEXT.

    `about` is the competency of a role-play, or `<assessment>/<item>` of a text.
    """

    kind: str
    about: str
    on_day: date
    first: int
    second: int


def rating_pairs(ratings: Iterable[Rating]) -> list[Pair]:
    """Return a pair for each competency of each play, from the two raters who locked first."""
    pairs = []
    for play in reconcile_all(ratings):
        on = play.observed_on
        for code, by in play.given.items():
            if len(by) > 1:
                first, second = list(by.values())[:2]
                pairs.append(Pair(ROLE_PLAY, code, on, first, second))
    return pairs


def text_pairs(course: Course, second_marks: Iterable[Entry]) -> list[Pair]:
    """Return a pair for each second mark whose first, nbgrader's, is of the same hand-in and a whole level.

    Of several second marks of one text the first counts. Raises SebayaError when an assessment is not released, or
    its key or the gradebook cannot be read.
    """
    wanted: dict[tuple[str, str, str], Entry] = {}
    for entry in second_marks:
        assessment, _, item = entry.about.partition("/")
        attempt = entry.content.get("attempt", 1)
        wanted.setdefault((assessment, entry.person, f"{item}:{attempt}"), entry)
    return list(_of_texts(course, wanted.values()))


def _of_texts(course: Course, second_marks: Iterable[Entry]) -> Iterator[Pair]:
    gatherers: dict[str, Gatherer] = {}
    gathered: dict[tuple[str, str], Evidence] = {}
    for entry in second_marks:
        assessment, _, item = entry.about.partition("/")
        if assessment not in gatherers:
            gatherers[assessment] = Gatherer(course, assessment)
        key = assessment, entry.person
        if key not in gathered:
            gathered[key] = gatherers[assessment].gather(entry.person)
        evidence = gathered[key]
        first = _first_level(evidence, item)
        is_same = not evidence.problem and evidence.attempt == entry.content.get("attempt", 1)
        if first and is_same:
            yield Pair(TEXT, entry.about, date.fromisoformat(entry.on_day), first, int(entry.outcome))


def _first_level(evidence: Evidence, item: str) -> int | None:
    """Return the whole level that a person gave to a text, None where there is none."""
    for one in evidence.items:
        if one.id == item and one.by_hand and one.level in LEVELS:
            return int(one.level)
    return None
