"""Makes a class's feedback so that it can be taken back: pages that change are kept, and the new ones known."""

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from grader.acts import FEEDBACK, Deed, note
from grader.course import Course
from grader.faults import SebayaError
from grader.feedback import FILE, make_feedback
from grader.marking_lock import marking_lock
from grader.progress import Report, silent
from grader.retake import EARLIER
from grader.roster import read_roster

__all__ = ["give_feedback", "take_feedback_back"]


def give_feedback(
    course: Course, assessment: str, progress: Report = silent
) -> tuple[list[tuple[str, str]], Deed | None]:
    """Make the feedback pages as `make_feedback` does; return what became of each, and the act.

    None stands for the act where no page changed. Raises SebayaError as `make_feedback` does, and while the class is
    being marked.
    """
    with marking_lock(course):
        codes = [trainee.code for trainee in read_roster(course)]
        name = f"{assessment}.feedback.{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        for code in codes:
            _keep(course, assessment, code, name)
        changed: dict[str, str] = {}
        deed = None
        try:
            results = make_feedback(course, assessment, progress)
        finally:  # what was made until somebody stopped it can be taken back, too
            for code in codes:
                if _is_changed(course, assessment, code, name):
                    changed[code] = _fingerprint(course.feedback(assessment, code) / FILE)
                else:
                    _forget(course, code, name)
            if changed:
                deed = note(course, FEEDBACK, assessment, before=name, after=changed)
        return results, deed


def take_feedback_back(course: Course, deed: Deed) -> None:
    """Put the pages back as they were before; one that was made anew since stays as it is.

    Whoever has read a page has read it. Raises SebayaError when no page is left to take back.
    """
    with marking_lock(course):
        left = [
            code
            for code, made in deed.after.items()
            if _fingerprint(course.feedback(deed.assessment, code) / FILE) == made
        ]
        if not left:
            raise SebayaError(
                id=f"Tidak dibatalkan: {deed.told['id']} sudah dibuat lagi sesudah itu.",
                en=f"Not undone: {deed.told['en']} was made again since then.",
            )
        for code in left:
            for path, kept in _pages(course, deed.assessment, code, deed.before):
                if kept.is_file():
                    kept.replace(path)
                elif _fingerprint(path) == deed.after[code]:
                    path.unlink()
                    _remove_empty(path.parent)
            _forget(course, code, deed.before)


def _pages(course: Course, assessment: str, code: str, name: str) -> list[tuple[Path, Path]]:
    """Return each page of a trainee, in the class folder and in their workspace, and where its former one is kept."""
    kept = course.root / EARLIER / code / name
    own = course.root / "trainees" / code / "feedback" / f"{assessment}.html"
    return [(course.feedback(assessment, code) / FILE, kept / "page.html"), (own, kept / "own.html")]


def _keep(course: Course, assessment: str, code: str, name: str) -> None:
    for path, kept in _pages(course, assessment, code, name):
        if path.is_file() and not path.is_symlink():
            kept.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, kept)  # a page is always written whole, beside the one before, which stays as it is
            except OSError:
                shutil.copy2(path, kept)


def _is_changed(course: Course, assessment: str, code: str, name: str) -> bool:
    path, kept = _pages(course, assessment, code, name)[0]
    if not path.is_file():
        return False
    return not kept.is_file() or not (path.samefile(kept) or path.read_bytes() == kept.read_bytes())


def _forget(course: Course, code: str, name: str) -> None:
    folder = course.root / EARLIER / code / name
    shutil.rmtree(folder, ignore_errors=True)
    _remove_empty(folder.parent)
    _remove_empty(folder.parent.parent)


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
