"""Reads the compiled content (JSON) that lessons play: dialogues, exercises, curriculum, contacts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.model import Dialogue

__all__ = [
    "COMPILED",
    "MissingContentError",
    "curriculum",
    "dialogue",
    "exercise",
    "read_compiled",
    "reflection",
    "self_check_of",
]

COMPILED = Path(__file__).parent / "compiled"


class MissingContentError(LookupError):
    """A lesson names content that is not installed."""


def read_compiled(name: str) -> Any:
    """Return the content of `compiled/<name>.json`. Raises MissingContentError when there is none."""
    path = COMPILED / f"{name}.json"
    if not path.is_file():
        raise MissingContentError(name)
    return json.loads(path.read_bytes())


@cache
def dialogue(name: str) -> Dialogue:
    """Return a practice dialogue. Raises MissingContentError."""
    return Dialogue.from_json(read_compiled(f"dialogues/{name}"))


def exercise(name: str) -> dict[str, Any]:
    """Return the exercise `module/item`, with its key. Raises MissingContentError."""
    return _entry(name, "items")


def reflection(name: str) -> dict[str, Any]:
    """Return the reflection `module/id` (its prompt). Raises MissingContentError."""
    return _entry(name, "reflections")


def self_check_of(name: str) -> dict[str, Any]:
    """Return the self-check `module/id` (its texts). Raises MissingContentError."""
    return _entry(name, "self_checks")


def curriculum() -> list[dict[str, Any]]:
    """Return the modules in their order."""
    modules: list[dict[str, Any]] = read_compiled("curriculum")["modules"]
    return modules


def _entry(name: str, kind: str) -> dict[str, Any]:
    module, _, wanted = name.partition("/")
    for entry in read_compiled(f"practice/{module}").get(kind, ()):
        if entry["id"] == wanted:
            found: dict[str, Any] = entry
            return found
    raise MissingContentError(name)
