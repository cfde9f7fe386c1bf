"""Marks a class: every new or changed submission, one after the other; one that fails never stops the rest."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.collect import RESPONSES, read_public
from grader.course import Course
from grader.faults import SebayaError
from grader.handin import RefusedError
from grader.marking import read_answers
from grader.progress import Report, silent
from grader.release import api
from grader.roster import read_roster

__all__ = ["Marked", "mark_class"]


@dataclass(frozen=True)
class Marked:
    """One trainee's submission: `marked`, `unchanged`, `none` (nothing handed in) or `refused` with a reason."""

    trainee: str
    outcome: str
    reason: str | None = None
    detail: str = ""


def mark_class(
    course: Course,
    assessment: str,
    progress: Report = silent,
) -> list[Marked]:
    """Mark what is new or changed since the last call, for every trainee of the roster.

    Raises SebayaError when the assessment is not released here or its key is missing.
    """
    public = read_public(course, assessment)
    if not course.key_file(assessment).is_file():
        raise SebayaError(
            id=f"Kunci {assessment} tidak ada. Jalankan: sebaya release {assessment}",
            en=f"The key of {assessment} is missing. Run: sebaya release {assessment}",
        )
    interface = api(course)
    logging.getLogger("alembic").setLevel(logging.ERROR)
    trainees = [trainee.code for trainee in read_roster(course)]
    results = []
    for number, trainee in enumerate(trainees, 1):
        results.append(_mark_one(course, assessment, trainee, public, interface))
        progress(number, len(trainees))
    return results


def _mark_one(course: Course, assessment: str, trainee: str, public: Mapping[str, Any], interface: Any) -> Marked:
    submitted, marked = course.submitted(assessment, trainee), course.autograded(assessment, trainee)
    if not submitted.is_dir():
        return Marked(trainee, "none")
    responses = submitted / RESPONSES
    try:
        read_answers(responses, public)
    except RefusedError as refused:
        return Marked(trainee, "refused", refused.reason, refused.detail)
    key_time = course.key_file(assessment).stat().st_mtime_ns
    done = marked / RESPONSES
    if done.is_file() and done.read_bytes() == responses.read_bytes() and done.stat().st_mtime_ns >= key_time:
        return Marked(trainee, "unchanged")
    result = interface.autograde(assessment, trainee, force=True, create=False)
    if not result["success"]:
        lines = (result.get("error") or result.get("log") or "?").strip().splitlines()
        return Marked(trainee, "refused", "not-marked", lines[-1])
    return Marked(trainee, "marked")
