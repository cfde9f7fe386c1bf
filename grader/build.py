"""Builds an assessment into a class folder: nbgrader's source notebook, the released items, the key."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.cells import INTRO, SUBMIT, ask_source, record_source, text_source
from grader.content import load_content
from grader.course import Course
from grader.faults import SebayaError
from grader.keys import Key
from scenarios.atomic import write_whole
from scenarios.authoring.compile import compile_dialogue
from scenarios.text import pick

__all__ = ["build", "make_key", "notebook"]

SCHEMA_VERSION = 3
"""Of nbgrader's cell metadata."""


def build(course: Course, assessment: str) -> Key:
    """Write source, items and key of `assessment` into the class folder, and return the key.

    Building again after a correction of the content keeps every opaque id.
    Raises SebayaError when there is no such assessment or its content has faults.
    """
    content = load_content()
    if assessment not in content.assessments:
        known = ", ".join(sorted(content.assessments)) or "–"
        raise SebayaError(
            id=f"Tidak ada penilaian `{assessment}`. Yang ada: {known}.",
            en=f"There is no assessment `{assessment}`. There are: {known}.",
        )
    path = course.key_file(assessment)
    salt = Key.read(path).salt if path.exists() else None
    dialogues = {name: source.data for name, source in content.assessed.items()}
    key = make_key(content.assessments[assessment].data, dialogues, salt)
    folder = course.source(assessment)
    folder.mkdir(parents=True, exist_ok=True)
    _write_if_new(path, key.to_json())
    _write_if_new(folder / "items.json", json.dumps(key.public(), ensure_ascii=False, indent=1).encode())
    _write_if_new(folder / f"{assessment}.ipynb", nbformat.writes(notebook(key.data)).encode())
    path.chmod(0o600)
    return key


def make_key(assessment: Mapping[str, Any], dialogues: Mapping[str, Mapping[str, Any]], salt: str | None = None) -> Key:
    """Return the key of a checked `assessment.yaml`, whose dialogue items name entries of `dialogues` (their YAML).

    The salt is made once per class and assessment and stays the same, so that building again changes no id.
    """

    def whole(part: Mapping[str, Any]) -> dict[str, Any]:
        if "dialogue" in part:
            return {**part, "dialogue": compile_dialogue(dialogues[part["dialogue"]])}
        if "variants" in part:
            variants = [{**whole(each), "variant": each["id"]} for each in part["variants"]]
            return {**part, "variants": [{key: each[key] for key in each if key != "id"} for each in variants]}
        return dict(part)

    items = [whole(item) for item in assessment["items"]]
    return Key({**assessment, "items": items}, salt or secrets.token_hex(16))


def notebook(assessment: Mapping[str, Any]) -> Any:
    """Return nbgrader's source notebook of an assessment."""
    cells = [
        new_markdown_cell(f"# {pick(assessment['title'])}", id="title"),
        new_code_cell(INTRO, id="intro", metadata=_cell_metadata("intro", locked=True)),
    ]
    for item in assessment["items"]:
        name = item["id"]
        cells.append(
            new_code_cell(ask_source(name), id=f"ask-{name}", metadata=_cell_metadata(f"ask-{name}", locked=True))
        )
        graded = {"grade": True, "points": item["points"]}
        if item["type"] == "text":
            metadata = _cell_metadata(name, solution=True, cell_type="markdown", **graded)
            cells.append(new_markdown_cell(text_source(name), id=name, metadata=metadata))
        else:
            test = f'### BEGIN HIDDEN TESTS\nfrom grader.marking import mark\nmark("{name}")\n### END HIDDEN TESTS'
            metadata = _cell_metadata(name, locked=True, **graded)
            cells.append(new_code_cell(f"{record_source(name)}\n{test}", id=name, metadata=metadata))
    cells.append(new_code_cell(SUBMIT, id="submit", metadata=_cell_metadata("submit", locked=True)))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def _cell_metadata(name: str, **changes: Any) -> dict[str, Any]:
    nbgrader = {
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": SCHEMA_VERSION,
        "solution": False,
        "task": False,
        "cell_type": "code",
        **changes,
    }
    cell_type = nbgrader.pop("cell_type")
    return {
        "nbgrader": {**nbgrader, **({"cell_type": cell_type} if nbgrader["locked"] else {})},
        "deletable": False,
        "editable": False,
    }


def _write_if_new(path: Path, content: bytes) -> None:
    """Leave an unchanged file alone, so that its time tells when it changed."""
    if not path.exists() or path.read_bytes() != content:
        write_whole(path, content)
