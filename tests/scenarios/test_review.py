"""Comparing an answer with its key: shares, parts, harm."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from scenarios.review import review

DATA = Path(__file__).parents[1] / "samples" / "compiled" / "practice" / "m00-latihan.json"
ITEMS = {item["type"]: item for item in json.loads(DATA.read_bytes())["items"]}
RIGHT_ORDER = ["tempat", "batas", "dengar", "sepakat"]


def share(kind: str, answer: dict[str, Any]) -> float:
    return review(ITEMS[kind], answer).share


@pytest.mark.parametrize("kind", ITEMS)
def test_nothing_answered_has_no_share(kind: str) -> None:
    assert review(ITEMS[kind], None).share == 0


def test_the_right_option_has_the_whole_share_and_shows_its_level() -> None:
    found = review(ITEMS["choice"], {"option": "pantulan"})
    assert found.share == 1
    assert found.levels == {"K2": (3,)}
    assert found.parts[0].is_right


def test_another_option_has_none_and_says_why() -> None:
    found = review(ITEMS["choice"], {"option": "saran"})
    assert found.share == 0
    assert found.parts[0].why is not None


def test_a_harmful_option_reports_its_code() -> None:
    options = [{"id": "diam", "harm": "H7", "shows": {"K2": 1}}, {"id": "temani", "correct": True}]
    assert review({"type": "choice", "options": options}, {"option": "diam"}).harms == ("H7",)


def test_the_right_order_has_the_whole_share() -> None:
    found = review(ITEMS["ordering"], {"order": RIGHT_ORDER})
    assert found.share == 1
    assert all(part.is_right for part in found.parts)


def test_an_order_counts_neighbours_that_follow_each_other() -> None:
    assert share("ordering", {"order": ["sepakat", "tempat", "batas", "dengar"]}) == pytest.approx(2 / 3)
    assert share("ordering", {"order": ["batas", "dengar", "sepakat", "tempat"]}) == pytest.approx(2 / 3)


def test_a_safety_step_out_of_order_takes_the_whole_share() -> None:
    assert share("ordering", {"order": ["tempat", "dengar", "sepakat", "batas"]}) == 0


def test_an_order_without_a_safety_step_counts_neighbours_alone() -> None:
    item = {key: value for key, value in ITEMS["ordering"].items() if key != "safety"}
    assert review(item, {"order": ["tempat", "dengar", "sepakat", "batas"]}).share == pytest.approx(1 / 3)


def test_the_parts_of_an_order_say_which_step_stands_in_its_place() -> None:
    parts = review(ITEMS["ordering"], {"order": ["tempat", "batas", "sepakat", "dengar"]}).parts
    assert [(part.id, part.is_right) for part in parts] == [
        ("tempat", True),
        ("batas", True),
        ("sepakat", False),
        ("dengar", False),
    ]


def test_matching_counts_the_rows_and_an_empty_row_is_not_right() -> None:
    assert share("matching", {"pairs": {"pindah": "isi", "kecewa": "rasa", "berat": "terbuka"}}) == 1
    assert share("matching", {"pairs": {"pindah": "isi", "kecewa": "isi"}}) == pytest.approx(1 / 3)
    assert share("matching", {"pairs": {}}) == 0


def test_a_text_is_never_scored() -> None:
    assert share("text", {"text": "Kedengarannya kamu kecewa."}) == 0


def test_a_conversation_counts_the_decisions_that_show_level_3() -> None:
    assert share("dialogue", {"path": ["c1", "c4"]}) == 1
    assert share("dialogue", {"path": ["c2", "c4"]}) == pytest.approx(1 / 2)


def test_a_critical_harm_takes_the_whole_share() -> None:
    found = review(ITEMS["dialogue"], {"path": ["c1", "c5"]})
    assert found.share == 0
    assert found.harms == ("H7",)


def test_a_conversation_left_early_counts_what_was_still_to_decide() -> None:
    assert share("dialogue", {"path": ["c1"]}) == pytest.approx(1 / 2)
    assert share("dialogue", {"path": []}) == 0


def test_no_share_leaves_the_range_from_0_to_1() -> None:
    shares = [share("ordering", {"order": list(order)}) for order in permutations(RIGHT_ORDER)]
    assert min(shares) == 0
    assert [one for one in shares if one == 1] == [1]
