"""Every word of the widgets' own: buttons, labels, states, in `interface.json`. What authors write is not here."""

import json
from pathlib import Path

from scenarios.text import Text, pick

__all__ = ["INTERFACE", "say"]

INTERFACE: dict[str, Text] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
"""Name → text. Places such as `{count}` are filled in where it is shown."""


def say(name: str, lang: str, /, **values: object) -> str:
    """Return the text `name` in `lang` with its places filled in."""
    return pick(INTERFACE[name], lang).format(**values)
