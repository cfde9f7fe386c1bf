"""Releases an assessment so that it can be taken back: as long as nobody has begun to answer it."""

import json
import shutil
import sys
from pathlib import Path

from grader.acts import RELEASE, Deed, note
from grader.course import RESPONSES, Course
from grader.faults import SebayaError
from grader.marking_lock import marking_lock
from grader.records import open_records
from grader.release import api, release
from grader.released import first_released
from grader.retake import exchange_of
from scenarios.atomic import write_whole

__all__ = ["put_out", "withdraw"]


def put_out(course: Course, assessment: str) -> tuple[bool, Deed | None]:
    """Release an assessment; return whether anything changed, and the act: None where it was released before.

    Raises SebayaError.
    """
    is_first = assessment not in first_released(course)
    has_changed = release(course, assessment)
    return has_changed, note(course, RELEASE, assessment) if is_first else None


def withdraw(course: Course, deed: Deed) -> None:
    """Take a release out of the exchange, the class folder and the workspaces on this machine.

    The gradebook goes on knowing the assessment, as a draft, and its key stays, so that a later release has the same
    ids. Copies that trainees fetched to other machines cannot be taken back. Raises SebayaError once anybody has
    begun to answer.
    """
    assessment = deed.assessment
    with marking_lock(course):
        if assessment not in first_released(course):
            raise SebayaError(id=f"{assessment} sudah tidak dirilis.", en=f"{assessment} is no longer released.")
        begun = _begun(course, assessment)
        if begun:
            raise SebayaError(
                id=f"Tidak ditarik: {assessment} sudah mulai dikerjakan ({begun}). Jawaban peserta tetap aman.",
                en=f"Not withdrawn: {assessment} has been begun ({begun}). The trainees' answers are safe.",
            )
        if sys.platform != "win32" and not api(course).unrelease(assessment)["success"]:
            raise SebayaError(
                id=f"nbgrader tidak bisa menarik {assessment} dari exchange. Periksa izin folder exchange.",
                en=f"nbgrader cannot take {assessment} out of the exchange. Check the permissions of its folder.",
            )
        for folder in (course.root / "trainees").glob(f"*/assessments/{assessment}"):
            shutil.rmtree(folder)
        shutil.rmtree(course.release(assessment), ignore_errors=True)
        left = {name: on for name, on in first_released(course).items() if name != assessment}
        write_whole(course.root / "released.json", json.dumps(left, indent=1).encode())


def _begun(course: Course, assessment: str) -> str:
    """Return where somebody's answers lie, in the class folder; empty where there are none."""
    root = course.root
    places = (
        *root.glob(f"trainees/*/assessments/{assessment}/{RESPONSES}"),
        *root.glob(f"submitted/*/{assessment}"),
        *root.glob(f"received/{assessment}/*"),
        *root.glob(f"earlier/*/{assessment}.*"),
        *course.inbox.glob(f"{assessment}.*.json"),
        *exchange_of(course, assessment),
    )
    if places:
        return _told(root, places[0])
    with open_records(course, assessment) as records:
        return "gradebook" if records.handed_in() else ""


def _told(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
