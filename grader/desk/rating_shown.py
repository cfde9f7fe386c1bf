"""What a rater reads beside each choice, in the trainer's language: skills, harm signs, anchors, harm codes."""

from collections.abc import Iterable, Mapping
from typing import Any

from grader.course import Course
from grader.faults import SebayaError, language
from grader.observation.material import read_material
from grader.observation.reconcile import Reconciled
from grader.observation.sheet import Play, Sheet
from grader.raters import read_raters
from grader.roster import read_roster
from scenarios.text import Text, pick

__all__ = ["LEVEL_NAMES", "compared", "competencies", "form_title", "given", "harms", "named", "picked"]

LEVEL_NAMES: dict[int, Text] = {
    1: {"id": "berbahaya", "en": "harmful"},
    2: {"id": "belum", "en": "not yet"},
    3: {"id": "cakap", "en": "competent"},
    4: {"id": "mahir", "en": "advanced"},
}
"""As modules/competencies.yaml names the levels."""
ANCHORS = {1: "harm", 2: "not_yet", 3: "enough", 4: "more"}
"""Level → the anchor of a form that describes it."""


def picked(data: Any) -> Any:
    """Return `data` with every text in the trainer's language."""
    if isinstance(data, Mapping):
        if isinstance(data.get("en"), str):
            return pick(data, language())
        return {key: picked(value) for key, value in data.items()}
    return [picked(value) for value in data] if isinstance(data, list) else data


def competencies(codes: Iterable[str], look_for: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Return what is rated: each competency with its skills, and its four levels with the form's anchors."""
    known, anchors = read_material().competencies, {entry["competency"]: entry for entry in look_for}
    return [
        {
            **{key: picked(known[code][key]) for key in ("name", "critical", "basics", "advanced", "harm_signs")},
            "code": code,
            "levels": [
                {
                    "level": level,
                    "name": pick(name, language()),
                    "anchor": picked(anchors[code][ANCHORS[level]]) if code in anchors else "",
                }
                for level, name in LEVEL_NAMES.items()
            ],
        }
        for code in codes
    ]


def harms(own: Iterable[Mapping[str, Any]] = ()) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the harm codes: those that a form tells more of, with what it tells, and the others."""
    known, told = read_material().harms, {entry["harm"]: picked(entry) for entry in own}
    shown = [{"looks_like": "", "not_this": "", **told.get(code, {}), "code": code} for code in known]
    named = [{**entry, "name": pick(known[entry["code"]]["name"], language())} for entry in shown]
    return [one for one in named if one["code"] in told], [one for one in named if one["code"] not in told]


def form_title(form: str) -> str:
    """Return a form's letter and title: `A · Di lorong …`. Raises SebayaError when there is no such form."""
    found = read_material().forms.get(form)
    if found is None:
        raise SebayaError(
            id="Formulir ini tidak dikenal. Pilih dari daftar.", en="This form is not known. Choose one of the list."
        )
    return f"{form.rpartition('-')[2].upper()} · {pick(found['title'], language())}"


def named(course: Course, play: Play) -> dict[str, Any]:
    """Return a play as a list shows it: the candidate's name, code and group, the form, the sitting."""
    found = {trainee.code: trainee for trainee in read_roster(course)}.get(play.candidate)
    return {
        "candidate": play.candidate,
        "name": found.name if found else "",
        "group": found.group if found else "",
        "form": play.form,
        "title": form_title(play.form),
        "sitting": play.sitting,
        "path": f"rate/{play.candidate}/{play.form}/{play.sitting}",
    }


def given(sheet: Sheet) -> dict[str, Any]:
    """Return what a locked sheet holds, to be read: levels, codes and notes by name."""
    known = read_material()
    return {
        "levels": [
            {
                "code": code,
                "name": pick(known.competencies[code]["name"], language()),
                "critical": known.competencies[code]["critical"],
                "level": level,
                "word": pick(LEVEL_NAMES[level], language()),
                "note": sheet.notes.get(code, ""),
            }
            for code, level in sorted(sheet.rating.levels.items(), key=lambda pair: (len(pair[0]), pair[0]))
        ],
        "codes": [{"code": code, "name": pick(known.harms[code]["name"], language())} for code in sheet.rating.codes],
        "note": sheet.notes.get("", ""),
    }


def compared(course: Course, play: Reconciled, own: str) -> dict[str, Any]:
    """Return the forms of all raters side by side; to be shown only to one who may see them."""
    known, people = read_material(), {rater.code: rater.name for rater in read_raters(course)}
    raters = [{"code": code, "name": people.get(code, ""), "own": code == own} for code in play.raters]
    rows = [
        {
            "code": code,
            "name": pick(known.competencies[code]["name"], language()),
            "critical": known.competencies[code]["critical"],
            "given": [by.get(rater) for rater in play.raters],
            "counts": play.levels[code],
            "why": pick(play.unsettled[code], language()) if code in play.unsettled else "",
        }
        for code, by in play.given.items()
    ]
    by = {code: [one.rater for one in play.ratings if code in one.codes] for code in play.codes}
    codes = [{"code": code, "name": pick(known.harms[code]["name"], language()), "by": by[code]} for code in play.codes]
    return {"raters": raters, "rows": rows, "codes": codes, "needs_third": bool(play.needs_third)}
