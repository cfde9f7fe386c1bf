"""Everything a trainee's kernel runs: lessons call the functions below, each a single line in a notebook.

They are loaded when first used, so that `import scenarios` stays light.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "ask": "sitting",
    "drill": "lesson",
    "glossary": "lesson",
    "help_card": "lesson",
    "home": "start",
    "intro": "sitting",
    "play": "lesson",
    "practice": "exercise",
    "referral_table": "lesson",
    "reflect": "lesson",
    "reporting_routes": "lesson",
    "self_check": "lesson",
    "silence": "lesson",
    "submit": "sitting",
    "tally": "lesson",
}
"""Function → the module of this package that holds it; no module may have a function's name."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
