"""Marks answers inside nbgrader's pipeline without running anything that a trainee sent.

`RebuildFromRelease` replaces whatever notebook was handed in by our released one with the trainee's texts put
in; `MarkAnswers` writes each item's points as the ordinary output that nbgrader reads. Stock `nbgrader
autograde` in another configuration runs the hidden tests instead, which call `mark`: the two must agree.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.answer_sheet import answer_sheet
from grader.build import INTRO, SUBMIT, ask_source
from grader.collect import RESPONSES, fill_notebook
from grader.handin import RefusedError, parse_answers, parse_document
from grader.keys import Key
from grader.rubric import RUBRIC_MARK, rubric_block
from scenarios.items import Answer

__all__ = ["MarkAnswers", "RebuildFromRelease", "WithoutRubric", "mark", "read_answers"]


def read_answers(responses: Path, public: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the checked answers of a submission. Raises RefusedError when they are missing or damaged."""
    try:
        content = responses.read_bytes()
    except OSError as fault:
        raise RefusedError("missing", str(fault)) from fault
    return parse_answers(parse_document(content, public))


def mark(item: str) -> float:
    """Return the points of `item` for the answers in the current folder: the hidden test of its cell.

    The key is looked for where `SEBAYA_KEYS` says, else in `keys/` of a folder above.
    Raises FileNotFoundError when there is no key.
    """
    folder = Path.cwd()
    public = json.loads((folder / "items.json").read_bytes())
    key = Key.read(_find_key(folder, public["id"]))
    answers = read_answers(folder / RESPONSES, public)
    return key.points(key.items[item], answers.get(item))


def _find_key(folder: Path, assessment: str) -> Path:
    named = os.environ.get("SEBAYA_KEYS")
    folders = [Path(named)] if named else [above / "keys" for above in folder.parents]
    for candidate in folders:
        if (candidate / f"{assessment}.json").is_file():
            return candidate / f"{assessment}.json"
    raise FileNotFoundError(f"no key of {assessment}")


class _InCourse(NbGraderPreprocessor):  # type: ignore[misc]
    """What both steps need of the class folder; the pipeline runs with it as the current folder."""

    def submission(self, resources: Mapping[str, Any]) -> tuple[str, str, Path]:
        """Return assessment, trainee, and the class folder."""
        about = resources["nbgrader"]
        return about["assignment"], about["student"], Path.cwd()


class RebuildFromRelease(_InCourse):
    """Puts the trainee's texts into our own notebook, and drops the notebook that was handed in."""

    def preprocess(self, _nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the rebuilt notebook. Raises RefusedError when the answers are missing or damaged."""
        assessment, trainee, root = self.submission(resources)
        release = root / "release" / assessment
        public = json.loads((release / "items.json").read_bytes())
        answers = read_answers(root / "submitted" / trainee / assessment / RESPONSES, public)
        filled = fill_notebook((release / f"{assessment}.ipynb").read_text(encoding="utf-8"), public, answers)
        return nbformat.reads(filled, as_version=4), resources


class MarkAnswers(_InCourse):
    """Evaluates the key in process and leaves points as outputs, and rubrics beside free texts."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with one output per marked item, and each answer in words in place of its call."""
        assessment, trainee, root = self.submission(resources)
        key = Key.read(root / "keys" / f"{assessment}.json")
        public = json.loads((root / "release" / assessment / "items.json").read_bytes())
        answers = read_answers(root / "submitted" / trainee / assessment / RESPONSES, public)
        nb.cells = [_readable(cell, public, answers) for cell in nb.cells if cell.source not in (INTRO, SUBMIT)]
        for cell in nb.cells:
            item = key.items.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if item is None:
                continue
            if item["type"] == "text":
                if item["id"] in answers and answers[item["id"]]["text"].strip():
                    cell.source += rubric_block(item)
            else:
                points = key.points(item, answers.get(item["id"]))
                cell.outputs = [new_output("execute_result", {"text/plain": repr(points)}, execution_count=1)]
        return nb, resources


def _readable(cell: Any, public: Mapping[str, Any], answers: Mapping[str, Answer]) -> Any:
    """Return the cell; one that asks for an item, as the item and its answer in words."""
    for item in public["items"]:
        if cell.source == ask_source(item["id"]):
            return new_markdown_cell(answer_sheet(item, answers.get(item["id"])), id=cell.id)
    return cell


class WithoutRubric(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the rubric out of nbgrader's own feedback pages, should anybody make them."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook without rubrics."""
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = cell.source.partition(RUBRIC_MARK)[0]
        return nb, resources
