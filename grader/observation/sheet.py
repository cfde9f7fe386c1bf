"""The observation file: what one rater fills in, kept from the first tick, until it is locked into the register.

Each change is on disk when it returns and raises the revision; a change that builds on an older one is refused with
the sheet as it stands. Whether a sheet is locked is the register's to say: the file only repeats it, so that a crash
between the two, or a correction later, leaves nothing in doubt.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from filelock import FileLock

from grader.course import Course
from grader.faults import SebayaError
from grader.observation.material import read_material
from grader.observation.rating import SITTINGS, Rating
from grader.observation.sheet_fields import changed, fields_of
from grader.raters import Rater
from scenarios.atomic import write_whole

__all__ = [
    "Play",
    "Sheet",
    "StaleError",
    "begin_sheet",
    "change_sheet",
    "lock_sheet",
    "mark_locked",
    "read_sheet",
    "sheets_of",
]

FORMAT = 1
FOLDER, SCENES = "observations", "_calibration"
PRIVATE = 0o700
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]*")


@dataclass(frozen=True)
class Play:
    """What is rated: `candidate` (a code) with `form` at `sitting`; a calibration scene has neither, sitting 0."""

    candidate: str
    form: str
    sitting: int

    @classmethod
    def of_scene(cls, scene: str) -> "Play":
        """Return the calibration scene `scene` as a play."""
        return cls("", scene, 0)

    @property
    def is_scene(self) -> bool:
        """Whether it is a calibration scene."""
        return not self.candidate


@dataclass(frozen=True)
class Sheet:
    """What a rater filled in so far: `rating` may lack levels. `notes` go by competency, "" is the note on the whole.

    `revision` counts the changes; `locked` is the number of the register's entry, 0 while there is none.
    """

    rating: Rating
    notes: Mapping[str, str] = field(default_factory=dict)
    revision: int = 1
    locked: int = 0

    @property
    def play(self) -> Play:
        """What it rates."""
        return Play(self.rating.candidate, self.rating.form, self.rating.sitting)

    @property
    def fields(self) -> dict[str, Any]:
        """The sheet as single fields, which is how a page shows and changes it."""
        return fields_of(self.rating, self.notes)

    def to_json(self) -> dict[str, Any]:
        """Return the content of the file."""
        own = {"notes": dict(self.notes), "revision": self.revision, "locked": self.locked or False}
        return {"format": FORMAT, **self.rating.to_json(), **own}


class StaleError(SebayaError):
    """A change that builds on an older revision, or comes after the lock; `sheet` is how it stands."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(
            id="Formulir ini sudah berubah di tempat lain. Yang lebih baru tetap tersimpan.",
            en="This form was changed elsewhere. What is newer was kept.",
        )
        self.sheet = sheet


def read_sheet(course: Course, play: Play, rater: str) -> Sheet | None:
    """Return the sheet of `rater` (a code) as its file has it, None when there is none. Raises SebayaError."""
    path = _path(course, play, rater)
    return _read(path) if path.is_file() else None


def sheets_of(course: Course, rater: str) -> Iterator[Sheet]:
    """Yield the sheets of candidates that `rater` (a code) has begun. Raises SebayaError."""
    for path in sorted((course.root / FOLDER).glob(f"*/*.{_name(rater)}.json")):
        if path.parent.name != SCENES and (sheet := _read(path)).rating.rater == rater:
            yield sheet


def begin_sheet(course: Course, play: Play, rater: Rater, about: Mapping[str, object]) -> Sheet:
    """Return the rater's sheet of `play`, a new one of today with the fields `about` when there is none.

    Raises BadFieldError when a field is not right, SebayaError when `play` is none; nothing is written then.
    """
    path = _path(course, play, rater.code)
    with _alone(course):
        if path.is_file():
            return _read(path)
        blank = Rating(
            play.candidate, play.form, play.sitting, rater.code, rater.role,
            is_outside=False, observed_on=date.today(), minutes=0, levels={},
        )  # fmt: skip
        rating, notes = changed(blank, {}, about)
        return _write(path, Sheet(rating, notes))


def change_sheet(course: Course, play: Play, rater: str, revision: int, changes: Mapping[str, object]) -> Sheet:
    """Change fields of a sheet and return it as it is on disk now.

    Raises StaleError when `revision` is not that of the file or the sheet is locked, BadFieldError when a value is
    not right, SebayaError when there is no such sheet; nothing is written then.
    """
    with _changing(course, play, rater) as (sheet, write):
        if sheet.locked or sheet.revision != revision:
            raise StaleError(sheet)
        rating, notes = changed(sheet.rating, sheet.notes, changes)
        return write(replace(sheet, rating=rating, notes=notes, revision=sheet.revision + 1))


def lock_sheet(course: Course, play: Play, rater: str, revision: int, record: Callable[[Rating], Rating]) -> Sheet:
    """Lock a sheet: `record` puts its rating into the register and returns it as it stands there, with its number.

    A sheet that is locked is returned as it is. Raises StaleError when `revision` is not that of the file, and
    whatever `record` raises; the file is untouched then.
    """
    with _changing(course, play, rater) as (sheet, write):
        if sheet.locked:
            return sheet
        if sheet.revision != revision:
            raise StaleError(sheet)
        return write(_following(sheet, record(sheet.rating)))


def mark_locked(course: Course, play: Play, rater: str, rating: Rating | None) -> Sheet:
    """Repeat in the file what the register says: it holds `rating`, or (None) nothing that counts. Raises SebayaError.

    So a crash between register and file is made good, and a rating that a correction struck may be given again.
    """
    with _changing(course, play, rater) as (sheet, write):
        number = rating.number if rating else 0
        return sheet if sheet.locked == number else write(_following(sheet, rating))


def _following(sheet: Sheet, rating: Rating | None) -> Sheet:
    kept, number = (replace(rating, number=0), rating.number) if rating else (sheet.rating, 0)
    return replace(sheet, rating=kept, locked=number, revision=sheet.revision + 1)


@contextmanager
def _changing(course: Course, play: Play, rater: str) -> Iterator[tuple[Sheet, Callable[[Sheet], Sheet]]]:
    path = _path(course, play, rater)
    with _alone(course):
        if not path.is_file():
            raise SebayaError(
                id="Formulir ini belum dimulai. Mulai dari halaman Penilaian saya.",
                en="This form has not been begun. Begin it on the page My ratings.",
            )
        yield _read(path), lambda sheet: _write(path, sheet)


@contextmanager
def _alone(course: Course) -> Iterator[None]:
    (course.root / FOLDER).mkdir(mode=PRIVATE, exist_ok=True)
    with FileLock(course.root / FOLDER / ".lock"):
        yield


def _path(course: Course, play: Play, rater: str) -> Path:
    """Return where a sheet lies. Raises SebayaError for what is no play: nothing else becomes part of a path."""
    material = read_material()
    if play.is_scene:
        is_play = play.form in material.scenes and play.sitting == 0
    else:
        is_code = _CODE.fullmatch(play.candidate) is not None
        is_play = is_code and play.form in material.forms and play.sitting in SITTINGS
    if not is_play or not rater:
        raise SebayaError(
            id="Permainan ini tidak dikenal. Pilih peserta, formulir, dan ujian dari daftar.",
            en="This play is not known. Choose candidate, form and sitting from the lists.",
        )
    folder = course.root / FOLDER / (play.candidate or SCENES)
    return folder / f"{play.form}.{play.sitting}.{_name(rater)}.json"


def _name(rater: str) -> str:
    return quote(rater, safe="")


def _read(path: Path) -> Sheet:
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        sheet = Sheet(Rating.from_json(data), data["notes"], data["revision"], data["locked"] or 0)
        if type(sheet.revision) is not int or type(sheet.locked) is not int:
            raise TypeError(path.name)
        if not all(type(text) is str for text in sheet.notes.values()):
            raise TypeError(path.name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SebayaError) as fault:
        raise SebayaError(
            id=f"Berkas {path.parent.name}/{path.name} rusak. Jangan diubah; pulihkan dari cadangan.",
            en=f"The file {path.parent.name}/{path.name} is damaged. Change nothing; restore it from a backup.",
        ) from fault
    return sheet


def _write(path: Path, sheet: Sheet) -> Sheet:
    content = json.dumps(sheet.to_json(), ensure_ascii=False, indent=1, allow_nan=False).encode()
    try:
        path.parent.mkdir(mode=PRIVATE, exist_ok=True)
        write_whole(path, content)
    except OSError as fault:
        raise SebayaError(
            id=f"Tidak bisa menulis ke {path.parent} ({fault.strerror}). Periksa ruang dan izinnya, lalu coba lagi.",
            en=f"Cannot write to {path.parent} ({fault.strerror}). Check its space and permissions, then try again.",
        ) from fault
    return sheet
