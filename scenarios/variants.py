"""Equal variants of an item: which one a trainee gets.

It follows from assessment, item and trainee, and each later attempt takes the next one. So no draw is ever stored:
the trainee's screen and the trainer's marking work out the same, and a retake asks something else.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from scenarios.items import Item

__all__ = ["attempt_of", "has_variants", "items_for", "place_of", "variant"]


def has_variants(paper: Mapping[str, Any]) -> bool:
    """Whether `paper` (an assessment, `items.json`) differs from trainee to trainee."""
    return any("variants" in item for item in paper["items"])


def items_for(paper: Mapping[str, Any], trainee: str) -> dict[str, Item]:
    """Return item id → item as `trainee` gets it, in the order of `paper`."""
    return {item["id"]: variant(item, place_of(paper, item, trainee)) for item in paper["items"]}


def attempt_of(paper: Mapping[str, Any], trainee: str) -> int:
    """Return which attempt at `paper` is the trainee's, from 1.

    It is the paper's own `attempt`, or a later one of this trainee alone: `attempts` (trainee → attempt) is in what
    the staff's side reads, never in what is released.
    """
    return max(int(paper.get("attempt", 1)), int(paper.get("attempts", {}).get(trainee, 1)))


def place_of(paper: Mapping[str, Any], item: Mapping[str, Any], trainee: str) -> int:
    """Return which of the item's variants `trainee` gets, from 0; 0 for an item without variants.

    The attempt is the paper's (`attempt_of`), never what a hand-in says of itself: a trainee cannot choose.
    """
    if "variants" not in item:
        return 0
    digest = hashlib.sha256(f"{paper['id']}/{item['id']}/{trainee}".encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8]) + attempt_of(paper, trainee)) % len(item["variants"])


def variant(item: Mapping[str, Any], place: int) -> Item:
    """Return the item with its variant number `place` in it; `variant` is then that variant's name."""
    if "variants" not in item:
        return item
    return {**{key: value for key, value in item.items() if key != "variants"}, **item["variants"][place]}
