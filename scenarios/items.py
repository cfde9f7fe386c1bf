"""The five item types: which answers fit an item, and whether an answer is complete. Knows no key.

An item is a dict as released: `id`, `type`, `prompt`, and by type `options`, `steps`, `rows` with `targets`,
or `dialogue`. An answer is a small dict: choice `{"option": id}`, ordering `{"order": [ids]}`, matching
`{"pairs": {row: target}}`, text `{"text": str}`, dialogue `{"path": [choice ids]}`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.model import Dialogue
from scenarios.player import NotOfferedError, Player

__all__ = ["MAX_TEXT", "TYPES", "Answer", "BadAnswerError", "Item", "check_answer", "is_complete", "prepared"]

Item = Mapping[str, Any]
Answer = Mapping[str, Any]
MAX_TEXT = 4000
"""Longest free text kept, in characters."""


class BadAnswerError(ValueError):
    """An answer that the item cannot have: wrong shape, unknown id, too long."""


def prepared(item: Item) -> Item:
    """Return `item` with its dialogues built, for those who compare many answers with it."""
    if item["type"] != "dialogue":
        return item
    if "variants" in item:
        return {**item, "variants": [prepared({"type": "dialogue", **variant}) for variant in item["variants"]]}
    return {**item, "dialogue": Dialogue.from_json(item["dialogue"])}


def check_answer(item: Item, answer: object) -> Answer:
    """Return `answer` if `item` can have it. Raises BadAnswerError with the reason otherwise."""
    field, fits = _SHAPES[item["type"]]
    if not isinstance(answer, dict) or set(answer) != {field}:
        raise BadAnswerError(f"{item['id']}: expected exactly the field {field!r}")
    reason = fits(item, answer[field])
    if reason:
        raise BadAnswerError(f"{item['id']}: {reason}")
    return answer


def is_complete(item: Item, answer: Answer | None) -> bool:
    """Whether nothing of `item` is left to answer."""
    if answer is None:
        return False
    match item["type"]:
        case "matching":
            return len(answer["pairs"]) == len(item["rows"])
        case "dialogue":
            return Player(Dialogue.from_json(item["dialogue"]), answer["path"]).has_ended
        case "text":
            return bool(answer["text"].strip())
        case _:
            return True


def _ids(entries: list[Mapping[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def _option(item: Item, option: object) -> str | None:
    return None if option in _ids(item["options"]) else "no such option"


def _order(item: Item, order: object) -> str | None:
    if not isinstance(order, list) or not all(isinstance(step, str) for step in order):
        return "the order is not a list of steps"
    return None if sorted(order) == sorted(_ids(item["steps"])) else "the order does not hold each step once"


def _pairs(item: Item, pairs: object) -> str | None:
    if not isinstance(pairs, dict):
        return "the pairs are not a mapping"
    rows, targets = _ids(item["rows"]), _ids(item["targets"])
    fits = all(row in rows and target in targets for row, target in pairs.items())
    return None if fits else "no such row or target"


def _text(_item: Item, text: object) -> str | None:
    if not isinstance(text, str):
        return "the text is not a text"
    if not _is_unicode(text):
        return "the text holds half a character"
    return None if len(text) <= MAX_TEXT else f"the text is longer than {MAX_TEXT} characters"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _path(item: Item, path: object) -> str | None:
    if not isinstance(path, list) or not all(isinstance(choice, str) for choice in path):
        return "the path is not a list of choices"
    try:
        Player(Dialogue.from_json(item["dialogue"]), path)
    except NotOfferedError as fault:
        return str(fault)
    return None


_SHAPES: dict[str, tuple[str, Callable[[Item, Any], str | None]]] = {
    "choice": ("option", _option),
    "dialogue": ("path", _path),
    "matching": ("pairs", _pairs),
    "ordering": ("order", _order),
    "text": ("text", _text),
}
TYPES = tuple(_SHAPES)
