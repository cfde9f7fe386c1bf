"""Every word of the widgets' own: buttons, labels, states, in `interface.json`. What authors write is not here."""

import json
from pathlib import Path

from scenarios.text import Text

__all__ = ["INTERFACE"]

INTERFACE: dict[str, Text] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
"""Name → text. Places such as `{count}` are filled in where it is shown."""
