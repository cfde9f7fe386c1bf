"""The issuers that this computer knows: its own, and those whose lists were handed over as files."""

from collections.abc import Iterable
from pathlib import Path

from grader.course import Course
from grader.credential.class_status import class_status, kept_status
from grader.credential.issuer import PUBLIC, read_public
from grader.credential.place import issuer_folder
from grader.credential.strict_json import read_object
from grader.credential.trust import Listed, Trust, listed_of
from grader.faults import SebayaError

__all__ = ["known_issuers"]


def known_issuers(course: Course | None, files: Iterable[Path] = ()) -> Trust:
    """Return whom to trust: the issuer of this computer, with the status of its classes, and those of `files`.

    Raises SebayaError for a file that is no list of issuers.
    """
    own: list[Listed] = []
    folder = issuer_folder()
    if (folder / PUBLIC).exists():
        issuer = read_public(folder / PUBLIC)
        status = class_status(course, issuer) if course else kept_status(issuer)
        own.append(listed_of(issuer.public, status))
    return Trust((*own, *(one for path in files for one in _read(path).issuers)))


def _read(path: Path) -> Trust:
    try:
        return Trust.from_json(read_object(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SebayaError(
            id=f"{path} bukan daftar penerbit. Minta issuers.json dari sekolah yang menerbitkannya.",
            en=f"{path} is no list of issuers. Ask the school that issued it for its issuers.json.",
        ) from fault
