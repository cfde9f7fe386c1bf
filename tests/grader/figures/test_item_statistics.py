"""Difficulty and discrimination of items: on data that can be worked out by hand."""

import math

import pandas as pd
import pytest

from grader.figures.item_statistics import flags, statistics, variant_statistics
from grader.keys import Key

TYPES = {"A1": "choice", "A2": "choice", "A3": "text"}
KEY = Key({"id": "m", "items": [{"id": name, "type": kind} for name, kind in TYPES.items()]}, "salt")
PEOPLE = ["a", "b", "c", "d", "e"]


def grades(first, second, third=(None,) * 5):
    rows = [
        (who, item, points if points is not None else 0.0, most, points is None)
        for item, of, most in (("A1", first, 2.0), ("A2", second, 1.0), ("A3", third, 4.0))
        for who, points in zip(PEOPLE, of, strict=False)
    ]
    return pd.DataFrame(rows, columns=["trainee", "item", "points", "max", "needs_person"])


def found(frame, answers=None):
    answers = {who: {} for who in PEOPLE} if answers is None else answers
    return statistics(frame, KEY, answers).set_index("item")


def test_difficulty_is_the_mean_share_and_discrimination_leaves_the_item_itself_out():
    table = found(grades([2, 2, 2, 0, 0], [1, 1, 0, 0, 0]))

    assert table.at["A1", "difficulty"] == pytest.approx(0.6)
    assert table.at["A1", "discrimination"] == pytest.approx(2 / 3)
    assert table.at["A2", "discrimination"] == pytest.approx(2 / 3)


def test_a_written_reply_is_compared_with_what_the_key_marked_and_counts_nowhere_else():
    marked = grades([2, 2, 2, 0, 0], [1, 1, 0, 0, 0], [4, 4, 3, 1, 0])
    table = found(marked)

    assert table.at["A1", "discrimination"] == pytest.approx(2 / 3)
    assert table.at["A3", "n"] == 5
    assert table.at["A3", "discrimination"] == pytest.approx(10.8 / (9.2 * 13.2) ** 0.5)


def test_what_waits_for_a_person_is_left_out():
    table = found(grades([2, 2, 2, 0, 0], [1, 1, 0, 0, 0], [4, 4, 4, 4, None]))

    assert table.at["A3", "n"] == 4
    assert math.isnan(table.at["A3", "difficulty"])


@pytest.mark.parametrize(("first", "second"), [([2] * 5, [1, 1, 0, 0, 0]), ([2, 2, 0, 0, 0], [1] * 5)])
def test_where_nothing_varies_nothing_discriminates(first, second):
    table = found(grades(first, second))

    assert math.isnan(table.at["A1", "discrimination"])
    assert math.isnan(table.at["A2", "discrimination"])


def test_of_four_people_nothing_is_told():
    table = found(grades([2, 2, 0, 0], [1, 0, 1, 0]), {who: {} for who in PEOPLE[:4]})

    assert table[["difficulty", "discrimination", "unanswered"]].isna().all(axis=None)
    assert table["n"].tolist() == [4, 4, 0]


def test_without_marks_there_are_no_numbers():
    empty = grades([], [])

    assert found(empty, {}).drop(columns=["type", "n", "handed_in"]).isna().all(axis=None)
    assert variant_statistics(empty, KEY).empty


def test_what_is_left_open_is_counted_of_all_that_was_handed_in():
    answers = {"a": {"A1": {"option": "x"}}, "b": {"A1": {"option": ""}}, "c": {}, "d": {}, "e": {"A3": {"text": " "}}}

    table = found(grades([2, 0, 0, 0, 0], [0] * 5), answers)
    assert table["unanswered"].tolist() == pytest.approx([0.8, 1.0, 0.8])


@pytest.mark.parametrize(
    ("difficulty", "discrimination", "told"),
    [
        (0.95, 0.5, ["too easy"]),
        (0.94, 0.2, []),
        (0.2, 0.19, ["too hard", "does not discriminate"]),
        (0.5, -0.01, ["reversed: the able miss it"]),
        (0.5, 0.0, ["does not discriminate"]),
        (float("nan"), float("nan"), []),
    ],
)
def test_flags_follow_the_thresholds_that_are_told(difficulty, discrimination, told):
    assert [flag["en"] for flag in flags(difficulty, discrimination)] == told
