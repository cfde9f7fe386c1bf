"""Reads what was released of an assessment in a class: its items, its key, its notebook."""

import hashlib
import json
from typing import Any

from grader.attempts import sittings
from grader.course import Course
from grader.faults import SebayaError, language
from grader.keys import Key
from grader.marker import Marker
from scenarios.items import prepared
from scenarios.text import Text

__all__ = ["first_released", "key_sha256", "read_key", "read_marker", "read_public", "read_title"]


def first_released(course: Course) -> dict[str, str]:
    """Return when each released assessment was first released, in the order of release."""
    path = course.root / "released.json"
    found: dict[str, str] = json.loads(path.read_bytes()) if path.is_file() else {}
    return found


def read_public(course: Course, assessment: str) -> dict[str, Any]:
    """Return the released `items.json`, with the `attempts` of those who take it again (trainee → attempt).

    Raises SebayaError when the assessment was not released.
    """
    found = _read_items(course, assessment)
    own = {code: one.attempt for code, one in sittings(course.root).get(assessment, {}).items()}
    return {**found, "attempts": own, "items": [prepared(item) for item in found["items"]]}


def read_title(course: Course, assessment: str) -> Text:
    """Return what a released assessment is called. Raises SebayaError when it was not released."""
    found: Text = _read_items(course, assessment)["title"]
    return found


def _read_items(course: Course, assessment: str) -> dict[str, Any]:
    path = course.release(assessment) / "items.json"
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise SebayaError(
            id=f"{assessment} belum dirilis di kelas ini. Jalankan: sebaya release {assessment}",
            en=f"{assessment} is not released in this class. Run: sebaya release {assessment}",
        ) from fault
    return found


def read_key(course: Course, assessment: str) -> Key:
    """Return the key of an assessment. Raises SebayaError when it is missing or damaged."""
    path = course.key_file(assessment)
    try:
        return Key.read(path)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SebayaError(
            id=f"Kunci {path} tidak ada atau rusak. Jalankan: sebaya release {assessment}",
            en=f"The key {path} is missing or damaged. Run: sebaya release {assessment}",
        ) from fault


def key_sha256(course: Course, assessment: str) -> str:
    """Return the fingerprint of the key as it lies in the class folder."""
    return hashlib.sha256(course.key_file(assessment).read_bytes()).hexdigest()


def read_marker(course: Course, assessment: str) -> Marker:
    """Return the marker of an assessment. Raises SebayaError when it is not released or its key is missing."""
    public, key = read_public(course, assessment), read_key(course, assessment)
    released = (course.release(assessment) / f"{assessment}.ipynb").read_text(encoding="utf-8")
    return Marker(public, key, released, language())
