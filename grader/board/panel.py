"""A panel: what it is about, how its blocks are made of a class's data, and what can be done there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from grader.board.block import Act, Block
from grader.course import Course
from grader.progress import Report
from scenarios.text import Text

__all__ = ["Board", "Done", "Panel"]


@dataclass(frozen=True)
class Board:
    """What a panel is built from: the class at hand, the day, and what was chosen (id of a Choice → value)."""

    course: Course
    today: date
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What an act did, told in one or two sentences, and the act that takes it back, where it can be."""

    told: Text
    undo: Act | None = None


Build = Callable[[Board], Sequence[Block]]
Do = Callable[[Board, Mapping[str, str], Report], Done]
"""Gets the board, the act's `given` and what was filled in; long work tells how far it is. Raises SebayaError."""


@dataclass(frozen=True)
class Panel:
    """`build` gives its blocks, and is called again after each choice and act; `acts` maps an act's id to what it does.

    `build` raises SebayaError where the class's data cannot be read; the other panels are shown all the same.
    """

    id: str
    title: Text
    about: Text
    build: Build
    acts: Mapping[str, Do] = field(default_factory=dict)
