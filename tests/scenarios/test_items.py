"""Which answers fit an item, and when an answer is complete."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.items import MAX_TEXT, TYPES, BadAnswerError, check_answer, is_complete

DATA = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
ITEMS = {item["id"]: item for item in json.loads(DATA.read_bytes())["items"]}

WHOLE = {
    "A1": {"option": "k3f"},
    "A2": {"path": ["c1", "c4"]},
    "A3": {"order": ["x7", "b4", "q1", "n9"]},
    "A4": {"pairs": {"r4": "t5", "r1": "t2", "r6": "t8"}},
    "A5": {"text": "Kedengarannya kamu kecewa."},
}
PARTLY = {
    "A2": {"path": ["c1"]},
    "A4": {"pairs": {"r4": "t5"}},
    "A5": {"text": "  \n"},
}


def test_the_data_hold_every_type_once() -> None:
    assert sorted(item["type"] for item in ITEMS.values()) == sorted(TYPES)


@pytest.mark.parametrize(("name", "answer"), [*WHOLE.items(), *PARTLY.items()])
def test_an_answer_that_the_item_can_have_is_returned_as_it_is(name: str, answer: dict[str, Any]) -> None:
    assert check_answer(ITEMS[name], answer) is answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("A1", {"option": "none"}),
        ("A1", {"option": ["k3f"]}),
        ("A1", {"option": "k3f", "score": 2}),
        ("A1", {"path": ["k3f"]}),
        ("A1", None),
        ("A1", ["option", "k3f"]),
        ("A2", {"path": ["c4"]}),
        ("A2", {"path": ["c1", "c4", "c1"]}),
        ("A2", {"path": "c1"}),
        ("A2", {"path": [1]}),
        ("A3", {"order": ["x7", "b4", "q1"]}),
        ("A3", {"order": ["x7", "b4", "q1", "q1"]}),
        ("A3", {"order": [["x7"], "b4", "q1", "n9"]}),
        ("A3", {"order": "x7"}),
        ("A4", {"pairs": {"r4": "r1"}}),
        ("A4", {"pairs": {"t5": "t5"}}),
        ("A4", {"pairs": {"r4": ["t5"]}}),
        ("A4", {"pairs": [["r4", "t5"]]}),
        ("A5", {"text": "x" * (MAX_TEXT + 1)}),
        ("A5", {"text": None}),
    ],
)
def test_an_answer_that_the_item_cannot_have_is_refused(name: str, answer: object) -> None:
    with pytest.raises(BadAnswerError, match=name):
        check_answer(ITEMS[name], answer)


@pytest.mark.parametrize("name", ITEMS)
def test_an_answer_to_everything_is_complete(name: str) -> None:
    assert is_complete(ITEMS[name], WHOLE[name])


@pytest.mark.parametrize("name", PARTLY)
def test_an_answer_to_a_part_is_not_complete(name: str) -> None:
    assert not is_complete(ITEMS[name], PARTLY[name])


@pytest.mark.parametrize("name", ITEMS)
def test_no_answer_is_not_complete(name: str) -> None:
    assert not is_complete(ITEMS[name], None)


def test_the_longest_text_is_kept() -> None:
    assert check_answer(ITEMS["A5"], {"text": "é" * MAX_TEXT})
