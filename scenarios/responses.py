"""The trainee's answers on disk: one small file, written at once and whole, never over a newer answer.

`responses.json`: `format`, `assessment`, `answers` (item id → `answer`, `revision`, `at`), `trainee` where the
questions differ from trainee to trainee, and after handing in `hand_in` (trainee, attempt, at, signature). Times are
UTC, ISO 8601 to the second.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from scenarios.atomic import write_whole
from scenarios.signature import sign

__all__ = [
    "FORMAT",
    "DamagedError",
    "NotSavedError",
    "Responses",
    "StaleAnswerError",
    "signed_content",
    "utc_now",
]

FORMAT = 1
LOCK_SECONDS = 3


class NotSavedError(OSError):
    """The answer could not be written (disk full, no permission, another program holds the file)."""


class DamagedError(ValueError):
    """The file is there and cannot be read as answers. Nothing was changed."""


class StaleAnswerError(RuntimeError):
    """A newer answer was saved meanwhile (a second tab). `newer` is its entry; nothing was changed."""

    def __init__(self, newer: Mapping[str, Any]) -> None:
        super().__init__("a newer answer is already saved")
        self.newer = newer


def utc_now() -> str:
    """Return the time now, UTC, as `2026-11-22T03:04:05Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed_content(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a hand-in that its signature covers."""
    hand_in = document["hand_in"]
    return {
        "format": document["format"],
        "assessment": document["assessment"],
        "trainee": hand_in["trainee"],
        "attempt": hand_in["attempt"],
        "at": hand_in["at"],
        "answers": document["answers"],
    }


class Responses:
    """The answers of one trainee to one assessment, in `path`."""

    def __init__(self, path: Path, assessment: str) -> None:
        self.path = path
        self.assessment = assessment
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS)

    def read(self) -> dict[str, Any]:
        """Return the whole document; an empty one when nothing was saved yet.

        Raises DamagedError for a file that is not this assessment's answers.
        """
        try:
            document = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {"format": FORMAT, "assessment": self.assessment, "answers": {}}
        except ValueError as fault:
            raise DamagedError(f"{self.path.name} is not readable: {fault}") from fault
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise DamagedError(f"{self.path.name} is not of format {FORMAT}")
        if document.get("assessment") != self.assessment or not isinstance(document.get("answers"), dict):
            raise DamagedError(f"{self.path.name} does not belong to {self.assessment}")
        return document

    def entry(self, item: str) -> dict[str, Any]:
        """Return `answer` (None: not answered yet) and `revision` of one item."""
        empty = {"answer": None, "revision": 0}
        found: dict[str, Any] = self.read()["answers"].get(item, empty)
        return found

    def save(self, item: str, answer: Mapping[str, Any] | None, seen_revision: int) -> int:
        """Write one answer (None takes it back) and return its new revision; when it returns, it is on disk.

        Raises StaleAnswerError when another window saved since `seen_revision`, NotSavedError when the file could
        not be written, DamagedError when what is there cannot be read.
        """
        with self._locked():
            document = self.read()
            entry = document["answers"].get(item, {"answer": None, "revision": 0})
            if entry["revision"] != seen_revision:
                raise StaleAnswerError(entry)
            revision = seen_revision + 1
            document["answers"][item] = {"answer": answer, "revision": revision, "at": utc_now()}
            self._write(document)
            return revision

    def begin(self, trainee: str) -> None:
        """Keep whose answers these are. Raises NotSavedError or DamagedError as `save` does."""
        with self._locked():
            self._write({**self.read(), "trainee": trainee})

    def hand_in(self, trainee: str, personal_code: str, attempt: int = 1) -> dict[str, Any]:
        """Sign the answers as they are, write them, and return the document: the hand-in."""
        with self._locked():
            document = self.read()
            document["hand_in"] = {"trainee": trainee, "attempt": attempt, "at": utc_now()}
            document["hand_in"]["signature"] = sign(signed_content(document), personal_code)
            self._write(document)
            return document

    def set_aside(self) -> Path:
        """Move a damaged file aside so that work can go on, and return where it lies now.

        Another window may have done so a moment before; then there is nothing to move.
        """
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        with self._locked(), suppress(FileNotFoundError):
            self.path.replace(aside)
        return aside

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._lock.acquire()
        except (OSError, Timeout) as fault:
            raise NotSavedError(str(fault)) from fault
        try:
            yield
        finally:
            self._lock.release()

    def _write(self, document: Mapping[str, Any]) -> None:
        try:
            self._sweep()
            write_whole(self.path, json.dumps(document, ensure_ascii=False, indent=1).encode())
        except OSError as fault:
            raise NotSavedError(*fault.args) from fault

    def _sweep(self) -> None:
        """Remove what a killed process left behind; we hold the lock, so nobody is writing it."""
        for orphan in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            orphan.unlink(missing_ok=True)
