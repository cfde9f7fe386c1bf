"""A module as its rules see it: its entry of the curriculum, and the cells of its lesson."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.problems import Problem
from scenarios.text import LANGUAGES

__all__ = ["LESSON_CELL", "LessonCase", "ModuleCase", "block", "source"]

LESSON_CELL = re.compile(
    r"from (?P<home>scenarios|grader) import "
    r"(?P<name>drill|glossary|help_card|play|practice|referral_map|referral_table|reflect|reporting_routes|self_check|"
    r"silence|tally); "
    r'(?P=name)\((?:"(?P<what>[a-z0-9/-]+)", )?"(?P<lang>id|en)"\)'
)
"""The only code a lesson cell may hold: one call, one language."""


@dataclass(frozen=True)
class ModuleCase:
    """One module of the curriculum (position `number`), with all content around it."""

    content: Content
    number: int

    @property
    def module(self) -> Mapping[str, Any]:
        """The module's entry."""
        entry: Mapping[str, Any] = self.content.shared["curriculum"].data["modules"][self.number]
        return entry

    def problem(self, code: str, field: str, **details: object) -> Problem:
        """Return a problem of the curriculum file at this module's `field`."""
        return self.content.shared["curriculum"].problem(code, ("modules", self.number, field), **details)


class LessonCase(ModuleCase):
    """A module and its lesson."""

    def path(self, lang: str) -> Path:
        """Where the lesson in `lang` lies."""
        return self.content.root / "modules" / str(self.module["id"]) / f"lesson.{lang}.ipynb"

    def cells(self, lang: str) -> list[dict[str, Any]]:
        """Return the cells of the lesson in `lang`; empty when it cannot be read (M010 tells)."""
        try:
            found: list[dict[str, Any]] = json.loads(self.path(lang).read_bytes())["cells"]
            return found if all(_is_cell(cell) for cell in found) else []
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return []

    @property
    def is_ready(self) -> bool:
        """Whether trainees may open it."""
        return bool(self.module["status"] == "ready")

    def ready_cells(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield language and cell of the lessons of a ready module."""
        if self.is_ready:
            for lang in LANGUAGES:
                yield from ((lang, cell) for cell in self.cells(lang))


def _is_cell(cell: Mapping[str, Any]) -> bool:
    is_typed = isinstance(cell["cell_type"], str) and isinstance(cell["metadata"], dict)
    return is_typed and all(isinstance(line, str) for line in cell["source"])


def block(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a cell says of the block that it opens; empty for every other cell."""
    found = cell["metadata"].get("sebaya")
    return found if isinstance(found, dict) else {}


def source(cell: Mapping[str, Any]) -> str:
    """Return the text of a cell."""
    found = cell["source"]
    return found if isinstance(found, str) else "".join(found)
