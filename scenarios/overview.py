"""What a trainee finds in the workspace: modules in their order, assessments with their state, feedback pages.

Files are told as paths below the workspace; without one (a facilitator's notebook) there is nothing to open.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.content import MissingContentError, curriculum
from scenarios.items import BadAnswerError, Item, check_answer, is_complete
from scenarios.responses import DamagedError, Responses
from scenarios.text import DEFAULT_LANGUAGE, Text
from scenarios.variants import items_for
from scenarios.workspace import Workspace

__all__ = ["AssessmentState", "Module", "overview"]

UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What reading a file raises that is not what it should be."""


@dataclass(frozen=True)
class AssessmentState:
    """How far an assessment is: `state` is open, begun, handed-in or unreadable; `at` the time of the hand-in."""

    path: str
    minutes: int
    state: str
    answered: int = 0
    total: int = 0
    at: str = ""


@dataclass(frozen=True)
class Module:
    """One module; a planned one has nothing to open, and a withheld one waits for the school's adults."""

    id: str
    code: str
    title: Text
    summary: Text
    minutes: int
    is_ready: bool
    is_withheld: bool = False
    lesson: str | None = None
    assessment: AssessmentState | None = None
    feedback: str | None = None


def overview(workspace: Workspace | None, lang: str) -> list[Module]:
    """Return the modules that are meant for who works here, in order; none when no curriculum is installed.

    Coordinators see every module, trainees those for trainees.
    """
    try:
        entries = curriculum()
    except MissingContentError:
        return []
    shown = {"trainee", workspace.audience if workspace else "trainee"}
    meant = [entry for entry in entries if entry["audience"] in shown]
    return [_module(entry, workspace, lang) for entry in sorted(meant, key=lambda entry: entry["order"])]


def _module(entry: dict[str, Any], workspace: Workspace | None, lang: str) -> Module:
    kept = {name: entry[name] for name in ("id", "code", "title", "summary", "minutes")}
    if entry["status"] != "ready" or workspace is None:
        return Module(**kept, is_ready=entry["status"] == "ready")
    lessons = [f"{entry['id']}/lesson.{each}.ipynb" for each in (lang, DEFAULT_LANGUAGE)]
    assessment, root = entry["assessment"], workspace.root
    feedback = f"feedback/{assessment}.html"
    return Module(
        **kept,
        is_ready=True,
        is_withheld=entry["id"] in workspace.read("withheld.json", []),
        lesson=next((lesson for lesson in lessons if (root / lesson).is_file()), None),
        assessment=_assessment(root, assessment),
        feedback=feedback if (root / feedback).is_file() else None,
    )


def _assessment(root: Path, name: str) -> AssessmentState | None:
    folder = root / "assessments" / name
    path = f"assessments/{name}/{name}.ipynb"
    if not (root / path).is_file():
        return None
    try:
        released = json.loads((folder / "items.json").read_bytes())
        minutes = int(released["minutes"])
    except UNREADABLE:
        return AssessmentState(path, 0, "unreadable")
    try:
        # Only looked at: a damaged file is set aside by the assessment itself, which then tells of it.
        document = Responses(folder / "responses.json", name).read()
        items = items_for({"id": name, **released}, str(document.get("trainee", "")))
        answered = sum(_is_answered(item, document["answers"].get(item_id)) for item_id, item in items.items())
        at = str(document["hand_in"]["at"]) if "hand_in" in document else ""
    except (DamagedError, *UNREADABLE):
        return AssessmentState(path, minutes, "unreadable")
    state = "handed-in" if at else "begun" if document["answers"] else "open"
    return AssessmentState(path, minutes, state, answered, len(items), at)


def _is_answered(item: Item, entry: Any) -> bool:
    if entry is None or entry["answer"] is None:
        return False
    try:
        return is_complete(item, check_answer(item, entry["answer"]))
    except BadAnswerError:
        return False
