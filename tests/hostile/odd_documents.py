"""What Hypothesis makes of a `responses.json`: any JSON, any bytes, and good documents with something wrong."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

STRINGS = [
    *("", "A1", "A99", "m02-listening", "P02", "../P02", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    *("2026-02-30T00:00:00Z", "\ud800", "A\udfff", "\0", "<script>", "\u202e", "🙂" * 4000, "a" * 5000, "٣"),
]
NUMBERS = [0, -1, 2, 2**31, 2**63, 10**4200, 1.0, 0.5, -0.0, float("nan"), float("inf"), 1e308, True, False]
NESTED = [json.loads("[" * depth + "]" * depth) for depth in (1, 50, 150)]
scalars = st.none() | st.sampled_from(NUMBERS) | st.integers() | st.floats() | st.sampled_from(STRINGS) | st.text()
names = st.sampled_from(["option", "order", "pairs", "text", "path", "answer", "at", "revision"]) | st.text(max_size=5)
values = st.recursive(
    scalars | st.sampled_from(NESTED),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


@dataclass(frozen=True)
class Change:
    """One thing done to a document: `how` to the part that `where` points at."""

    how: str
    where: int
    value: Any

    def apply(self, document: dict[str, Any]) -> None:
        parts = list(_parts(document))
        if not parts:
            return
        holder, name = parts[self.where % len(parts)]
        match self.how:
            case "replace":
                holder[name] = copy.deepcopy(self.value)
            case "drop":
                del holder[name]
            case "wrap":
                holder[name] = [holder[name]]
            case "swap":
                other, its_name = parts[(self.where // 7) % len(parts)]
                holder[name], other[its_name] = copy.deepcopy(other[its_name]), copy.deepcopy(holder[name])
            case "add" if isinstance(holder, dict):
                holder[str(self.value)[:50]] = copy.deepcopy(holder[name])
            case "add":
                holder.append(copy.deepcopy(holder[name]))


ways = st.sampled_from(["replace", "replace", "drop", "wrap", "swap", "add"])
changes = st.lists(st.builds(Change, ways, st.integers(0, 5000), values), min_size=1, max_size=3)
# The last five parts of a document are the handing in: who, when, and the signature.
claims = st.lists(
    st.builds(Change, st.just("replace"), st.integers(-5, -1), st.sampled_from(STRINGS)), min_size=1, max_size=1
)


def cut(content: bytes, at: int, _byte: int) -> bytes:
    return content[: at % (len(content) + 1)]


def flip(content: bytes, at: int, byte: int) -> bytes:
    place = at % len(content)
    return content[:place] + bytes([byte]) + content[place + 1 :]


def put_in(content: bytes, at: int, byte: int) -> bytes:
    place = at % len(content)
    return content[:place] + bytes([byte]) + content[place:]


def twice(content: bytes, at: int, _byte: int) -> bytes:
    """Repeat one key with its value."""
    places = [number for number in range(len(content)) if content.startswith(b'"revision": 1', number)]
    place = places[at % len(places)] if places else 0
    return content[:place] + b'"revision": 1, ' + content[place:]


Damage = tuple[Callable[[bytes, int, int], bytes], int, int]
damages: st.SearchStrategy[Damage] = st.tuples(
    st.sampled_from([cut, flip, put_in, twice]), st.integers(0, 20_000), st.integers(0, 255)
)


def changed(document: dict[str, Any], wanted: list[Change]) -> dict[str, Any]:
    """Return a copy of `document` with changes that follow one another."""
    found = copy.deepcopy(document)
    for change in wanted:
        change.apply(found)
    return found


def written(document: Any) -> bytes:
    """Return JSON as Python writes it: NaN, half characters and numbers of thousands of digits included."""
    return json.dumps(document).encode()


def _parts(holder: Any) -> Iterator[tuple[Any, Any]]:
    names = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
    for name in names:
        yield holder, name
        yield from _parts(holder[name])
