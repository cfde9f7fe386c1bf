"""How far a rater is towards counting, as the raters' pages tell it."""

import asyncio
from typing import Any

from grader.course import Course
from grader.faults import language
from grader.observation.locked import locked_calibrations
from grader.observation.material import read_material
from grader.raters import Rater
from grader.register import register_of
from scenarios.text import pick

__all__ = ["outcome_of", "scenes_locked"]


def scenes_locked(course: Course, rater: Rater) -> set[str]:
    """Return the calibration scenes that a rater has locked. Raises SebayaError."""
    scenes = read_material().scenes
    entries = locked_calibrations(register_of(course), course.about["id"], rater.code)
    return {entry.about for entry in entries if entry.about in scenes}


async def outcome_of(course: Course, rater: Rater) -> dict[str, Any] | None:
    """Return what was measured over all scenes and what is still missing; None before all are locked.

    Raises SebayaError.
    """
    if set(read_material().scenes) - scenes_locked(course, rater):
        return None
    # Beside the server's own thread: others go on being saved while the statistics load, which takes seconds.
    return await asyncio.to_thread(_measured, course, rater)


def _measured(course: Course, rater: Rater) -> dict[str, Any]:
    # Here and not above: a desk where nobody has locked all scenes never loads them.
    from grader.observation.qualify import qualification_of, thresholds_of

    entries = locked_calibrations(register_of(course), course.about["id"], rater.code)
    harm_at_least, icc_at_least = thresholds_of(course)
    found = qualification_of(rater.code, entries, harm_at_least, icc_at_least)
    return {
        "is_qualified": found.is_qualified,
        "harm": found.harm or 0.0,
        "icc": found.levels.icc,
        "exact": found.levels.exact,
        "n": found.levels.n,
        "harm_at_least": harm_at_least,
        "icc_at_least": icc_at_least,
        "missing": [pick(text, language()) for text in found.missing],
    }
