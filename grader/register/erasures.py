"""The codes of those who were erased, in a list outside the register: an older backup must not bring them back.

A backup from before an erasure holds the name. Three things keep it away: the register itself, where the person stays
erased; every later backup, which says so, too; and this list in the class folder, for when the register is lost. Where
the folder is lost as well, only people remember. So after an erasure: make a new backup, and destroy the older ones.
"""

import json
from datetime import date
from pathlib import Path

from grader.course import Course
from grader.faults import SebayaError
from scenarios.atomic import write_whole

__all__ = ["note_erasure", "read_erasures"]

FORMAT = 1


def read_erasures(course: Course) -> set[tuple[str, str]]:
    """Return place and code of everybody who was erased in this class. Raises SebayaError when the list is damaged."""
    return {(course.about["id"], code) for code in _read(_path(course))}


def note_erasure(course: Course, code: str, on: date) -> None:
    """Add a code to the list; call it before the register forgets the name. Raises SebayaError."""
    path = _path(course)
    listed = {**_read(path), code: on.isoformat()}
    text = json.dumps({"format": FORMAT, "erased": listed}, indent=1, sort_keys=True)
    try:
        write_whole(path, f"{text}\n".encode())
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Belum ada yang dihapus.",
            en=f"{path} cannot be written ({fault.strerror}). Nothing was erased yet.",
        ) from fault


def _path(course: Course) -> Path:
    return course.root / "erasures.json"


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        found: dict[str, str] = dict(json.loads(path.read_bytes())["erased"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SebayaError(
            id=f"{path} tidak bisa dibaca: daftar kode yang sudah dihapus. Betulkan dulu, supaya nama mereka tidak "
            "kembali.",
            en=f"{path} cannot be read: the list of codes that were erased. Put it right first, so that their names "
            "do not come back.",
        ) from fault
    return found
