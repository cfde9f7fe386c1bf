"""Reads a YAML file into plain data and remembers the line of every value."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scenarios.authoring.problems import Problem

__all__ = ["Place", "Source", "read_source"]

Place = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Source:
    """One content file: its path, its data, and the line of each place (counted from 1)."""

    path: Path
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest place around it that exists."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, code: str, place: Place, **details: object) -> Problem:
        """Return a problem of this file at `place`."""
        return Problem(self.path, self.line(place), code, details)


def read_source(path: Path, letter: str) -> tuple[Source | None, list[Problem]]:
    """Read `path`; what is wrong with it as YAML comes back as problems `<letter>001` and `<letter>005`.

    Only unquoted integers, `true`, `false`, `null` are typed; `no`, `on` and dates stay texts, so that an
    English "No" is never read as false.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except FileNotFoundError:
        return None, [Problem(path, 1, f"{letter}001", {"reason": "berkas tidak ada / the file is missing"})]
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        return None, [Problem(path, line, f"{letter}001", {"reason": "bukan UTF-8 / not UTF-8"})]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return None, [Problem(path, mark.line + 1 if mark else 1, f"{letter}001", {"reason": fault.problem})]
    except yaml.YAMLError as fault:
        return None, [Problem(path, 1, f"{letter}001", {"reason": " ".join(str(fault).split())})]
    reader = _Reader(path, letter)
    data = reader.build(node, ()) if node is not None else None
    return Source(path, data, reader.lines | {(): 1}), reader.problems


class _Reader:
    """Turns composed nodes into data while it notes lines and repeated keys."""

    def __init__(self, path: Path, letter: str) -> None:
        self.path = path
        self.letter = letter
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def build(self, node: Any, place: Place) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                if key in mapping:
                    where = key_node.start_mark.line + 1
                    self.problems.append(Problem(self.path, where, f"{self.letter}005", {"key": key}))
                self.lines[(*place, key)] = key_node.start_mark.line + 1
                mapping[key] = self.build(value_node, (*place, key))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [self.build(entry, (*place, number)) for number, entry in enumerate(node.value)]
        return _typed(node)


def _typed(node: Any) -> Any:
    if not node.style:
        if node.value in ("null", "~", ""):
            return None
        if node.value in ("true", "false"):
            return node.value == "true"
        if _INTEGER.fullmatch(node.value):
            return int(node.value)
    return node.value
