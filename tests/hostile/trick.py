"""The tricks: each is a file in `tricks/` whose name says what a hostile trainee tries."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from place import Place

THE_KEY = "the key"
NOTHING = "nothing"


@dataclass(frozen=True)
class Trick:
    """`lay` lays it down, then what must happen.

    `collected` is what became of each file laid down (None: it does not pass through collect), `marked` what
    marking says, `deserves` the marks: `THE_KEY` (what the good answers deserve), `NOTHING` (no record), or the
    items that deserve something else.
    """

    name: str
    tells: str
    lay: Callable[[Place], None]
    collected: str | tuple[str, ...] | None
    marked: str
    deserves: str | Mapping[str, float]


def read_tricks() -> list[Trick]:
    return [_read(path.stem) for path in sorted((Path(__file__).parent / "tricks").glob("*.py"))]


def _read(name: str) -> Trick:
    module = importlib.import_module(f"tricks.{name}")
    tells = " ".join((module.__doc__ or "").split())
    return Trick(name, tells, module.lay, module.COLLECTED, module.MARKED, module.DESERVES)
