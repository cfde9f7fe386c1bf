"""Marks inside nbgrader's own pipeline, so that stock `nbgrader autograde` in a class folder gives our marks.

`MarkSubmission` replaces whatever notebook was handed in by the marked one, whose outputs nbgrader reads as
usual. In another configuration stock nbgrader runs the hidden tests instead, which call `mark`: both must agree.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.course import RESPONSES, Course
from grader.handin import parse_answers, parse_document, read_regular
from grader.keys import Key
from grader.marker import Refused, Submission
from grader.refused import RefusedError
from grader.released import read_marker
from grader.rubric import RUBRIC_MARK
from scenarios.items import Answer

__all__ = ["MarkSubmission", "WithoutRubric", "mark", "read_answers"]


def read_answers(responses: Path, public: Mapping[str, Any]) -> tuple[str, dict[str, Answer]]:
    """Return whose a submission is, and its checked answers. Raises RefusedError when they are missing or damaged.

    nbgrader lays submissions down as `trainee/assessment/`, which names the owner of one that was not signed.
    """
    document = parse_document(read_regular(responses), public, trainee=responses.parents[1].name)
    owner = document["hand_in"]["trainee"] if "hand_in" in document else responses.parents[1].name
    return owner, parse_answers(document)


def mark(item: str) -> float:
    """Return the points of `item` for the answers in the current folder: the hidden test of its cell.

    The key is looked for where `SEBAYA_KEYS` says, else in `keys/` of a folder above.
    Raises FileNotFoundError when there is no key.
    """
    folder = Path.cwd()
    public = json.loads((folder / "items.json").read_bytes())
    key = Key.read(_find_key(folder, public["id"]))
    trainee, answers = read_answers(folder / RESPONSES, key.with_attempts(public))
    return key.points(key.items_for(trainee)[item], answers.get(item))


def _find_key(folder: Path, assessment: str) -> Path:
    named = os.environ.get("SEBAYA_KEYS")
    folders = [Path(named)] if named else [above / "keys" for above in folder.parents]
    for candidate in folders:
        if (candidate / f"{assessment}.json").is_file():
            return candidate / f"{assessment}.json"
    raise FileNotFoundError(f"no key of {assessment}")


class MarkSubmission(NbGraderPreprocessor):  # type: ignore[misc]
    """Drops the notebook that was handed in for the marked one; the pipeline runs in the class folder."""

    def preprocess(self, _nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the marked notebook. Raises RefusedError when the answers are missing or damaged."""
        assessment, trainee = resources["nbgrader"]["assignment"], resources["nbgrader"]["student"]
        course = Course(Path.cwd())
        _grant_kept(course, assessment)  # before nbgrader's own step works out what late costs
        content = read_regular(course.submitted(assessment, trainee) / RESPONSES)
        marked = read_marker(course, assessment).mark(Submission(trainee, content))
        if isinstance(marked, Refused):
            raise RefusedError(marked.reason, marked.detail)
        return nbformat.reads(marked.notebook.decode(), as_version=4), resources


def _grant_kept(course: Course, assessment: str) -> None:
    from grader.extensions import grant_kept, is_any_kept
    from grader.records import open_records

    if is_any_kept(course, assessment):
        with open_records(course, assessment) as records:
            grant_kept(course, assessment, records)


class WithoutRubric(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the rubric out of nbgrader's own feedback pages, should anybody make them."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook without rubrics."""
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = cell.source.partition(RUBRIC_MARK)[0]
        return nb, resources
