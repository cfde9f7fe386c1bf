"""Takes hand-ins from the inbox, a folder of files, or nbgrader's exchange, and lays them down as submissions.

Whatever notebook came along is left aside: the submission's notebook is our released one with the trainee's
texts put in as data. Every accepted hand-in is kept in `received/`; nothing is deleted or overwritten there.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.attempts import sittings
from grader.course import RESPONSES, Course
from grader.faults import SebayaError
from grader.handin import CLOCK_SLACK, Claim, HandIn, read_hand_in
from grader.marker import Marker
from grader.progress import Report, silent
from grader.refused import RefusedError
from grader.released import first_released, read_marker
from grader.roster import read_roster
from grader.stamp import parse_stamp
from scenarios.atomic import write_whole

__all__ = ["Collected", "collect"]


@dataclass(frozen=True)
class Collected:
    """One delivery and what became of it: `new`, `known` (had it already), `older`, or `refused` with a reason."""

    path: Path
    outcome: str
    trainee: str | None = None
    reason: str | None = None
    detail: str = ""


def collect(
    course: Course,
    assessment: str,
    folders: Iterable[Path] = (),
    progress: Report = silent,
) -> list[Collected]:
    """Collect hand-ins of `assessment` from the inbox, the exchange and `folders`; repeat it as often as you like.

    A newer hand-in of a trainee takes the place of an older one; the older one stays in `received/`. What is older
    than a trainee's retake is refused.
    """
    marker = read_marker(course, assessment)
    codes = {trainee.code: trainee.personal_code for trainee in read_roster(course)}
    earliest = datetime.fromisoformat(first_released(course)[assessment])
    again = sittings(course.root).get(assessment, {})
    found: list[tuple[Path, Claim | RefusedError]] = [*_files(course.inbox, assessment)]
    found += [delivery for folder in folders for delivery in _files(folder, None)]
    found += _exchange(course, assessment, codes)
    results: list[Collected] = []
    for number, (path, claim) in enumerate(found, 1):
        try:
            if isinstance(claim, RefusedError):
                raise claim
            hand_in = read_hand_in(path, marker.public, codes, claim, earliest, datetime.now(UTC))
            if hand_in.trainee in again and hand_in.at + CLOCK_SLACK < again[hand_in.trainee].since:
                raise RefusedError("earlier-attempt", hand_in.at.isoformat())
            outcome = _lay_down(course, assessment, hand_in, marker)
            results.append(Collected(path, outcome, hand_in.trainee))
        except RefusedError as refused:
            whose = claim.trainee if isinstance(claim, Claim) else None
            results.append(Collected(path, "refused", whose, refused.reason, refused.detail))
        progress(number, len(found))
    return results


def _files(folder: Path, assessment: str | None) -> Iterator[tuple[Path, Claim]]:
    """Hand-ins that came as files; in the inbox, those of other assessments are left for their own turn."""
    if not folder.is_dir():
        raise SebayaError(
            id=f"Folder {folder} tidak ada. Periksa namanya.", en=f"There is no folder {folder}. Check its name."
        )
    for path in sorted(folder.glob("*.json")):
        if assessment is None or path.name.startswith(f"{assessment}."):
            yield path, Claim()


def _exchange(course: Course, assessment: str, codes: Mapping[str, str]) -> Iterator[tuple[Path, Claim | RefusedError]]:
    """Submissions in nbgrader's exchange: folders `account+assessment+time+random`, whose owner and clock count."""
    root = Path(os.environ.get("SEBAYA_EXCHANGE", course.root / "exchange"))
    for folder in sorted((root / course.about["id"] / "inbound").glob(f"*+{assessment}+*")):
        path = folder / RESPONSES
        if folder.is_symlink() or not folder.is_dir():
            yield folder, RefusedError("link")
            continue
        named, _, stamp = folder.name.split("+")[:3]
        status = folder.stat()
        arrived = datetime.fromtimestamp(status.st_ctime, UTC)
        # Where trainees have accounts named by their codes (a hub), name and owner of a folder must agree.
        owners = {name for name in (named, _account(status.st_uid)) if name and name in codes}
        if len(owners) > 1:
            yield path, RefusedError("forged-owner", " ≠ ".join(sorted(owners)))
        else:
            yield path, _backdated(stamp, arrived) or Claim(next(iter(owners), None), arrived)


def _account(number: int) -> str | None:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return None


def _backdated(stamp: str, arrived: datetime) -> RefusedError | None:
    """The folder's name claims a time; the file system's own change time cannot be set by its owner."""
    try:
        claimed = parse_stamp(stamp)
    except ValueError:
        return RefusedError("backdated", stamp[:40])
    return RefusedError("backdated", stamp[:40]) if abs(arrived - claimed) > CLOCK_SLACK else None


def _lay_down(course: Course, assessment: str, hand_in: HandIn, marker: Marker) -> str:
    """Keep the hand-in, and make it the trainee's submission when it is the newest. Returns the outcome.

    A submission that went missing, or whose notebook was damaged, is laid down again.
    """
    stamp = hand_in.document["hand_in"]["at"].replace(":", "")
    kept = course.root / "received" / assessment / hand_in.trainee / f"{stamp}.json"
    was_kept = kept.exists()
    kept.parent.mkdir(parents=True, exist_ok=True)
    target = course.submitted(assessment, hand_in.trainee)
    newest = max((path.name for path in kept.parent.glob("*.json")), default=kept.name)
    files = {
        RESPONSES: hand_in.content,
        f"{assessment}.ipynb": marker.handed_in(hand_in.answers),
        "timestamp.txt": hand_in.at.strftime("%Y-%m-%d %H:%M:%S UTC").encode(),
    }
    if newest <= kept.name and (not was_kept or _is_damaged(target, files)):
        fresh = target.with_name(f".{target.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        shutil.rmtree(target, ignore_errors=True)
        fresh.replace(target)
    if was_kept:
        return "known"
    write_whole(kept, hand_in.content)
    return "new" if newest <= kept.name else "older"


def _is_damaged(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a submission is gone, or holds these answers beside another notebook than ours."""
    found = {name: (target / name).read_bytes() if (target / name).is_file() else None for name in files}
    return found != files and found[RESPONSES] in (None, files[RESPONSES])
