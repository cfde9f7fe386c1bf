"""JSON read so that two readers cannot find different things in it."""

import json
from typing import Any

__all__ = ["compact", "read_object"]


def read_object(text: str | bytes) -> dict[str, Any]:
    """Return the object that a JSON text holds.

    Raises ValueError for anything else, a key that stands twice, NaN, nesting too deep, and bytes that are not UTF-8.
    """
    try:
        written = text.decode() if isinstance(text, bytes) else text
        found = json.loads(written, object_pairs_hook=_once, parse_constant=_no)
    except RecursionError as fault:
        raise ValueError("too deep") from fault
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def compact(data: Any) -> bytes:
    """Return JSON as it is signed: UTF-8, no spaces, keys in their order."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no(constant: str) -> Any:
    raise ValueError(constant)
