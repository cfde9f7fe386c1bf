"""Finds out what holds for a whole class on a day: raters, referral map, and whether the content was reviewed."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from grader.content import read_content
from grader.course import Course
from grader.dossier import Circumstances, Qualified
from grader.gate import missing
from grader.observation.material import Material, read_material
from grader.observation.qualify import qualifications
from grader.register import Entry
from grader.rule import Certification
from scenarios.authoring.gather import Content
from scenarios.authoring.reviews import piece_of, reviews
from scenarios.text import LANGUAGES

__all__ = ["circumstances_of", "content_about_safety", "is_reviewed"]

SHARED = ("competencies", "contacts", "referral", "reporting")
"""Lists of modules/ that the content about safety stands on."""


def circumstances_of(course: Course, rule: Certification, entries: Iterable[Entry], today: date) -> Circumstances:
    """Return the circumstances of a class on `today`; `entries` are all of its register that count.

    Raises SebayaError when the referral map or the content cannot be read.
    """
    entries = list(entries)
    material = read_material()
    asked = (rule.value("probation", "raters", name) for name in ("at_least_harm_agreement", "at_least_icc_hundredths"))
    qualified = qualifications(entries, *(number / 100 for number in asked))
    content = read_content()
    return Circumstances(
        today=today,
        core=_core(material),
        starred=material.critical,
        zones={name: form["zone"] for name, form in material.forms.items()},
        qualified={rater: _since(rater, entries) for rater, found in qualified.items() if found.is_qualified},
        map_lacks=tuple({lang: condition.told(lang) for lang in LANGUAGES} for condition in missing(course, today)),
        content=content_about_safety(content, rule),
        is_reviewed=is_reviewed(content, rule),
        entries=tuple(entry for entry in entries if not entry.person or entry.kind == "calibration"),
    )


def content_about_safety(content: Content, rule: Certification) -> str:
    """Return the SHA-256 of all that teaches or assesses safety: a school's review of it is of just these words."""
    digest = hashlib.sha256()
    for path in sorted(_files(content, rule)):
        digest.update(f"{path.relative_to(content.root)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_reviewed(content: Content, rule: Certification) -> bool:
    """Whether each lesson, dialogue and assessment of the critical modules, and each role-play form, was reviewed."""
    modules = [
        one for one in content.shared["curriculum"].data["modules"] if one["id"] in rule.data["critical_modules"]
    ]
    pieces = [piece for module in modules for piece in reviews(content, module)]
    pieces += [piece_of("role-play", name, form.data["review"]) for name, form in content.role_plays.items()]
    return all(piece.is_reviewed for piece in pieces)


def _since(rater: str, entries: Iterable[Entry]) -> Qualified:
    """Return that a rater counts from the day of the last calibration scene."""
    own = [entry for entry in entries if entry.kind == "calibration" and entry.person == rater]
    return Qualified(max(entry.on_day for entry in own), tuple(entry.number for entry in own))


def _files(content: Content, rule: Certification) -> Iterator[Path]:
    for module in _critical(content, rule):
        folders = [f"modules/{module['id']}", f"assessments/{module['assessment']}"]
        for folder in [*folders, *(f"scenarios/dialogues/{name}" for name in module["dialogues"])]:
            yield from (path for path in (content.root / folder).rglob("*") if path.is_file())
    yield from (content.root / "assessments/role-plays").glob("*.yaml")
    yield from (content.root / "modules" / f"{name}.yaml" for name in SHARED)


def _critical(content: Content, rule: Certification) -> list[dict[str, Any]]:
    modules = content.shared["curriculum"].data["modules"]
    return [module for module in modules if module["id"] in rule.data["critical_modules"]]


def _core(material: Material) -> tuple[str, ...]:
    return tuple(code for code, entry in material.competencies.items() if entry["tier"] == "core")
