"""Looks at the newest hand-ins of a class in its folder: which are marked, which wait, which are damaged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Any

from grader.course import RESPONSES, Course
from grader.handin import Claim, parse_answers, parse_own, parse_time, read_hand_in, read_regular
from grader.refused import RefusedError
from grader.released import first_released, read_public
from grader.roster import Trainee
from scenarios.items import Answer

__all__ = ["NewHandIn", "State", "arrivals", "marked_answers", "newest_hand_ins"]


class State(StrEnum):
    """How far a hand-in is."""

    MARKED = "marked"
    UNMARKED = "unmarked"
    """Nobody has marked it, or it is newer than what was marked."""
    REFUSED = "refused"
    """It is damaged, or lies in somebody else's folder."""


@dataclass(frozen=True)
class NewHandIn:
    """A trainee's newest hand-in of an assessment; `reason` is a key of REASONS where it is refused.

    `answers` are those with opaque ids, answered items only; `on` is the local day on which it was handed in.
    """

    assessment: str
    trainee: str
    state: State
    reason: str = ""
    on: date | None = None
    attempt: int = 1
    sha256: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)


def newest_hand_ins(course: Course, assessment: str, trainees: Iterable[str]) -> Iterator[NewHandIn]:
    """Yield the newest hand-in of each of `trainees` (codes) who has one. Raises SebayaError."""
    public = read_public(course, assessment)
    for trainee in trainees:
        folder = course.submitted(assessment, trainee)
        if not folder.is_dir():
            continue
        try:
            content = read_regular(folder / RESPONSES)
            is_marked = content == _marked(course, assessment, trainee)
            # What was marked had been checked then, and checking it again would take most of the time.
            document = loads(content) if is_marked else parse_own(content, public, trainee)
        except RefusedError as refused:
            yield NewHandIn(assessment, trainee, State.REFUSED, refused.reason)
        else:
            about = document.get("hand_in", {})
            yield NewHandIn(
                assessment,
                trainee,
                State.MARKED if is_marked else State.UNMARKED,
                on=parse_time(about["at"]).astimezone().date() if about else None,
                attempt=about.get("attempt", 1),
                sha256=sha256(content).hexdigest(),
                answers=parse_answers(document),
            )


def marked_answers(
    course: Course, assessment: str, trainees: Iterable[str], *, checked: bool = True
) -> dict[str, Mapping[str, Answer]]:
    """Return trainee → the answers (opaque ids, answered items only) that were marked last; damaged ones are left out.

    Not `checked`, they are taken as marking left them: to look for known ids in, in a tenth of the time.
    Raises SebayaError when the assessment is not released.
    """
    public = read_public(course, assessment)
    found: dict[str, Mapping[str, Answer]] = {}
    for trainee in trainees:
        try:
            content = read_regular(course.autograded(assessment, trainee) / RESPONSES)
            found[trainee] = parse_answers(parse_own(content, public, trainee) if checked else loads(content))
        except (RefusedError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def arrivals(course: Course, trainees: Iterable[Trainee]) -> Iterator[tuple[Path, str, str]]:
    """Yield each file of the inbox that was not collected: path, assessment, and why it would be refused ("": not).

    Only those of released assessments, which have their names before the first dot. Raises SebayaError.
    """
    codes = {trainee.code: trainee.personal_code for trainee in trainees}
    released = first_released(course)
    publics: dict[str, Mapping[str, Any]] = {}
    for path in sorted(course.inbox.glob("*.json")):
        assessment = path.name.partition(".")[0]
        if assessment in released and not _is_collected(course, assessment, path):
            if assessment not in publics:
                publics[assessment] = read_public(course, assessment)
            earliest = datetime.fromisoformat(released[assessment])
            try:
                hand_in = read_hand_in(path, publics[assessment], codes, Claim(), earliest, datetime.now(UTC))
            except RefusedError as refused:
                if refused.reason != "earlier-attempt":  # set aside on purpose: nobody has to do anything
                    yield path, assessment, refused.reason
            else:
                stamp = hand_in.document["hand_in"]["at"].replace(":", "")
                if not (course.root / "received" / assessment / hand_in.trainee / f"{stamp}.json").is_file():
                    yield path, assessment, ""


def _is_collected(course: Course, assessment: str, path: Path) -> bool:
    """Whether a file that bears the name our own button gave it was collected; others have to be opened to tell."""
    _, trainee, *rest = path.name.split(".")
    kept = course.root / "received" / assessment / trainee / ".".join(rest)
    return bool(trainee and rest) and trainee not in ("", "..") and kept.is_file()


def _marked(course: Course, assessment: str, trainee: str) -> bytes | None:
    try:
        return read_regular(course.autograded(assessment, trainee) / RESPONSES)
    except RefusedError:
        return None
