"""Everything that a person reads in the content, passage by passage, in all its languages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.source import Place
from scenarios.text import LANGUAGES

__all__ = ["Passage", "passages"]

_SECTION = re.compile(r"^(?=#)", re.MULTILINE)
_CELL_ID = re.compile(r'^\s*"id": "([^"]+)"', re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """One passage: where its Indonesian and its other languages stand, and what they say.

    `is_harm` marks the words of a reply that is shown as harmful (level 1). `kind` is text (YAML), lesson or notes.
    """

    kind: str
    where: Mapping[str, tuple[Path, int]]
    texts: Mapping[str, str]
    is_harm: bool = False


def passages(content: Content) -> Iterator[Passage]:
    """Yield every passage of dialogues, exercises, assessments, role-plays, shared files, lessons and notes.

    Help lines are left out: their numbers have a place of their own.
    """
    sources = [
        *content.dialogues.values(),
        *content.assessed.values(),
        *content.practices.values(),
        *content.assessments.values(),
        *content.role_plays.values(),
        *content.calibrations.values(),
        *(source for name, source in content.shared.items() if name not in ("contacts", "sources")),
    ]
    for source in sources:
        for place, text, is_harm in _leaves(source.data, ()):
            where = {lang: (source.path, source.line((*place, lang))) for lang in text}
            yield Passage("text", where, text, is_harm)
    for folder in sorted(path for path in (content.root / "modules").glob("*") if path.is_dir()):
        yield from _together("notes", {lang: _sections(folder / f"facilitator.{lang}.md") for lang in LANGUAGES})
        yield from _together("lesson", {lang: _prose(folder / f"lesson.{lang}.ipynb") for lang in LANGUAGES})
    for path in sorted((content.root / "modules").glob("*.ipynb")):
        for here, prose in _prose(path).values():
            yield Passage("lesson", {LANGUAGES[0]: here}, {LANGUAGES[0]: prose})


Pieces = Mapping[str, tuple[tuple[Path, int], str]]
"""Name of a piece → where it stands, and its text."""


def _together(kind: str, pieces: Mapping[str, Pieces]) -> Iterator[Passage]:
    names = dict.fromkeys(name for found in pieces.values() for name in found)
    for name in names:
        there = {lang: found[name] for lang, found in pieces.items() if name in found}
        yield Passage(
            kind, {lang: where for lang, (where, _) in there.items()}, {lang: text for lang, (_, text) in there.items()}
        )


def _leaves(data: Any, place: Place, *, is_harm: bool = False) -> Iterator[tuple[Place, dict[str, str], bool]]:
    if isinstance(data, Mapping):
        if isinstance(data.get("en"), str):
            yield place, {lang: data[lang] for lang in LANGUAGES if isinstance(data.get(lang), str)}, is_harm
        levels = data.get("shows")
        is_harmful = isinstance(levels, Mapping) and 1 in levels.values()
        for key, value in data.items():
            yield from _leaves(value, (*place, key), is_harm=is_harmful and key == "text")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _leaves(value, (*place, number))


def _sections(path: Path) -> Pieces:
    """Return the sections of a Markdown file by their number."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}  # M010 tells of it
    found, line = {}, 1
    for number, section in enumerate(_SECTION.split(text)):
        found[str(number)] = ((path, line), section)
        line += section.count("\n")
    return found


def _prose(path: Path) -> Pieces:
    """Return the Markdown cells of a notebook by their id."""
    try:
        content = path.read_text(encoding="utf-8")
        cells = json.loads(content)["cells"]
        prose = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # M010 tells that the notebook cannot be read
    lines = {found[1]: content.count("\n", 0, found.start(1)) + 1 for found in _CELL_ID.finditer(content)}
    return {name: ((path, lines.get(name, 1)), text) for name, text in prose.items()}
