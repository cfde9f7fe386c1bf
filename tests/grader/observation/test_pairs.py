"""Pairs of a first mark, which nbgrader keeps, and a second one, which the register keeps."""

from datetime import date

import pytest
from marker import ASSESSMENT, give_levels
from rated import PLACE

from grader.course import Course
from grader.evidence import Gatherer
from grader.observation.agreement_report import histories_of
from grader.observation.pairs import TEXT, Pair, text_pairs
from grader.register import Entry, register_of

pytest_plugins = ["classroom"]

DAY = "2026-11-20"


def texts(course: Course) -> list[str]:
    evidence = Gatherer(course, ASSESSMENT).gather("8A-01")
    return [item.id for item in evidence.items if item.type == "text"]


def second(item: str, level: int, rater: str = "G02", attempt: int = 1, place: str = PLACE) -> Entry:
    about = f"{ASSESSMENT}/{item}"
    return Entry(place, "8A-01", "second-mark", about, str(level), DAY, "", rater, {"attempt": attempt})


def test_the_second_mark_stands_beside_the_first_of_the_same_hand_in(marked_course: Course) -> None:
    one, other = texts(marked_course)
    give_levels(marked_course, "8A-01", 3, 4)
    marks = [second(one, 3), second(other, 2), second(other, 4, "G03"), second(one, 1, attempt=2), second("A99", 3)]
    assert text_pairs(marked_course, marks) == [
        Pair(TEXT, f"{ASSESSMENT}/{one}", date(2026, 11, 20), 3, 3),
        Pair(TEXT, f"{ASSESSMENT}/{other}", date(2026, 11, 20), 4, 2),
    ]


@pytest.mark.parametrize("levels", [(), (2.5, 0)])
def test_without_a_whole_first_mark_there_is_no_pair(marked_course: Course, levels: tuple[float, ...]) -> None:
    give_levels(marked_course, "8A-01", *levels)
    assert text_pairs(marked_course, [second(item, 3) for item in texts(marked_course)]) == []


def test_a_struck_second_mark_does_not_count(marked_course: Course) -> None:
    one, other = texts(marked_course)
    give_levels(marked_course, "8A-01", 3, 4)
    register, place = register_of(marked_course), marked_course.about["id"]
    stands, _ = register.append(second(one, 3, place=place), second(other, 3, place=place))
    assert histories_of(marked_course)[TEXT].overall.n == 2
    register.append(Entry(place, "8A-01", "correction", str(stands.number), "struck", DAY, content={"reason": "x"}))
    assert histories_of(marked_course)[TEXT].overall.n == 1
