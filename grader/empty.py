"""Accepts a hand-in that cannot be marked as an empty one, because a trainer says so."""

import json
from datetime import UTC, datetime
from pathlib import Path

from grader.course import RESPONSES, Course
from grader.faults import SebayaError
from grader.handin import read_regular
from grader.refused import RefusedError
from grader.released import read_marker
from grader.roster import read_roster
from grader.stamp import TIMESTAMP, read_stamp
from scenarios.responses import FORMAT

__all__ = ["accept_as_empty"]


def accept_as_empty(course: Course, assessment: str, trainee: str) -> Path:
    """Lay down an empty submission for `trainee` and return where what was there is kept; nothing is deleted.

    A later hand-in of the trainee takes its place, as ever. Raises SebayaError when there is no such trainee, or
    the submission that is there can be marked.
    """
    marker = read_marker(course, assessment)
    if trainee not in {one.code for one in read_roster(course)}:
        raise SebayaError(
            id=f"Kode peserta {trainee} tidak ada di daftar kelas.", en=f"The trainee {trainee} is not on the roster."
        )
    target = course.submitted(assessment, trainee)
    try:
        if target.is_symlink():
            raise RefusedError("link")
        marker.read(read_regular(target / RESPONSES), trainee)
        read_stamp(target)
    except RefusedError:
        pass
    else:
        raise SebayaError(
            id=f"Kumpulan {trainee} bisa dinilai, jadi tidak diganti dengan yang kosong.",
            en=f"What {trainee} handed in can be marked, so it is not replaced by an empty one.",
        )
    now = datetime.now(UTC)
    kept = course.root / "received" / assessment / trainee / f"set-aside-{now:%Y%m%dT%H%M%S%f}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new-{now:%H%M%S%f}")
    fresh.mkdir(parents=True)
    empty = {"format": FORMAT, "assessment": assessment, "answers": {}}
    (fresh / RESPONSES).write_text(json.dumps(empty), encoding="utf-8")
    (fresh / f"{assessment}.ipynb").write_bytes(marker.handed_in({}))
    (fresh / TIMESTAMP).write_text(f"{now:%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
    if target.is_symlink() or target.exists():
        target.replace(kept)
    fresh.replace(target)
    return kept
