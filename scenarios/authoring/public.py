"""What an assessment may release of a compiled dialogue."""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["public_dialogue"]

Token = Callable[[str], str]
"""Gives an id its opaque name in a release."""


def public_dialogue(compiled: Mapping[str, Any], token: Token) -> dict[str, Any]:
    """Return what an assessment may release of a compiled dialogue: no effects, harm codes, reasons, endings.

    Every id becomes opaque, and choices stand in the order of their opaque names.
    """
    return {
        "format": compiled["format"],
        "id": token(compiled["id"]),
        **{key: compiled[key] for key in ("title", "setting", "content_note", "characters", "review")},
        "competencies": [],
        "start": token(compiled["start"]),
        "states": {
            token(key): {
                "lines": [token(line) for line in state["lines"]],
                "choices": sorted([token(choice), token(target)] for choice, target in state["choices"]),
            }
            for key, state in compiled["states"].items()
        },
        "lines": {token(key): line for key, line in compiled["lines"].items()},
        "choices": {token(key): {"text": choice["text"]} for key, choice in compiled["choices"].items()},
    }
