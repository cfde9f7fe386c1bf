"""The whole chain on an invented class of 30: sat, handed in, collected, marked, decided, recorded."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from grader.certificate import write_records
from grader.collect import collect
from grader.course import Course
from grader.decision import decide
from grader.example import ASSESSMENT, example_course
from grader.faults import language, tell
from grader.feedback import make_feedback
from grader.invented import answer_all
from grader.keys import Key
from grader.mark import mark_class
from grader.progress import bar
from grader.refused import REASONS
from grader.roster import Trainee, read_roster
from grader.trainee_folder import prepare
from scenarios.text import pick

__all__ = ["Invented", "hand_mark", "invented_class", "run_demo", "sit"]

LEVELS = {"skilled": (3, 4), "average": (3, 2), "harmful": (1, 2)}
"""The levels that the invented rater gives to the free texts of each profile, in turn."""


@dataclass(frozen=True)
class Invented:
    """One invented trainee: how they answer, and what happens to the hand-in (late, again, broken, none)."""

    trainee: Trainee
    profile: str
    event: str = ""


def invented_class(trainees: list[Trainee]) -> list[Invented]:
    """Give each of 30 trainees a profile and, to some, an event."""
    profiles = ["skilled"] * 12 + ["average"] * 10 + ["harmful"] * 4 + ["empty"] * 4
    events = {3: "again", 12: "late", 14: "again", 21: "broken", 29: "none"}
    return [
        Invented(trainee, profile, events.get(number, ""))
        for number, (trainee, profile) in enumerate(zip(trainees, profiles, strict=True))
    ]


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


def sit(course: Course, key: Key, one: Invented, number: int) -> None:
    """Let an invented trainee open the assessment in an own workspace, answer, and hand in to the inbox."""
    folder = prepare(course.root, one.trainee.code).root / "assessments" / ASSESSMENT
    with _inbox_of(course):
        if one.event == "again":
            answer_all(folder, key, "average", number + 100).hand_in(one.trainee.code, one.trainee.personal_code)
            time.sleep(1.1)  # times are whole seconds, and the newer hand-in counts
        attempt = answer_all(folder, key, one.profile, number)
        if one.event == "none":
            return
        handed_in = attempt.hand_in(one.trainee.code, one.trainee.personal_code)
    if one.event == "broken":
        path = course.inbox / handed_in.name
        path.write_bytes(path.read_bytes()[:200])


def hand_mark(course: Course, levels: Mapping[str, tuple[int, ...]]) -> int:
    """Enter levels for free texts that wait for a person, as formgrader does; return how many were entered.

    `levels` maps a trainee to the levels of the free texts in their order.
    """
    entered = 0
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(ASSESSMENT):
            waiting = [g for notebook in submission.notebooks for g in notebook.grades if g.needs_manual_grade]
            given = levels.get(submission.student.id, ())
            for grade, level in zip(sorted(waiting, key=lambda grade: grade.name), given, strict=False):
                grade.manual_score, grade.needs_manual_grade = float(level), False
                entered += 1
        gradebook.db.commit()
    return entered


def run_demo(folder: Path | None, console: Console) -> Course:
    """Run the chain in `folder` (default: a new temporary one) with progress, and end with a table of results."""
    begun = time.monotonic()
    root = folder or Path(tempfile.mkdtemp(prefix="sebaya-demo-"))
    with console.status(tell(id="Membuat kelas rekaan …", en="Making the invented class …")):
        course = example_course(root)
    key = Key.read(course.key_file(ASSESSMENT))
    members = invented_class(read_roster(course))
    _sit_all(course, key, members, console)
    with bar(console, tell(id="Mengumpulkan", en="Collecting")) as report:
        collected = collect(course, ASSESSMENT, progress=report)
    with bar(console, tell(id="Menilai", en="Marking")) as report:
        mark_class(course, ASSESSMENT, report)
    given = {one.trainee.code: LEVELS[one.profile] for one in members if one.profile in LEVELS}
    count = hand_mark(course, given)
    console.print(
        tell(
            id=f"{count} teks bebas diberi nilai oleh penilai rekaan.",
            en=f"{count} free texts were marked by the invented rater.",
        )
    )
    with bar(console, tell(id="Umpan balik", en="Feedback")) as report:
        make_feedback(course, ASSESSMENT, report)
    with bar(console, tell(id="Memutuskan", en="Deciding")) as report:
        decisions = decide(course, ASSESSMENT, report)
    with bar(console, "PDF") as report:
        records = write_records(course, ASSESSMENT, report)
    outcomes = {decision.trainee: decision.told for decision in decisions}
    refused = [result for result in collected if result.outcome == "refused"]
    _conclude(console, course, members, outcomes, refused, records)
    console.print(
        tell(
            id=f"Selesai dalam {time.monotonic() - begun:.0f} detik.",
            en=f"Done in {time.monotonic() - begun:.0f} seconds.",
        )
    )
    return course


def _sit_all(course: Course, key: Key, members: list[Invented], console: Console) -> None:
    """All sit; the due date falls just before the late one hands in."""
    ordered = sorted(enumerate(members), key=lambda entry: entry[1].event == "late")
    with bar(console, tell(id="Peserta mengerjakan", en="Trainees answer")) as report:
        for done, (number, one) in enumerate(ordered, 1):
            if one.event == "late":
                with course.gradebook() as gradebook:
                    due = datetime.now(UTC).replace(tzinfo=None)
                    gradebook.update_or_create_assignment(ASSESSMENT, duedate=due)
                time.sleep(1.1)
            sit(course, key, one, number)
            report(done, len(members))


def _conclude(
    console: Console,
    course: Course,
    members: list[Invented],
    outcomes: dict[str, str],
    refused: list[Any],
    records: Any,
) -> None:
    table = Table(title=tell(id="Kelas rekaan", en="The invented class"), title_justify="left")
    for column in (
        tell(id="peserta", en="trainee"),
        tell(id="menjawab", en="answers"),
        tell(id="kejadian", en="event"),
        tell(id="poin", en="points"),
        tell(id="catatan modul M2", en="M2 record"),
    ):
        table.add_column(column)
    points = _points(course)
    for one in members:
        code = one.trainee.code
        table.add_row(code, one.profile, one.event, points.get(code, "–"), outcomes.get(code, "–"))
    console.print(table)
    for result in refused:
        console.print(
            f"{result.path.name}: {pick(REASONS[result.reason][0], language())}", markup=False, highlight=False
        )
    console.print(
        tell(
            id=f"{len(records)} catatan PDF di {course.root / 'records'}\nUmpan balik di {course.root / 'feedback'}\n"
            f"Folder kelas: {course.root}",
            en=f"{len(records)} PDF records in {course.root / 'records'}\nFeedback in {course.root / 'feedback'}\n"
            f"Class folder: {course.root}",
        ),
        soft_wrap=True,
    )


def _points(course: Course) -> dict[str, str]:
    with course.gradebook() as gradebook:
        return {s.student.id: f"{s.score:g}/{s.max_score:g}" for s in gradebook.assignment_submissions(ASSESSMENT)}
