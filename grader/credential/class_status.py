"""The status of everything an issuer gave: all its classes share one list, and any of them may be on another computer.

What is found of a class is kept in the issuer's folder, as `status/<class>.json`, so that publishing one class never
forgets what another revoked. Classes whose folders are here are looked at anew each time.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from grader.course import Course, find_course
from grader.credential.issuer import Issuer
from grader.credential.status import issued, status_of
from grader.credential.status_list import Status
from grader.faults import SebayaError
from grader.register import register_of
from grader.rule import read_certification
from grader.views import KINDS, glance
from scenarios.atomic import write_whole

__all__ = ["class_status", "kept_status"]

_FOLDER = "status"


@dataclass(frozen=True)
class _Part:
    """The status of one class, where its folder was, and the last day on which one of its credentials is valid."""

    status: Status
    root: str
    ends: str

    def to_json(self) -> bytes:
        suspended = {str(index): day for index, day in sorted(self.status.suspended.items())}
        lists = {"used": sorted(self.status.used), "revoked": sorted(self.status.revoked), "suspended": suspended}
        as_of = self.status.as_of.isoformat() if self.status.as_of else ""
        return json.dumps({"root": self.root, "as_of": as_of, "ends": self.ends, **lists}, indent=1).encode()

    @classmethod
    def read(cls, path: Path) -> "_Part":
        try:
            data = json.loads(path.read_bytes())
            suspended = {int(index): day for index, day in data["suspended"].items()}
            as_of, used = datetime.fromisoformat(data["as_of"]), frozenset(data["used"])
            status = Status(frozenset(data["revoked"]), suspended, as_of, used=used)
            return cls(status, data["root"], data["ends"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise SebayaError(
                id=f"{path} rusak. Hapus berkas itu, lalu jalankan sebaya publish di setiap kelas.",
                en=f"{path} is damaged. Delete it, then run sebaya publish in every class.",
            ) from fault


def class_status(course: Course, issuer: Issuer, today: date | None = None) -> Status:
    """Return the status of all that an issuer gave, this class's and that of every other as it was last seen.

    Of a class that was not seen for long the whole is as old as that class, unless all its credentials have expired.
    Raises SebayaError.
    """
    today = today or date.today()
    name, own = _name(course), _look(course, issuer, today)
    folder = issuer.folder / _FOLDER
    others = {path.stem: _again(path, issuer, today) for path in sorted(folder.glob("*.json")) if path.stem != name}
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for stem, part in {name: own, **others}.items():
            if part.status.used:
                write_whole(folder / f"{stem}.json", part.to_json())
    except OSError as fault:
        raise SebayaError(
            id=f"{folder} tidak bisa ditulis ({fault.strerror}). Kosongkan ruang di disk, lalu ulangi.",
            en=f"{folder} cannot be written ({fault.strerror}). Free space on the disk, then repeat.",
        ) from fault
    return _joined([own, *others.values()], today)


def kept_status(issuer: Issuer, today: date | None = None) -> Status:
    """Return the status of all classes as they were last seen. Raises SebayaError."""
    parts = [_Part.read(path) for path in sorted((issuer.folder / _FOLDER).glob("*.json"))]
    return _joined(parts, today or date.today())


def _joined(parts: list[_Part], today: date) -> Status:
    whole, moments = Status(), []
    for part in parts:
        whole = whole.joined(part.status)
        if part.ends >= today.isoformat() and part.status.as_of:
            moments.append(part.status.as_of)
    return Status(whole.revoked, whole.suspended, min(moments, default=datetime.now(UTC)), used=whole.used)


def _look(course: Course, issuer: Issuer, today: date) -> _Part:
    with register_of(course).reading() as connection:
        entries = glance(connection, KINDS, course.about["id"])
    credentials = issued(course)
    found = status_of(credentials, entries, issuer, today, read_certification(course).standing)
    ends = max((one.valid_until.isoformat() for one in credentials), default="")
    return _Part(found, str(course.root), ends)


def _again(path: Path, issuer: Issuer, today: date) -> _Part:
    """Return the status of another class: as it is now where its folder is here, else as it was last seen."""
    before = _Part.read(path)
    try:
        course = find_course(Path(before.root))
        return _look(course, issuer, today) if _name(course) == path.stem else before
    except (SebayaError, OSError):
        return before


def _name(course: Course) -> str:
    """Return what a class is called among an issuer's: the same wherever its folder lies."""
    first = register_of(course).entries(number=1)
    known = f"{course.about['id']} {first[0].hash if first else ''}"
    return hashlib.sha256(known.encode()).hexdigest()[:16]
