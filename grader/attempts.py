"""Who takes an assessment again: `retakes.json` of the class folder, which only the staff's side reads.

`{assessment: {trainee: {"attempt": 2, "since": "2026-11-22T03:04:05Z"}}}`. Whoever is not named is at the paper's own
attempt. It stands beside `keys/`, so that whatever finds a key finds this, too.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.faults import SebayaError
from scenarios.atomic import write_whole

__all__ = ["Sitting", "note_sitting", "sittings"]

FILE = "retakes.json"


@dataclass(frozen=True)
class Sitting:
    """A trainee's own attempt at an assessment (2: the first retake), and since when, UTC."""

    attempt: int
    since: datetime


def sittings(root: Path) -> dict[str, dict[str, Sitting]]:
    """Return assessment → trainee → own attempt, of the class folder `root`. Raises SebayaError for a damaged file."""
    path = root / FILE
    if not path.is_file():
        return {}
    try:
        return {
            assessment: {
                trainee: Sitting(int(one["attempt"]), datetime.fromisoformat(one["since"]))
                for trainee, one in of_trainees.items()
            }
            for assessment, of_trainees in json.loads(path.read_bytes()).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SebayaError(
            id=f"{path} rusak, jadi tidak diketahui siapa yang mengulang. Pulihkan dari cadangan.",
            en=f"{path} is damaged, so that nobody can tell who takes what again. Restore it from a backup.",
        ) from fault


def note_sitting(root: Path, assessment: str, trainee: str, sitting: Sitting | None) -> None:
    """Note a trainee's own attempt; None: they are at the paper's again. Without any, there is no file."""
    found = sittings(root)
    of_trainees = {code: one for code, one in found.pop(assessment, {}).items() if code != trainee}
    if sitting:
        of_trainees[trainee] = sitting
    found |= {assessment: of_trainees} if of_trainees else {}
    content = {
        name: {
            code: {"attempt": one.attempt, "since": one.since.isoformat(timespec="seconds").replace("+00:00", "Z")}
            for code, one in sorted(own.items())
        }
        for name, own in sorted(found.items())
    }
    if content:
        write_whole(root / FILE, json.dumps(content, indent=1).encode())
    else:
        (root / FILE).unlink(missing_ok=True)
