"""Marks a class: every new or changed submission, in batches; stopped at any moment, it goes on where it was.

A batch is written in this order: the marked notebooks, the records in one transaction, then the answers that
were marked, last of all `marked.json`, which says what was marked by which key. What was cut short has no such
note and is marked again, to the same result: until the records are written, the answers marked before stay.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from grader.course import RESPONSES, Course
from grader.crew import Crew, alone
from grader.extensions import grant_kept
from grader.faults import SebayaError
from grader.handin import read_regular
from grader.marker import Marked, Marker, Refused, Submission
from grader.marking_lock import marking_lock
from grader.progress import Report, silent
from grader.records import Records, open_records
from grader.refused import RefusedError
from grader.released import key_sha256, read_marker
from grader.roster import read_roster
from grader.settings import load
from grader.stamp import TIMESTAMP, read_stamp

__all__ = ["MARKED", "Outcome", "mark_class"]

MARKED = "marked.json"
STAGED = f".{RESPONSES}.new"
BATCH = 400
"""In one transaction: a gradebook of many thousands is touched all over by each, so few are better than many."""
READ_ONLY = 0o444 if os.name == "posix" else 0o666
"""As nbgrader leaves what it marked; Windows would not let us replace a file that is read-only."""


@dataclass(frozen=True)
class Outcome:
    """One trainee's submission: `marked`, `unchanged`, `none` (nothing handed in) or `refused` with a reason."""

    trainee: str
    outcome: str
    reason: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class _Found:
    """A submission on disk: its bytes, when it was handed in, the fingerprint of both and the key, what was marked."""

    content: bytes
    stamp: bytes
    at: datetime | None
    note: bytes
    before: bytes | None


def mark_class(
    course: Course,
    assessment: str,
    progress: Report = silent,
    *,
    only: Iterable[str] | None = None,
    again: bool = False,
    crew: Crew = alone,
) -> list[Outcome]:
    """Mark what is new or changed since the last call, for every trainee of the roster, or `only` some.

    `again` marks what is unchanged, too. Outcomes come in the order of the roster, submissions of strangers last.
    Raises SebayaError when the assessment is not released here, its key or the gradebook cannot be used, or
    somebody else is marking this class.
    """
    marker = read_marker(course, assessment)
    with marking_lock(course), open_records(course, assessment) as records:
        if not set(marker.key.items) <= set(records.grade_cells):
            raise SebayaError(
                id=f"Isi {assessment} berubah sejak dirilis. Jalankan: sebaya release {assessment}",
                en=f"The content of {assessment} changed since its release. Run: sebaya release {assessment}",
            )
        return _Round(course, marker, records, again).mark(only, progress, crew)


class _Round:
    """One call's work; `again` marks what is unchanged, too."""

    def __init__(self, course: Course, marker: Marker, records: Records, again: bool) -> None:
        self.course, self.marker, self.records = course, marker, records
        self.assessment: str = marker.public["id"]
        self.key_sha256 = key_sha256(course, self.assessment)
        self.on_record: Mapping[str, datetime | None] = {} if again else records.handed_in()
        self.outcomes: dict[str, Outcome] = {}
        self.found: dict[str, _Found] = {}

    def mark(self, only: Iterable[str] | None, progress: Report, crew: Crew) -> list[Outcome]:
        roster = [trainee.code for trainee in read_roster(self.course)]
        chosen = set(roster if only is None else only)
        wanted = [code for code in roster if code in chosen]
        progress(0, len(wanted))
        for results in crew(self.marker, self._batches(wanted)):
            self._record([one for one in results if isinstance(one, Marked)])
            for one in results:
                if isinstance(one, Refused):
                    self.found.pop(one.trainee)
                    self.outcomes[one.trainee] = Outcome(one.trainee, "refused", one.reason, one.detail)
            progress(len(self.outcomes), len(wanted))
        grant_kept(self.course, self.assessment, self.records)
        self.records.assign_late_penalties(load(self.course))
        progress(len(wanted), len(wanted))
        strangers = [] if only is not None else self._strangers(set(roster))
        return [*(self.outcomes[code] for code in wanted), *strangers]

    def _batches(self, trainees: Iterable[str]) -> Iterator[list[Submission]]:
        submissions = self._submissions(trainees)
        while batch := list(islice(submissions, BATCH)):
            yield batch

    def _submissions(self, trainees: Iterable[str]) -> Iterator[Submission]:
        """Find what is to be marked; for all others the outcome is noted at once."""
        for trainee in trainees:
            try:
                found = self._find(trainee)
            except RefusedError as refused:
                self.outcomes[trainee] = Outcome(trainee, "refused", refused.reason, refused.detail)
                continue
            if found is None:
                self.outcomes[trainee] = Outcome(trainee, "none")
            elif self._is_done(trainee, found):
                self.outcomes[trainee] = Outcome(trainee, "unchanged")
            else:
                self.found[trainee] = found
                yield Submission(trainee, found.content, found.before)

    def _find(self, trainee: str) -> _Found | None:
        folder = self.course.submitted(self.assessment, trainee)
        if not os.path.lexists(folder):
            return None
        if folder.is_symlink() or not folder.is_dir():
            raise RefusedError("link")
        content = read_regular(folder / RESPONSES)
        stamp, at = read_stamp(folder)
        prints = {"answers": hashlib.sha256(content).hexdigest(), "at": str(at), "key": self.key_sha256}
        return _Found(content, stamp, at, json.dumps(prints).encode(), self._marked_before(trainee))

    def _is_done(self, trainee: str, found: _Found) -> bool:
        if trainee not in self.on_record or found.at not in (None, self.on_record[trainee]):
            return False
        try:
            return (self.course.autograded(self.assessment, trainee) / MARKED).read_bytes() == found.note
        except OSError:
            return False

    def _marked_before(self, trainee: str) -> bytes | None:
        try:
            return read_regular(self.course.autograded(self.assessment, trainee) / RESPONSES)
        except RefusedError:
            return None

    def _record(self, marked: list[Marked]) -> None:
        """Write one batch, in the order that the module describes."""
        written = {}
        for one in marked:
            found = self.found[one.trainee]
            try:
                self._write_files(one, found)
            except OSError as fault:
                del self.found[one.trainee]
                self.outcomes[one.trainee] = Outcome(one.trainee, "refused", "not-written", str(fault))
            else:
                written[one.trainee] = (one, found.at)
        self.records.write(written)
        for trainee in written:
            folder, found = self.course.autograded(self.assessment, trainee), self.found.pop(trainee)
            try:
                if found.before not in (None, found.content):
                    (folder / STAGED).replace(folder / RESPONSES)
                _write_anew(folder / MARKED, found.note)
            except OSError as fault:
                self.outcomes[trainee] = Outcome(trainee, "refused", "not-written", str(fault))
            else:
                self.outcomes[trainee] = Outcome(trainee, "marked")

    def _write_files(self, one: Marked, found: _Found) -> None:
        folder = self.course.autograded(self.assessment, one.trainee)
        folder.mkdir(parents=True, exist_ok=True)
        _write_anew(folder / f"{self.assessment}.ipynb", one.notebook)
        _write_anew(folder / TIMESTAMP, found.stamp)
        if found.before != found.content:
            _write_anew(folder / (RESPONSES if found.before is None else STAGED), found.content)

    def _strangers(self, roster: set[str]) -> list[Outcome]:
        folders = sorted((self.course.root / "submitted").glob(f"*/{self.assessment}"))
        codes = [folder.parent.name for folder in folders if folder.parent.name not in roster]
        return [Outcome(code, "refused", "unknown-trainee") for code in codes]


def _write_anew(path: Path, content: bytes) -> None:
    """Write a file in place of one that may be there; nothing reads it before its turn."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(path, flags, READ_ONLY)
    except FileExistsError:
        path.unlink()
        handle = os.open(path, flags, READ_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
