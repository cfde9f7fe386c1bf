"""Compares an answer with an item's key: what share is right, part by part, and what it shows.

The same comparison gives the feedback of an exercise and, on the trainer's side, the points of an assessment.
An item here is one *with* its key (an exercise, or an entry of the course folder's `keys/`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from scenarios.debrief import Debrief, debrief
from scenarios.items import Answer, Item
from scenarios.model import Dialogue
from scenarios.text import Text

__all__ = ["Part", "Review", "review"]


@dataclass(frozen=True)
class Part:
    """One part of an answer (an option, a step, a row, a choice): whether it is right, and why."""

    id: str
    is_right: bool
    why: Text | None = None


@dataclass(frozen=True)
class Review:
    """`share` is the part of the item that is right, 0–1; `levels` competency → levels shown; `harms` codes."""

    share: float
    parts: tuple[Part, ...] = ()
    levels: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    harms: tuple[str, ...] = ()
    debrief: Debrief | None = None


def review(item: Item, answer: Answer | None) -> Review:
    """Review an answer that fits `item` (see `scenarios.items.check_answer`); None has share 0.

    Free text is judged by a person, so its share is 0 here.
    """
    if answer is None:
        return Review(0.0)
    return _REVIEWS[item["type"]](item, answer)


def _choice(item: Item, answer: Answer) -> Review:
    option = next(option for option in item["options"] if option["id"] == answer["option"])
    is_right = option.get("correct", False)
    return Review(
        share=float(is_right),
        parts=(Part(option["id"], is_right, option.get("why")),),
        levels={competency: (level,) for competency, level in option.get("shows", {}).items()},
        harms=(option["harm"],) if option.get("harm") else (),
    )


def _ordering(item: Item, answer: Answer) -> Review:
    """Share of neighbours in the right order, last one excluded; a safety step out of order gives 0.

    Source of the share: Moodle's ordering question, "relative to the next item, excluding last"; of the
    safety rule: the curriculum outline, §5.
    """
    right = [step["id"] for step in item["steps"]]
    order = answer["order"]
    follows = dict(pairwise(right))
    good = [follows.get(step) == successor for step, successor in pairwise(order)]
    safety = item.get("safety")
    is_safe = safety is None or order.index(safety["step"]) < order.index(safety["before"])
    whys = {step["id"]: step.get("why") for step in item["steps"]}
    return Review(
        share=sum(good) / len(good) if is_safe else 0.0,
        parts=tuple(Part(step, step == place, whys[step]) for step, place in zip(order, right, strict=True)),
    )


def _matching(item: Item, answer: Answer) -> Review:
    pairs = answer["pairs"]
    parts = tuple(Part(row["id"], pairs.get(row["id"]) == row["target"], row.get("why")) for row in item["rows"])
    return Review(share=sum(part.is_right for part in parts) / len(parts), parts=parts)


def _text(_item: Item, _answer: Answer) -> Review:
    return Review(0.0)


def _dialogue(item: Item, answer: Answer) -> Review:
    """Share of the decisions on the way that show level 3 or more; any critical harm code gives 0.

    A conversation left before its end counts the decisions of the shortest way that remained as not made.
    """
    dialogue = Dialogue.from_json(item["dialogue"])
    path = answer["path"]
    looked = debrief(dialogue, path)
    parts = tuple(
        Part(choice.id, choice.judgement.level >= 3, choice.judgement.why)
        for choice in looked.choices
        if choice.judgement is not None
    )
    decisions = len(path) + _remaining(dialogue, path)
    share = 0.0 if looked.harms or not decisions else sum(part.is_right for part in parts) / decisions
    return Review(share=share, parts=parts, levels=looked.levels, harms=looked.harms, debrief=looked)


def _remaining(dialogue: Dialogue, path: list[str]) -> int:
    """How many decisions the shortest way to an end still had after `path`."""
    state, steps = dialogue.start, 0
    for choice in path:
        state = dict(dialogue.states[state].choices)[choice]
    frontier = {state}
    while not any(not dialogue.states[state].choices for state in frontier):
        frontier = {target for state in frontier for _, target in dialogue.states[state].choices}
        steps += 1
    return steps


_REVIEWS: dict[str, Callable[[Any, Any], Review]] = {
    "choice": _choice,
    "dialogue": _dialogue,
    "matching": _matching,
    "ordering": _ordering,
    "text": _text,
}
