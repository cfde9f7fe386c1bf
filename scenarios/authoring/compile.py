"""Compiles content to the JSON that trainees' kernels load."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.routes import Moment, Routes, unfold
from scenarios.authoring.rules_links import TERM
from scenarios.model import FORMAT
from scenarios.text import DEFAULT_LANGUAGE

__all__ = ["compile_content", "compile_dialogue"]


def compile_content(content: Content, folder: Path) -> None:
    """Write everything that practice needs into `folder`, which is made anew. Assessments are left out."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, source in content.dialogues.items():
        _write(folder / "dialogues" / f"{name}.json", compile_dialogue(source.data))
    for module, source in content.practices.items():
        _write(folder / "practice" / f"{module}.json", source.data)
    for name in ("competencies", "curriculum", "contacts", "reporting"):
        _write(folder / f"{name}.json", content.shared[name].data)
    places = [{key: place[key] for key in ("id", "short", "name")} for place in content.shared["gate"].data["places"]]
    _write(folder / "referral.json", {**content.shared["referral"].data, "places": places})
    _write(folder / "glossary.json", {**content.shared["glossary"].data, "used": _terms_used(content.root)})


def _terms_used(root: Path) -> dict[str, list[str]]:
    """Return module → the terms that its lesson links to, in the order in which they come."""
    lessons = sorted((root / "modules").glob(f"*/lesson.{DEFAULT_LANGUAGE}.ipynb"))
    return {
        path.parent.name: list(dict.fromkeys(TERM.findall(path.read_text(encoding="utf-8").replace('\\"', '"'))))
        for path in lessons
    }


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def compile_dialogue(data: Mapping[str, Any], routes: Routes | None = None) -> dict[str, Any]:
    """Return the compiled form of a checked dialogue: `scenarios.model.Dialogue.from_json` reads it.

    Moments from which the same can be seen and done are one state, so that the graph holds no more than a
    trainee can notice. `routes` spares unfolding it again.
    """
    routes = routes or unfold(data)
    endings = {ending["id"] for ending in data["endings"]}
    states: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    named: dict[Moment, str] = {}

    def name(moment: Moment) -> str:
        if moment not in named:
            state = {
                "node": None if moment.at in endings else moment.at,
                "ending": moment.at if moment.at in endings else None,
                "lines": list(routes.lines[moment]),
                "choices": [[choice, name(after)] for choice, after in routes.choices[moment]],
            }
            seen = json.dumps(state)
            named[moment] = names.setdefault(seen, f"s{len(names)}")
            states[named[moment]] = state
        return named[moment]

    start = name(routes.start)
    kept = (
        *("id", "title", "tiers", "setting", "content_note", "characters"),
        *("competencies", "hidden_risk", "critical", "review"),
    )
    return {
        "format": FORMAT,
        **{key: data[key] for key in kept},
        "start": start,
        "states": states,
        "lines": {
            line["id"]: {"who": line["who"], "text": line["text"]} for node in data["nodes"] for line in node["lines"]
        },
        "choices": {
            choice["id"]: {"text": choice["text"], "judgement": _judgement(choice)}
            for node in data["nodes"]
            for choice in node["choices"]
        },
        "endings": {
            ending["id"]: {
                key: ending[key] for key in ("outcome", "title", "text", "way_back", "beside") if key in ending
            }
            for ending in data["endings"]
        },
        "unsaid": {node["id"]: node["unsaid"] for node in data["nodes"] if "unsaid" in node},
    }


def _judgement(choice: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("move", "shows", "harm", "adult_now", "consequence", "why")
    return {key: choice[key] for key in kept if key in choice}
