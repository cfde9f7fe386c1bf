"""A register as JSON: one entry a line, its content as data, people behind the entries."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.faults import SebayaError
from grader.progress import Report
from grader.register.entry import COLUMNS, canonical
from grader.register.holding import PEOPLE_COLUMNS, Holding
from grader.register.schema import VERSION, must_be_known
from scenarios.atomic import write_whole

__all__ = ["read_json", "write_json"]

FORMAT = 1
_HEAD = f'{{"format": {FORMAT},\n"schema": "{VERSION}",\n"entries": [\n'
FIRST_LINE = 4
"""The line of the first entry."""


def write_json(path: Path, holding: Holding, _progress: Report) -> None:
    """Write the entries, and the people, if any, behind them. Raises OSError."""
    people = "" if holding.people is None else f',\n"people": [\n{_lines(holding.people)}\n]'
    text = f"{_HEAD}{_lines(_entries(holding))}\n]{people}}}\n"
    write_whole(path, text.encode("ascii"))


def read_json(path: Path, _progress: Report) -> Holding:
    """Return what the file holds. Raises SebayaError, OSError."""
    text = path.read_bytes()
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise SebayaError(
                id=f"{path.name} dibuat Sebaya yang lebih baru. Perbarui Sebaya di komputer ini.",
                en=f"{path.name} was made by a newer Sebaya. Update Sebaya on this computer.",
            )
        must_be_known(str(found["schema"]))
        rows = [tuple(_row(entry)) for entry in found["entries"]]
        people = found.get("people")
        if people is not None and any(set(person) != set(PEOPLE_COLUMNS) for person in people):
            raise KeyError("people")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise SebayaError(
            id=f"{path.name} bukan ekspor buku register, atau terpotong. Tidak ada yang ditulis ke buku register.",
            en=f"{path.name} is not an export of a register, or is cut off. Nothing was written to the register.",
        ) from fault
    return Holding(rows, people, _lines_of(text, len(rows)))


def _entries(holding: Holding) -> Iterator[Mapping[str, Any]]:
    for row in holding.rows:
        named = dict(zip(COLUMNS, row, strict=True))
        yield {**named, "content": json.loads(named["content"])}


def _lines(objects: Any) -> str:
    return ",\n".join(json.dumps(one) for one in objects)


def _row(entry: Mapping[str, Any]) -> Iterator[Any]:
    if set(entry) != set(COLUMNS):
        raise KeyError("columns")
    for column in COLUMNS:
        yield canonical(entry[column]) if column == "content" else entry[column]


def _lines_of(text: bytes, count: int) -> tuple[int, ...]:
    """Return the line of each entry, where they stand as we wrote them."""
    lines = text.splitlines()[FIRST_LINE - 1 : FIRST_LINE - 1 + count]
    is_ours = len(lines) == count and all(line.startswith(b'{"number": ') for line in lines)
    return tuple(range(FIRST_LINE, FIRST_LINE + count)) if is_ours else ()
