"""From collecting to feedback: the steps that desk and board take for a class, and how far each assessment is."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, func, select

from grader import told as words
from grader.acts import Deed
from grader.collect import collect
from grader.course import Course
from grader.feedback import FILE
from grader.given_feedback import give_feedback
from grader.mark import mark_class
from grader.progress import Report
from grader.records import COPIES, GRADES, NOTEBOOKS
from grader.refused import REASONS
from grader.released import first_released, read_title
from grader.roster import read_roster
from scenarios.text import Text

__all__ = ["STEPS", "Problem", "Progress", "Result", "progress_of"]


@dataclass(frozen=True)
class Problem:
    """One thing that went wrong: with `who`, what `happened`, and the `remedy`.

    `trainee` is their code where they are on the roster, `where` the folder to look at.
    """

    who: str
    happened: Text
    remedy: Text
    trainee: str = ""
    where: str = ""


@dataclass(frozen=True)
class Result:
    """What a step did, in one sentence; each problem; and the act, where it can be taken back."""

    told: Text
    problems: tuple[Problem, ...] = ()
    deed: Deed | None = None


@dataclass(frozen=True)
class Progress:
    """How far a released assessment is: of `trainees` so many `handed_in` and are `marked`; `waiting` need a person.

    `told` is how many have a page of feedback.
    """

    assessment: str
    title: Text
    trainees: int
    handed_in: int
    marked: int
    waiting: int
    told: int


def progress_of(course: Course) -> list[Progress]:
    """Return how far each released assessment is, in the order of their release. Raises SebayaError."""
    marked, waiting = _counted(course)
    handed_in, told = _folders(course.root / "submitted"), _folders(course.root / "feedback", FILE)
    trainees = len(read_roster(course))
    return [
        Progress(
            name,
            read_title(course, name),
            trainees,
            handed_in[name],
            marked.get(name, 0),
            waiting.get(name, 0),
            told[name],
        )
        for name in first_released(course)
    ]


def _folders(root: Path, holding: str = "") -> Counter[str]:
    """Return assessment → how many trainees have a folder of it in `root` (that holds a file of this name)."""
    own = [folder for folder in root.iterdir() if folder.is_dir()] if root.is_dir() else []
    return Counter(each.name for folder in own for each in folder.iterdir() if (each / holding).exists())


def _counted(course: Course) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many hand-ins of each assessment are marked by the key, and how many of them wait for a person."""
    engine = create_engine(course.db_url, hide_parameters=True)
    each = (
        select(NOTEBOOKS.c.name, func.count(COPIES.c.id.distinct()))
        .join(COPIES, NOTEBOOKS.c.id == COPIES.c.notebook_id)
        .group_by(NOTEBOOKS.c.name)
    )
    waits = each.join(GRADES, GRADES.c.notebook_id == COPIES.c.id).where(GRADES.c.needs_manual_grade)
    try:
        with engine.connect() as connection:
            marked, waiting = connection.execute(each).all(), connection.execute(waits).all()
    finally:
        engine.dispose()
    return {name: count for name, count in marked}, {name: count for name, count in waiting}  # noqa: C416


def _collect(course: Course, assessment: str, report: Report) -> Result:
    results = collect(course, assessment, progress=report)
    problems = [
        _problem(f"{each.path.parent.name}/{each.path.name}", each.reason)
        for each in results
        if each.outcome == "refused"
    ]
    return Result(words.collected_text(results), tuple(problems))


def _mark(course: Course, assessment: str, report: Report) -> Result:
    results = mark_class(course, assessment, report)
    roster = {trainee.code for trainee in read_roster(course)}
    problems = [
        _problem(
            each.trainee,
            each.reason,
            trainee=each.trainee if each.trainee in roster else "",
            where=f"submitted/{each.trainee}/{assessment}",
        )
        for each in results
        if each.outcome == "refused"
    ]
    return Result(words.marked_text(results), tuple(problems))


def _feedback(course: Course, assessment: str, report: Report) -> Result:
    results, deed = give_feedback(course, assessment, report)
    said = words.fed_back(results)
    return Result({"id": said, "en": said}, deed=deed)


def _problem(who: str, reason: str | None, trainee: str = "", where: str = "") -> Problem:
    happened, remedy = REASONS[reason or "unreadable"]
    return Problem(who, happened, remedy, trainee, where)


STEPS: Mapping[str, Callable[[Course, str, Report], Result]] = {
    "collect": _collect,
    "mark": _mark,
    "feedback": _feedback,
}
"""Step → what does it for one assessment of a class, while it tells how far it is. Raises SebayaError."""
