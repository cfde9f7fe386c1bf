"""What the curriculum covers: competency by module, seed statement by module, and what has been reviewed."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.reviews import Piece, piece_of, reviews
from scenarios.text import pick

__all__ = ["coverage"]

NONE = "·"
MARKS = {"practised": "P", "assessed": "A", "observed": "O"}
USES = {
    "teach": "taught",
    "guard": "taught with its limits",
    "aim": "taught as an aim, not as a proven outcome",
    "correct": "**taught as corrected**",
}


def coverage(content: Content) -> str:
    """Return the coverage matrix as a Markdown page (English, for developers and programme leads)."""
    modules = content.shared["curriculum"].data["modules"]
    shown = {module["id"]: _shown(content, module) for module in modules}
    lines = [
        "# What the curriculum covers",
        "",
        "Made from the content by `sebaya check --coverage`, and checked to be current. P: practised in a dialogue or "
        "an exercise. A: assessed by an item. O: watched live by a trainer, as the curriculum says. In brackets: the "
        "module names the competency, but is not written yet.",
        "",
        "## Competencies by module",
        "",
        *_table(
            ["", *(module["code"] for module in modules)],
            (
                [
                    f"{entry['id']} {pick(entry['name'], 'en')}",
                    *(_cell(entry["id"], m, shown[m["id"]]) for m in modules),
                ]
                for entry in content.shared["competencies"].data["competencies"]
            ),
        ),
        "",
        "## Seed statements by module",
        "",
        "The statements of the articles that the curriculum came from, in our words: they name the field and are no "
        "evidence. `✓` a module that is ready takes it up, `(✓)` a planned one.",
        "",
        *_table(
            ["", "statement", "use", *(module["code"] for module in modules)],
            (
                [seed["id"], pick(seed["says"], "en"), USES[seed["use"]], *(_taken_up(seed["id"], m) for m in modules)]
                for seed in content.shared["seeds"].data["seeds"]
            ),
        ),
        "",
        "## Observed role-play",
        "",
        "Each candidate plays three forms, one of them red and one without risk; whichever they are, every core "
        "competency is rated. Raters qualify on the calibration scenes.",
        "",
        *_table(
            ["", "zone", "competencies", "status"],
            (
                [
                    f"{kind} {name}",
                    source.data.get("zone", NONE),
                    " ".join(source.data["competencies"]),
                    _status(piece_of(kind, name, source.data["review"])),
                ]
                for kind, sources in (("role-play", content.role_plays), ("calibration", content.calibrations))
                for name, source in sources.items()
            ),
        ),
        "",
        "## Review",
        "",
        "Nothing here may be used with children before it was reviewed (curriculum outline §9).",
        "",
        *_table(
            ["module", "content", "status"],
            (
                [module["code"], f"{piece.kind} {piece.name}", _status(piece)]
                for module in modules
                for piece in reviews(content, module)
            ),
        ),
    ]
    return "\n".join(lines) + "\n"


def _status(piece: Piece) -> str:
    return f"reviewed by {piece.by} on {piece.on}" if piece.is_reviewed else "draft"


def _shown(content: Content, module: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what a module practises, assesses and observes."""
    found: dict[str, set[str]] = {"practised": set(), "assessed": set(), "observed": set(module["observed"])}
    for name in module.get("dialogues", ()):
        if name in content.dialogues:
            found["practised"] |= set(content.dialogues[name].data["competencies"])
    if module["id"] in content.practices:
        for item in content.practices[module["id"]].data["items"]:
            found["practised"] |= set(item["competencies"])
    if module.get("assessment") in content.assessments:
        for item in content.assessments[module["assessment"]].data["items"]:
            found["assessed"] |= set(item["competencies"])
    return found


def _cell(competency: str, module: Mapping[str, Any], shown: Mapping[str, set[str]]) -> str:
    marks = "".join(mark for kind, mark in MARKS.items() if competency in shown[kind])
    if module["status"] != "ready":
        return f"({marks})" if marks else "( )" if competency in module["competencies"] else NONE
    return f"**{marks}**" if competency in module["competencies"] else marks or NONE


def _taken_up(seed: str, module: Mapping[str, Any]) -> str:
    if seed not in module["seeds"]:
        return NONE
    return "✓" if module["status"] == "ready" else "(✓)"


def _table(head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
