"""What a trainer did to the class that can be taken back: `acts.json` of the class folder, newest last.

It holds codes, never a name or an answer. `grader.undo` takes an act back; what it needs for that is `before`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock

from grader.course import Course
from grader.faults import SebayaError
from scenarios.atomic import write_whole
from scenarios.text import Text

__all__ = ["DEADLINE", "EXTENSION", "FEEDBACK", "RELEASE", "RETAKE", "Deed", "deed_of", "deeds", "mark_undone", "note"]

FORMAT = 1
FILE = "acts.json"
MOST_KEPT = 500
"""Older ones are forgotten: nobody takes back what lies so long ago."""
DEADLINE, EXTENSION, RETAKE, RELEASE, FEEDBACK = "deadline", "extension", "retake", "release", "feedback"
_TOLD: Mapping[str, Text] = {
    DEADLINE: {"id": "tenggat {assessment}", "en": "due date of {assessment}"},
    EXTENSION: {"id": "perpanjangan {trainee} untuk {assessment}", "en": "extension of {trainee} for {assessment}"},
    RETAKE: {"id": "{trainee} mengulang {assessment}", "en": "{trainee} takes {assessment} again"},
    RELEASE: {"id": "rilis {assessment}", "en": "release of {assessment}"},
    FEEDBACK: {"id": "umpan balik {assessment}", "en": "feedback on {assessment}"},
}


@dataclass(frozen=True)
class Deed:
    """One act: its number in the class, when (UTC), of which kind, on what, and what stood `before` and `after` it.

    `undone` is when it was taken back, empty while it stands.
    """

    number: int
    at: str
    kind: str
    assessment: str
    trainee: str
    before: Any
    after: Any
    undone: str = ""

    @property
    def told(self) -> Text:
        """What it was, in a few words."""
        return {
            lang: text.format(assessment=self.assessment, trainee=self.trainee)
            for lang, text in _TOLD[self.kind].items()
        }


def deeds(course: Course) -> list[Deed]:
    """Return what was done, newest last. Raises SebayaError for a damaged file."""
    path = course.root / FILE
    if not path.is_file():
        return []
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        return [Deed(**each) for each in content["acts"]]
    except (ValueError, KeyError, TypeError) as fault:
        raise SebayaError(
            id=f"{path} rusak, atau dari versi lain. Pindahkan berkas itu; yang lama lalu tidak bisa dibatalkan lagi.",
            en=f"{path} is damaged, or of another version. Move it away; what was done then cannot be undone any more.",
        ) from fault


def deed_of(course: Course, number: int | None = None) -> Deed:
    """Return the act `number`, or the last one that stands. Raises SebayaError when there is none to take back."""
    standing = [each for each in deeds(course) if not each.undone]
    wanted = standing[-1:] if number is None else [each for each in standing if each.number == number]
    if not wanted:
        raise SebayaError(
            id="Tidak ada yang bisa dibatalkan."
            if number is None
            else f"Tindakan {number} tidak ada, atau sudah batal.",
            en="There is nothing to undo." if number is None else f"There is no act {number}, or it is undone already.",
        )
    return wanted[0]


def note(course: Course, kind: str, assessment: str, trainee: str = "", before: Any = None, after: Any = None) -> Deed:
    """Write down what was just done, and return it with its number."""
    made: list[Deed] = []

    def add(found: list[Deed]) -> list[Deed]:
        number = max((each.number for each in found), default=0) + 1
        made.append(Deed(number, _now(), kind, assessment, trainee, before, after))
        return [*found, *made]

    _change(course, add)
    return made[0]


def mark_undone(course: Course, number: int) -> None:
    """Note that an act was taken back."""
    _change(course, lambda found: [replace(e, undone=_now()) if e.number == number else e for e in found])


def _change(course: Course, change: Callable[[list[Deed]], list[Deed]]) -> None:
    with FileLock(course.root / ".acts.lock", timeout=10):
        kept = change(deeds(course))[-MOST_KEPT:]
        content = {"format": FORMAT, "acts": [asdict(each) for each in kept]}
        write_whole(course.root / FILE, json.dumps(content, ensure_ascii=False, indent=1).encode())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
