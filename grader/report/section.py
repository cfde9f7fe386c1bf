"""What a report holds, whatever file is made of it: sections of blocks about a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grader.board.block import Block
from grader.figures.evaluation import Period
from scenarios.text import Text

__all__ = ["Section", "Yearly"]


@dataclass(frozen=True)
class Section:
    """A part of the report under its title."""

    title: Text
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Yearly:
    """The report of a class (its name) about a period; without any name of a person."""

    name: str
    period: Period
    made_on: date
    sections: tuple[Section, ...]
