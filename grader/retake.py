"""One trainee takes an assessment again: other variants, a new hand-in, and what was before is set aside and kept.

It lies in `earlier/<trainee>/<assessment>.<attempt>/`: hand-ins, marked notebook, feedback, and `marks.json` with the
gradebook's rows. Decisions in the register stay; a new one follows the new marks. The rule of certification asks for
seven days and coaching before role-plays are taken again; for a module's assessment it asks for no wait.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.acts import RETAKE, Deed, note
from grader.attempts import Sitting, note_sitting, sittings
from grader.course import RESPONSES, Course
from grader.deadlines import read_terms, shown
from grader.extensions import extensions, keep
from grader.faults import SebayaError
from grader.gradebook_rows import put_back, rows_of, take_out
from grader.handin import MAX_BYTES
from grader.marking_lock import marking_lock
from grader.own_paper import PAPER, lay_paper
from grader.records import SUBMISSIONS, open_records
from grader.released import read_public
from grader.roster import read_roster
from scenarios.atomic import write_whole
from scenarios.text import Text
from scenarios.variants import attempt_of

__all__ = ["EARLIER", "exchange_of", "restore_retake", "retake", "retake_told"]

EARLIER = "earlier"
MARKS = "marks.json"


def retake(course: Course, trainee: str, assessment: str) -> Deed:
    """Have one trainee take a released assessment again, and return the act.

    An extension of theirs stays. Cut short at any moment, it is completed when it is done again. Raises SebayaError
    for an unknown trainee, when there is nothing to take again, and while the class is being marked.
    """
    public, code = read_public(course, assessment), trainee.strip().upper()
    if code not in {one.code for one in read_roster(course)}:
        raise SebayaError(
            id=f"Kode peserta {code} tidak ada di daftar kelas.", en=f"The trainee {code} is not on the roster."
        )
    present = attempt_of(public, code)
    kept = _kept(course, code, assessment, present)
    with marking_lock(course), open_records(course, assessment) as records:
        rows = rows_of(records, code)
        if not any(rows.values()) and not kept.is_dir() and not _handed_in(course, code, assessment):
            raise SebayaError(
                id=f"{code} belum mengumpulkan {assessment}, jadi belum ada yang diulang.",
                en=f"{code} has not handed in {assessment} yet, so there is nothing to take again.",
            )
        kept.mkdir(parents=True, exist_ok=True)
        if any(rows.values()):
            write_whole(kept / MARKS, json.dumps(rows, ensure_ascii=False, indent=1).encode())
            keep(course, assessment, {code: extensions(course, assessment, records).get(code)})
        for name, path in _places(course, code, assessment):
            _move(path, kept / name)
        for path in _in_inbox(course, code, assessment):
            _move(path, kept / "inbox" / path.name)
        take_out(records, code)
        before = sittings(course.root).get(assessment, {}).get(code)
        sitting = Sitting(present + 1, datetime.now(UTC).replace(microsecond=0))
        note_sitting(course.root, assessment, code, sitting)
        _lay_anew(course, code, assessment, sitting.attempt)
        was = {"attempt": before.attempt, "since": before.since.isoformat()} if before else None
        return note(course, RETAKE, assessment, code, before=was, after=sitting.attempt)


def retake_told(course: Course, deed: Deed) -> Text:
    """Tell what a retake did, and what to do next."""
    kept = f"{EARLIER}/{deed.trainee}/{deed.assessment}.{deed.after - 1}"
    told = {
        "id": f"{deed.trainee} mengulang {deed.assessment} (kali ke-{deed.after}). Yang lama disimpan di {kept}. "
        f"Minta ia membuka Sebaya lagi (sebaya start --trainee {deed.trainee}).",
        "en": f"{deed.trainee} takes {deed.assessment} again (attempt {deed.after}). What was before is kept: {kept}. "
        f"Ask them to open Sebaya again (sebaya start --trainee {deed.trainee}).",
    }
    due = read_terms(course, deed.assessment).due_for(deed.trainee)
    if due and due < datetime.now(UTC):
        told["id"] += f" Tenggatnya ({shown(due)}) sudah lewat: beri perpanjangan bila perlu."
        told["en"] += f" It was due on {shown(due)}: give an extension, if need be."
    return told


def restore_retake(course: Course, deed: Deed) -> None:
    """Put everything back as it was before a retake; answers to the new paper are kept in the trainee's workspace.

    Cut short at any moment, it is completed when it is done again. Raises SebayaError when something new was handed
    in, the retake is not the last one, or the trainee is gone.
    """
    code, assessment = deed.trainee, deed.assessment
    sitting = sittings(course.root).get(assessment, {}).get(code)
    before = Sitting(deed.before["attempt"], datetime.fromisoformat(deed.before["since"])) if deed.before else None
    present = max(attempt_of(_paper(course, assessment), code), before.attempt if before else 1)
    kept = _kept(course, code, assessment, present)
    if sitting is None or sitting.attempt != deed.after or not kept.is_dir():
        raise SebayaError(
            id=f"Tidak dibatalkan: {code} tidak lagi di ulangan itu, atau yang lama sudah dihapus.",
            en=f"Not undone: {code} is no longer at that retake, or what was before is erased.",
        )
    with marking_lock(course), open_records(course, assessment) as records:
        rows, marks = rows_of(records, code), kept / MARKS
        old = json.loads(marks.read_bytes()) if marks.is_file() else {name: [] for name in rows}
        has_new_marks = any(rows.values()) and _ids(rows) != _ids(old)
        if has_new_marks or _handed_in_since(course, code, assessment, kept, deed.after):
            raise SebayaError(
                id=f"Tidak dibatalkan: {code} sudah mengumpulkan {assessment} lagi. Keduanya tetap tersimpan.",
                en=f"Not undone: {code} has handed in {assessment} again. Both are kept.",
            )
        if not any(rows.values()) and any(old.values()):
            put_back(records, old)
            keep(course, assessment, {code: None})
        for name, path in _places(course, code, assessment):
            _move(kept / name, path)
        for path in sorted((kept / "inbox").glob("*")):
            _move(path, course.inbox / path.name)
        _lay_anew(course, code, assessment, present)
        note_sitting(course.root, assessment, code, before)
        marks.unlink(missing_ok=True)
    _clear(kept)


def _kept(course: Course, code: str, assessment: str, attempt: int) -> Path:
    return course.root / EARLIER / code / f"{assessment}.{attempt}"


def _paper(course: Course, assessment: str) -> dict[str, object]:
    """Return the released paper without anybody's own attempt."""
    return {**read_public(course, assessment), "attempts": {}}


def _places(course: Course, code: str, assessment: str) -> list[tuple[str, Path]]:
    """Return what is moved: its name among what is kept, and where it lies in the class folder."""
    own = [path for path in _workspaces(course, code) if (path / "feedback" / f"{assessment}.html").is_file()]
    workspace = next(iter(own), course.root / "trainees" / code)
    return [
        ("submitted", course.submitted(assessment, code)),
        ("received", course.root / "received" / assessment / code),
        ("autograded", course.autograded(assessment, code)),
        ("feedback", course.feedback(assessment, code)),
        ("own-feedback.html", workspace / "feedback" / f"{assessment}.html"),
    ]


def _handed_in(course: Course, code: str, assessment: str) -> bool:
    """Whether a hand-in of the present attempt lies anywhere: collected, in the inbox, or in the exchange."""
    present = attempt_of(read_public(course, assessment), code)
    places = dict(_places(course, code, assessment))
    collected = any(os.path.lexists(places[name]) for name in ("submitted", "received"))
    arrived = [*_in_inbox(course, code, assessment), *exchange_of(course, assessment)]
    return collected or any(_is_of(path, code, present) for path in arrived)


def _handed_in_since(course: Course, code: str, assessment: str, kept: Path, attempt: int) -> bool:
    """Whether there is a hand-in of this attempt; what an undo that was cut short has put back is none."""
    places = dict(_places(course, code, assessment))
    submitted, received = places["submitted"], places["received"]
    is_beside = any(
        os.path.lexists(places[name]) and os.path.lexists(kept / name) for name in ("submitted", "received")
    )
    arrived = (*_in_inbox(course, code, assessment), *exchange_of(course, assessment))
    return is_beside or any(
        _is_of(path, code, attempt) for path in (submitted / RESPONSES, *received.glob("*.json"), *arrived)
    )


def _ids(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    return {row["id"] for row in rows[SUBMISSIONS.name]}


def _in_inbox(course: Course, code: str, assessment: str) -> list[Path]:
    return [path for path in sorted(course.inbox.glob(f"{assessment}.*.json")) if _is_of(path, code)]


def exchange_of(course: Course, assessment: str) -> Iterator[Path]:
    """Yield the `responses.json` of each hand-in in nbgrader's exchange, whosever it is; one may be missing."""
    root = Path(os.environ.get("SEBAYA_EXCHANGE", course.root / "exchange"))
    for folder in (root / course.about["id"] / "inbound").glob(f"*+{assessment}+*"):
        yield folder / RESPONSES


def _is_of(path: Path, code: str, least: int = 0) -> bool:
    """Whether a file says that it is a hand-in of this trainee, of attempt `least` or later."""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return False
        hand_in = json.loads(path.read_bytes())["hand_in"]
        return str(hand_in["trainee"]).upper() == code and int(hand_in["attempt"]) >= least
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _move(path: Path, to: Path) -> None:
    """Move what is there; never over something else."""
    if os.path.lexists(path) and not os.path.lexists(to):
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)


def _workspaces(course: Course, code: str) -> list[Path]:
    """Return the trainee's workspaces on this machine, in whatever case the code was typed."""
    folder = course.root / "trainees"
    return [path for path in folder.iterdir() if path.name.upper() == code] if folder.is_dir() else []


def _lay_anew(course: Course, code: str, assessment: str, attempt: int) -> None:
    """Give workspaces that have the assessment the paper of this attempt at once; the others get it when opened."""
    released = course.release(assessment) / PAPER
    for root in _workspaces(course, code):
        if (root / "assessments" / assessment / PAPER).is_file():
            lay_paper(root, assessment, released.read_bytes(), attempt)


def _clear(kept: Path) -> None:
    for folder in (kept / "inbox", kept, kept.parent, kept.parent.parent):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
