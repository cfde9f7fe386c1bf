"""The notebooks of a board, made of its registry when it is opened: a heading and one line for each panel.

Nothing of them is kept in the repository: what a board shows is said once, in its tuple of panels, so no notebook can
lag behind it, and the list of cells that may run by themselves comes from the same place.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.board.panel import Panel
from grader.board.registry import About
from scenarios.atomic import write_whole
from scenarios.text import LANGUAGES, pick

__all__ = ["cell_of", "notebook", "write_notebooks"]


def cell_of(panel: Panel, lang: str) -> str:
    """Return the source of a panel's cell."""
    return f'from grader.board import show; show("{panel.id}", "{lang}")'


def notebook(about: About, panels: Sequence[Panel], school: str, lang: str) -> dict[str, Any]:
    """Return a board's notebook in `lang` as nbformat 4 has it, without outputs; `school` is the class's name."""
    title = f"# {pick(about.title, lang)}\n\n**{_plain(school)}** · {pick(about.intro, lang)}"
    return {
        "cells": [_cell("title", "markdown", title), *_panel_cells(panels, lang)],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write_notebooks(root: Path, board: str, about: About, panels: Sequence[Panel], school: str) -> frozenset[str]:
    """Write a board's notebooks (`BOARD.id.ipynb`, …) into `root` and return the sources that may run by themselves."""
    for lang in LANGUAGES:
        text = json.dumps(notebook(about, panels, school, lang), ensure_ascii=False, indent=1)
        write_whole(root / f"{board}.{lang}.ipynb", text.encode())
    return frozenset(cell_of(panel, lang) for panel in panels for lang in LANGUAGES)


def _panel_cells(panels: Sequence[Panel], lang: str) -> Iterator[dict[str, Any]]:
    for panel in panels:
        yield _cell(f"{panel.id}-title", "markdown", f"## {pick(panel.title, lang)}")
        yield {**_cell(panel.id, "code", cell_of(panel, lang)), "execution_count": None, "outputs": []}


def _cell(name: str, kind: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source}


def _plain(name: str) -> str:
    """Return a class's name so that it is text in Markdown whatever signs it has."""
    return "".join(f"&#{ord(sign)};" if sign in "\\`*_{}[]()#+-.!<>&|~$" else sign for sign in " ".join(name.split()))
