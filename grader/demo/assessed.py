"""The class takes the assessments: released, answered in workspaces of their own, handed in, collected, marked."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console

from grader.collect import Collected, collect
from grader.course import Course
from grader.demo.cast import Invented, Story
from grader.example import ASSESSMENT
from grader.faults import tell
from grader.invented import answer_all
from grader.keys import Key
from grader.mark import mark_class
from grader.progress import bar
from grader.release import release
from grader.released import read_key
from grader.trainee_folder import prepare

__all__ = ["hand_mark", "sit", "take_assessments"]

LEVELS = {"skilled": (3, 4), "unsure": (3, 2), "harmful": (1, 2)}
"""The levels that the invented marker gives to the free texts of each profile, in turn."""
UNMARKED = "m08-warm-referral"
"""Where the marker has not come to one trainee's text yet."""
AT_ONCE = 8
"""So many trainees answer at the same time: each waits for the disk at every answer."""


def take_assessments(
    course: Course, members: list[Invented], console: Console, assessments: Sequence[str]
) -> list[Collected]:
    """Take assessments from their release to their marks, and return what was collected of all; M2 must be one."""
    with bar(console, tell(id="Merilis penilaian", en="Releasing assessments")) as report:
        for number, assessment in enumerate(assessments, 1):
            release(course, assessment)
            report(number, len(assessments))
    keys = {assessment: read_key(course, assessment) for assessment in assessments}
    _sit_all(course, keys, members, console)
    collected = []
    with bar(console, tell(id="Mengumpulkan", en="Collecting")) as report:
        for number, assessment in enumerate(keys, 1):
            collected += collect(course, assessment)
            report(number, len(keys))
    with bar(console, tell(id="Menilai", en="Marking")) as report:
        for number, assessment in enumerate(keys, 1):
            mark_class(course, assessment)
            report(number, len(keys))
    count = sum(hand_mark(course, assessment, _levels(assessment, members)) for assessment in keys)
    console.print(
        tell(
            id=f"{count} teks bebas diberi nilai oleh penilai rekaan.",
            en=f"{count} free texts were marked by the invented rater.",
        )
    )
    return collected


def sit(course: Course, keys: Mapping[str, Key], one: Invented) -> None:
    """Let an invented trainee answer assessments in a workspace of their own, and hand in to the inbox.

    What happens to a hand-in happens to that of M2; the inbox is the one that SEBAYA_INBOX names.
    """
    folder = prepare(course.root, one.code).root / "assessments"
    for assessment, key in keys.items():
        event = one.event if assessment == ASSESSMENT else ""
        if event == "again":
            first = answer_all(folder / assessment, key, "average", one.number + 100)
            first.hand_in(one.code, one.trainee.personal_code)
            time.sleep(1.1)  # times are whole seconds, and the newer hand-in counts
        attempt = answer_all(folder / assessment, key, one.profile, one.number)
        if one.event == "none":
            return
        handed_in = attempt.hand_in(one.code, one.trainee.personal_code)
        if event == "broken":
            path = course.inbox / handed_in.name
            path.write_bytes(path.read_bytes()[:200])


def hand_mark(course: Course, assessment: str, levels: Mapping[str, tuple[int, ...]]) -> int:
    """Enter levels for free texts that wait for a person, as formgrader does; return how many were entered.

    `levels` maps a trainee to the levels of the free texts in their order.
    """
    entered = 0
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(assessment):
            waiting = [g for notebook in submission.notebooks for g in notebook.grades if g.needs_manual_grade]
            given = levels.get(submission.student.id, ())
            for grade, level in zip(sorted(waiting, key=lambda grade: grade.name), given, strict=False):
                grade.manual_score, grade.needs_manual_grade = float(level), False
                entered += 1
        gradebook.db.commit()
    return entered


def _levels(assessment: str, members: list[Invented]) -> dict[str, tuple[int, ...]]:
    return {
        one.code: LEVELS[one.profile]
        for one in members
        if one.profile in LEVELS and (one.story is not Story.UNMARKED or assessment != UNMARKED)
    }


def _sit_all(course: Course, keys: Mapping[str, Key], members: list[Invented], console: Console) -> None:
    """All sit, many at once; the due date of M2 falls just before the late one hands in."""
    late = [one for one in members if one.event == "late"]
    in_time = [one for one in members if one not in late]
    with bar(console, tell(id="Peserta mengerjakan", en="Trainees answer")) as report, _inbox_of(course):
        with ThreadPoolExecutor(AT_ONCE) as together:
            for done, _ in enumerate(together.map(lambda one: sit(course, keys, one), in_time), 1):
                report(done, len(members))
        with course.gradebook() as gradebook:
            gradebook.update_or_create_assignment(ASSESSMENT, duedate=datetime.now(UTC).replace(tzinfo=None))
        time.sleep(1.1)  # times are whole seconds
        for one in late:
            sit(course, keys, one)
        report(len(members), len(members))


@contextmanager
def _inbox_of(course: Course) -> Iterator[None]:
    before = os.environ.get("SEBAYA_INBOX")
    os.environ["SEBAYA_INBOX"] = str(course.inbox)
    try:
        yield
    finally:
        del os.environ["SEBAYA_INBOX"]
        if before is not None:
            os.environ["SEBAYA_INBOX"] = before
