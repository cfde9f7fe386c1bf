"""Releases an assessment: builds it, lets nbgrader make the trainees' version, and puts it into the exchange."""

import json
import sys
import warnings
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import SAWarning

from grader.build import build
from grader.course import Course
from grader.faults import SebayaError
from grader.gate import must_be_open
from grader.released import first_released
from grader.settings import load
from scenarios.atomic import write_whole

__all__ = ["api", "release"]


def api(course: Course) -> Any:
    """Return nbgrader's Python interface to the class folder, quiet."""
    from nbgrader.apps import NbGraderAPI

    # nbgrader's own way with its session; trainers can do nothing about it.
    warnings.filterwarnings("ignore", "Object of type", category=SAWarning)
    interface = NbGraderAPI(config=load(course))
    interface.log.setLevel("CRITICAL")
    return interface


def release(course: Course, assessment: str) -> bool:
    """Build and release `assessment`; return whether anything changed. Repeating it changes nothing.

    Raises SebayaError when the programme gate is closed, the content has faults, or nbgrader refuses.
    """
    must_be_open(course, assessment)
    build(course, assessment)
    source, target = course.source(assessment), course.release(assessment)
    newest = max(path.stat().st_mtime_ns for path in source.iterdir())
    made = [path.stat().st_mtime_ns for path in target.glob("*")] if target.is_dir() else []
    if len(made) >= 2 and min(made) >= newest:
        return False
    interface = api(course)
    _must(interface.generate_assignment(assessment, force=True, create=True), "generate_assignment")
    _note_first_release(course, assessment)
    if sys.platform != "win32":
        (course.root / "exchange").chmod(0o1777)  # nbgrader asks for a place that trainees can write to
        _must(interface.release_assignment(assessment), "release_assignment")
    return True


def _must(result: dict[str, Any], step: str) -> None:
    if not result["success"]:
        detail = (result.get("error") or result.get("log") or "").strip().splitlines()
        raise SebayaError(
            id=f"nbgrader menolak ({step}): {detail[-1] if detail else '?'}",
            en=f"nbgrader refused ({step}): {detail[-1] if detail else '?'}",
        )


def _note_first_release(course: Course, assessment: str) -> None:
    """Keep when an assessment was first released: no hand-in can be older."""
    known = first_released(course)
    if assessment not in known:
        known[assessment] = datetime.now(UTC).isoformat(timespec="seconds")
        write_whole(course.root / "released.json", json.dumps(known, indent=1).encode())
