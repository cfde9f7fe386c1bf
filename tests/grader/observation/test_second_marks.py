"""Second marks of written replies: blind, one for each reply, and nbgrader's own mark untouched."""

from pathlib import Path

import pytest
from marker import ASSESSMENT, give_levels
from raters_class import RATERS

from grader.course import Course
from grader.faults import SebayaError
from grader.marks import read_marks
from grader.observation.second_marks import SecondMarks, hand_marked
from grader.raters import Rater, add_rater
from grader.register import register_of

pytest_plugins = ["classroom"]
pytestmark = pytest.mark.slow


@pytest.fixture
def marked(marked_course: Course) -> tuple[Course, list[Rater]]:
    give_levels(marked_course, "8A-01", 3, 3)
    return marked_course, [add_rater(marked_course, *one) for one in RATERS]


def test_a_second_marker_learns_neither_whose_a_reply_is_nor_its_first_mark(marked):
    course, raters = marked
    assert hand_marked(course) == [ASSESSMENT]
    replies = SecondMarks(course, ASSESSMENT, raters[0]).waiting
    assert len(replies) >= 3
    for reply in replies:
        assert set(vars(reply)) == {"token", "item", "text"}
        assert "8A-" not in reply.token
        assert reply.text.strip()


def test_the_order_is_a_raters_own_and_always_the_same(marked):
    course, raters = marked
    orders = [[reply.token for reply in SecondMarks(course, ASSESSMENT, rater).waiting] for rater in raters]
    assert orders[0] == [reply.token for reply in SecondMarks(course, ASSESSMENT, raters[0]).waiting]
    assert len({tuple(order) for order in orders}) > 1
    assert len({frozenset(order) for order in orders}) == 1
    items = [reply.item["id"] for reply in SecondMarks(course, ASSESSMENT, raters[0]).waiting]
    assert items == sorted(items)


def test_a_locked_mark_stands_beside_the_first_and_changes_nothing_of_nbgrader(marked):
    course, raters = marked
    before = read_marks(course, ASSESSMENT)
    marks = SecondMarks(course, ASSESSMENT, raters[0])
    results = [marks.lock(reply.token, 1) for reply in marks.waiting]

    assert {one.first for one in results} == {3, None}
    assert {one.is_apart for one in results if one.first == 3} == {True}
    assert not any(one.is_apart for one in results if one.first is None)
    entries = register_of(course).entries(kind="second-mark")
    assert {entry.about.partition("/")[0] for entry in entries} == {ASSESSMENT}
    assert {(entry.outcome, entry.recorded_by, entry.content["attempt"]) for entry in entries} == {("1", "R1", 1)}
    assert read_marks(course, ASSESSMENT) == before
    assert SecondMarks(course, ASSESSMENT, raters[0]).waiting == []
    assert len(SecondMarks(course, ASSESSMENT, raters[0]).locked) == len(results)


def test_a_mark_is_recorded_once_and_another_rater_is_told_to_be_late(marked):
    course, raters = marked
    first, second = (SecondMarks(course, ASSESSMENT, rater) for rater in raters[:2])
    token = first.waiting[0].token
    assert first.lock(token, 4).second == first.lock(token, 2).second == 4
    with pytest.raises(SebayaError, match="Penilai lain"):
        second.lock(token, 1)
    assert len(register_of(course).entries(kind="second-mark")) == 1
    assert token not in {reply.token for reply in SecondMarks(course, ASSESSMENT, raters[1]).waiting}
    assert SecondMarks(course, ASSESSMENT, raters[1]).locked == []


@pytest.mark.parametrize(("token", "level"), [("", 3), ("8A-01", 3), (None, 0), (None, 5)])
def test_nonsense_is_refused_and_nothing_recorded(marked, token, level):
    course, raters = marked
    marks = SecondMarks(course, ASSESSMENT, raters[0])
    with pytest.raises(SebayaError):
        marks.lock(marks.waiting[0].token if token is None else token, level)
    assert register_of(course).entries(kind="second-mark") == []


def test_without_a_release_there_is_nothing_to_mark(empty_class: Path):
    assert hand_marked(Course(empty_class)) == []
