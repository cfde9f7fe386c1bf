"""Finds all that lies in a class folder of one trainee: hand-ins, marks, workspaces, observations, records."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from grader.course import RESPONSES, Course
from grader.handin import MAX_BYTES

__all__ = ["mentions_of", "traces_of"]

OF_ONE = ("submitted", "autograded", "feedback", "earlier", "trainees", ".jupyter", "observations")
"""Folders of the class in which each trainee has one of their own."""
OF_NOBODY = ("desk", "coordinator")
"""Folders there that are no trainee's, whatever the codes are."""
BY_NAME = ("records", "printed")
"""Folders whose files name a trainee between dots: `m02-listening.P07.pdf`."""
SHARED = ("code-slips.pdf", "printed/certificates.pdf", "printed/serving.pdf")
"""Files that show everybody, and are made again in a moment."""


def traces_of(course: Course, code: str) -> list[Path]:
    """Return the files and folders of the trainee `code`, in the order of their names; reads, and changes nothing."""
    return sorted({*_folders(course.root, code), *_hand_ins(course, code), *_by_name(course.root, code)})


def mentions_of(course: Course, name: str) -> list[Path]:
    """Return the files right in the class folder in which `name` is written: lists, exports, contacts.

    They are not one person's, so that a person must look at them. Packed files (XLSX, backups) are not looked into.
    """
    if not name:
        return []
    written = re.compile(rb"(?<!\w)" + re.escape(name.encode()) + rb"(?!\w)")
    files = [path for path in course.root.iterdir() if path.is_file() and path.suffix not in (".db", ".pdf")]
    return sorted(path for path in files if written.search(path.read_bytes()))


def _folders(root: Path, code: str) -> Iterator[Path]:
    """Whatever case the code was typed in when a workspace was opened."""
    above = [*(root / name for name in OF_ONE), *(root / "received").glob("*")]
    for folder in above:
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name.upper() == code and path.name not in OF_NOBODY:
                yield path


def _hand_ins(course: Course, code: str) -> Iterator[Path]:
    """Files of the inbox and folders of the exchange, by their name or by whom they say that they are of."""
    for path in course.inbox.glob("*.json"):
        if code in path.name.upper().split(".") or _owner(path) == code:
            yield path
    exchange = Path(os.environ.get("SEBAYA_EXCHANGE", course.root / "exchange"))
    for path in (exchange / course.about["id"] / "inbound").glob("*+*+*"):
        if path.name.partition("+")[0].upper() == code or _owner(path / RESPONSES) == code:
            yield path


def _by_name(root: Path, code: str) -> Iterator[Path]:
    for folder in BY_NAME:
        for path in (root / folder).rglob("*"):
            if code in path.name.upper().split(".") and (path.is_file() or path.is_symlink()):
                yield path
    for name in SHARED:
        if (root / name).exists():
            yield root / name


def _owner(path: Path) -> str:
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return ""
        return str(json.loads(path.read_bytes())["hand_in"]["trainee"]).upper()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
