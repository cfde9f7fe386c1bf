"""Prints the sheets of an observed role-play: one for the candidate, one for the actor, one for each rater.

A form lies in `assessments/role-plays/`. The rater's sheet can be filled in by hand, where there is no computer.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.content import load_content
from grader.course import Course
from grader.faults import SebayaError
from grader.pdf import typeset
from scenarios.atomic import write_whole
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["SHEETS", "write_sheets"]

SHEETS = ("candidate", "actor", "rater")
TEMPLATE = "role-play.typ"
TEXTS: dict[str, Text] = {
    "candidate": {"id": "Lembar kandidat", "en": "Candidate's sheet"},
    "actor": {"id": "Lembar pemeran", "en": "Actor's sheet"},
    "rater": {"id": "Lembar penilai", "en": "Rater's sheet"},
    "draft": {
        "id": "Rancangan kami, belum ditinjau ahli. Belum boleh dipakai untuk meluluskan siapa pun.",
        "en": "Our own draft, not reviewed by experts. Not yet to be used to certify anybody.",
    },
    "adults-only": {
        "id": "Hanya untuk pemeran dewasa. Tidak boleh dimainkan siswa dan tidak boleh dibaca kandidat.",
        "en": "For adult actors only. Never to be played by a pupil, nor read by a candidate.",
    },
    "raters-only": {
        "id": "Hanya untuk penilai. Isi sendiri dulu; jangan saling melihat sebelum keduanya selesai.",
        "en": "For raters only. Fill it in alone; do not look at each other's sheet before both are done.",
    },
    "minutes": {"id": "menit", "en": "minutes"},
    "setting": {"id": "Tempat dan waktu", "en": "Where and when"},
    "you": {"id": "Kamu", "en": "You"},
    "adults": {"id": "Orang dewasa yang bisa kamu hubungi", "en": "Adults you can turn to"},
    "remember": {"id": "Ingat", "en": "Remember"},
    "props": {"id": "Yang disiapkan", "en": "What the room needs"},
    "who": {"id": "Siapa kamu", "en": "Who you are"},
    "carries": {"id": "Yang kamu bawa", "en": "What you carry"},
    "opening": {"id": "Kalimat pertama", "en": "First words"},
    "moment": {"id": "Menit", "en": "Minute"},
    "cue": {"id": "Yang kamu katakan atau lakukan", "en": "What you say or do"},
    "if-helped": {"id": "Kalau ia menolong", "en": "If they help"},
    "if-not": {"id": "Kalau belum", "en": "If not yet"},
    "second-chance": {"id": "Kesempatan kedua", "en": "Second chance"},
    "never": {"id": "Yang tidak pernah kamu lakukan", "en": "What you never do"},
    "ends-when": {"id": "Selesai kalau", "en": "It ends when"},
    "afterwards": {"id": "Sesudahnya", "en": "Afterwards"},
    "if-real": {"id": "Kalau ini menyentuh hidup seseorang", "en": "If it touches somebody's own life"},
    "harm-first": {"id": "Bahaya dinilai paling dulu", "en": "Harm is looked at first"},
    "code": {"id": "Kode", "en": "Code"},
    "looks-like": {"id": "Di adegan ini tampak seperti", "en": "In this scene it looks like"},
    "not-this": {"id": "Bukan ini", "en": "This is not it"},
    "levels": {"id": "Level", "en": "Levels"},
    "basics": {"id": "Semua dasar (level 3)", "en": "All basics (level 3)"},
    "level-1": {"id": "1 · berbahaya", "en": "1 · harmful"},
    "level-2": {"id": "2 · belum", "en": "2 · not yet"},
    "level-3": {"id": "3 · cakap", "en": "3 · competent"},
    "level-4": {"id": "4 · mahir", "en": "4 · advanced"},
    "supervision": {
        "id": "Dua menit terakhir: kamu menjadi pembina",
        "en": "The last two minutes: you are the supervisor",
    },
    "notes": {"id": "Kata-kata yang terdengar (tanpa nama)", "en": "Words that were heard (no names)"},
    "signed": {
        "id": "Kode kandidat · kode penilai · tanggal · tanda tangan",
        "en": "Candidate's code · rater's code · date · signature",
    },
}


def write_sheets(course: Course, form: str | None = None) -> list[Path]:
    """Write the sheets of `form` (of all, when None) in every language below `printed/`, and return their paths.

    Raises SebayaError when there is no such form or the content has faults.
    """
    content = load_content()
    if form is not None and form not in content.role_plays:
        known = ", ".join(content.role_plays) or "–"
        raise SebayaError(
            id=f"Tidak ada formulir `{form}`. Yang ada: {known}.", en=f"There is no form `{form}`. There are: {known}."
        )
    folder = course.root / "printed" / "role-play"
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = content.shared["competencies"].data
    paths = []
    for name in content.role_plays if form is None else [form]:
        for lang in LANGUAGES:
            for sheet in SHEETS:
                path = folder / f"{name}.{sheet}.{lang}.pdf"
                write_whole(path, typeset(TEMPLATE, _data(content.role_plays[name].data, vocabulary, sheet, lang)))
                paths.append(path)
    return paths


def _data(form: Mapping[str, Any], vocabulary: Mapping[str, Any], sheet: str, lang: str) -> dict[str, Any]:
    """Return only what the reader of `sheet` may know; the candidate's holds neither the risk nor the title."""
    parts = {"candidate": ("candidate",), "actor": ("actor", "props"), "rater": ("raters", "props")}[sheet]
    data = {part: _picked(form[part], lang) for part in ("setting", *parts)}
    if sheet != "candidate":
        data["title"] = _picked(form["title"], lang)
    if sheet == "rater":
        named = {entry["id"]: entry for kind in ("competencies", "harms") for entry in vocabulary[kind]}
        data["named"] = {
            code: {
                "name": pick(named[code]["name"], lang),
                "critical": bool(named[code].get("critical")),
                "basics": _picked(named[code].get("basics", []), lang),
            }
            for code in [*form["competencies"], *(entry["harm"] for entry in form["raters"]["codes"])]
        }
    return {
        "lang": lang,
        "sheet": sheet,
        "form": form["id"],
        "minutes": form["minutes"],
        "reviewed": form["review"]["status"] == "reviewed",
        "texts": _picked(TEXTS, lang),
        **data,
    }


def _picked(data: Any, lang: str) -> Any:
    """Return `data` with every text in `lang`."""
    if isinstance(data, Mapping):
        if isinstance(data.get("en"), str):
            return pick(data, lang)
        return {key: _picked(value, lang) for key, value in data.items()}
    return [_picked(value, lang) for value in data] if isinstance(data, list) else data
