"""Everything that a trainer or a school runs: class folders, marking, decisions, records."""

import sys
from importlib import import_module
from typing import Any

# jsonschema, which nbgrader loads, imports a grammar of IRIs (2.6 s) for a format that nobody here checks.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def __getattr__(name: str) -> Any:
    """`from grader import referral_map` is the one call of ours in a coordinators' lesson."""
    if name != "referral_map":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("grader.referral_form").referral_map
