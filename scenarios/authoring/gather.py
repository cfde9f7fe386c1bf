"""Finds and reads all content of a tree: shared vocabulary, dialogues, exercises, assessments, role-plays, lessons."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from scenarios.authoring.problems import Problem
from scenarios.authoring.shape import check_shape
from scenarios.authoring.source import Source, read_source

__all__ = ["Content", "gather"]

LISTS = ("competencies", "curriculum", "contacts", "glossary", "referral", "reporting", "seeds", "sources")
SHARED = {**{name: f"{name}.yaml" for name in LISTS}, "gate": "m00-programme/gate.yaml"}
"""Kind of a shared file → where it lies below modules/."""


@dataclass
class Content:
    """All readable content below `root`; `problems` tells of what could not be read or has not its shape.

    `dialogues` are practised; `assessed` belong to an assessment; `plays` is keyed by dialogue id. `role_plays` are the
    forms of the observed role-play, `calibrations` the scenes that its raters qualify on.
    """

    root: Path
    shared: dict[str, Source] = field(default_factory=dict)
    dialogues: dict[str, Source] = field(default_factory=dict)
    assessed: dict[str, Source] = field(default_factory=dict)
    plays: dict[str, Source] = field(default_factory=dict)
    practices: dict[str, Source] = field(default_factory=dict)
    assessments: dict[str, Source] = field(default_factory=dict)
    role_plays: dict[str, Source] = field(default_factory=dict)
    calibrations: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def competencies(self) -> set[str]:
        """The known competency codes."""
        return {entry["id"] for entry in self.shared["competencies"].data["competencies"]}

    @property
    def harms(self) -> set[str]:
        """The known critical harm codes."""
        return {entry["id"] for entry in self.shared["competencies"].data["harms"]}

    def lesson_reviews(self, module: str) -> dict[str, dict[str, str]]:
        """Return language → review of a module's lessons, as far as they can be read."""
        found = {}
        for path in sorted((self.root / "modules" / module).glob("lesson.*.ipynb")):
            with suppress(OSError, ValueError, KeyError, TypeError):
                found[path.name.split(".")[1]] = json.loads(path.read_bytes())["metadata"]["sebaya"]["review"]
        return found


def gather(root: Path) -> Content:
    """Read the tree below `root` (the folder that holds modules/, assessments/ and scenarios/)."""
    content = Content(root)

    def take(path: Path, kind: str, letter: str) -> Source | None:
        source, problems = read_source(path, letter)
        if source is not None and not problems:
            problems = list(check_shape(source, kind, letter))
        content.problems.extend(problems)
        return source if not problems else None

    def take_dialogue(path: Path, into: dict[str, Source]) -> None:
        dialogue = take(path, "dialogue", "S")
        plays = take(path.with_name("plays.yaml"), "plays", "S")
        if dialogue:
            into[path.parent.name] = dialogue
            if plays:
                content.plays[path.parent.name] = plays

    for name, place in SHARED.items():
        source = take(root / "modules" / place, name, "M")
        if source:
            content.shared[name] = source
    for path in sorted((root / "scenarios/dialogues").glob("*/dialogue.yaml")):
        take_dialogue(path, content.dialogues)
    for path in sorted((root / "modules").glob("*/practice.yaml")):
        source = take(path, "practice", "M")
        if source:
            content.practices[path.parent.name] = source
    for path in sorted((root / "assessments").glob("*/assessment.yaml")):
        source = take(path, "assessment", "A")
        if source:
            content.assessments[path.parent.name] = source
    for folder, kind, into in (
        ("role-plays", "role-play", content.role_plays),
        ("calibration", "calibration", content.calibrations),
    ):
        for path in sorted((root / "assessments" / folder).glob("*.yaml")):
            source = take(path, kind, "A")
            if source:
                into[path.stem] = source
    for path in sorted((root / "assessments").glob("*/dialogues/*/dialogue.yaml")):
        take_dialogue(path, content.assessed)
    return content
