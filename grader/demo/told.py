"""Tells how the invented class stands: M2 as handed in and marked, and at the end what became of everybody."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten

from rich.console import Console
from rich.table import Table

from grader.certify import Finding
from grader.collect import Collected
from grader.course import Course
from grader.decided import Decision
from grader.demo.cast import Invented
from grader.example import ASSESSMENT
from grader.faults import SebayaError, language, tell
from grader.observation.locked import not_struck
from grader.refused import REASONS
from grader.register import register_of
from grader.register.chain import verify
from grader.rule import read_certification
from grader.standing import Standing, Status, standing_of
from scenarios.text import pick

__all__ = ["standings", "tell_end", "tell_module"]

SHORT = 90
"""So much of a reason fits a table; a harmful hand-in has a long one."""


def tell_module(
    console: Console,
    course: Course,
    members: Sequence[Invented],
    decisions: Sequence[Decision],
    collected: Sequence[Collected],
    records: Sequence[Path],
) -> None:
    """Show who answered M2 how, what happened to the hand-ins, and what was refused."""
    outcomes = {decision.trainee: decision.told for decision in decisions}
    with course.gradebook() as gradebook:
        handed_in = gradebook.assignment_submissions(ASSESSMENT)
        points = {one.student.id: f"{one.score:g}/{one.max_score:g}" for one in handed_in}
    table = _table(
        tell(id="Modul 2 di kelas rekaan", en="Module 2 in the invented class"),
        tell(id="peserta", en="trainee"),
        tell(id="menjawab", en="answers"),
        tell(id="kejadian", en="event"),
        tell(id="poin", en="points"),
        tell(id="catatan modul M2", en="M2 record"),
    )
    for one in members:
        table.add_row(one.code, one.profile, one.event, points.get(one.code, "–"), outcomes.get(one.code, "–"))
    console.print(table)
    for result in collected:
        if result.outcome == "refused" and result.reason:
            told = pick(REASONS[result.reason][0], language())
            console.print(f"{result.path.name}: {told}", markup=False, highlight=False)
    console.print(
        tell(
            id=f"{len(records)} catatan PDF di {course.root / 'records'}\nUmpan balik di {course.root / 'feedback'}",
            en=f"{len(records)} PDF records in {course.root / 'records'}\nFeedback in {course.root / 'feedback'}",
        ),
        soft_wrap=True,
    )


def tell_end(
    console: Console, course: Course, members: Sequence[Invented], findings: Sequence[Finding], today: date
) -> None:
    """Show what became of everybody, count it, and check the register. Raises SebayaError when it is not whole."""
    of_trainee = {one.trainee: one for one in findings}
    found = standings(course, members, today)
    table = _table(
        tell(id=f"Kelas rekaan pada {today}", en=f"The invented class on {today}"),
        tell(id="peserta", en="trainee"),
        tell(id="yang terjadi", en="what happened"),
        tell(id="status hari ini", en="status today"),
        tell(id="langkah berikutnya", en="next step"),
    )
    for one in members:
        following = _following(of_trainee.get(one.code), found[one.code])
        table.add_row(one.code, pick(one.story.told, language()), found[one.code].status.told, following)
    console.print(table)
    counts = Counter(standing.status for standing in found.values())
    console.print(", ".join(f"{counts[status]} {status.told}" for status in Status if counts[status]))
    register = register_of(course)
    faults, (number, fingerprint) = verify(register), register.head
    if faults:
        raise SebayaError(
            id=f"Buku register kelas rekaan tidak utuh. {faults[0]}",
            en=f"The register of the invented class is not whole. {faults[0]}",
        )
    console.print(
        tell(
            id=f"Buku register utuh: {number} catatan, sidik terakhir {fingerprint[:16]}.\nFolder kelas: {course.root}",
            en=f"The register is whole: {number} entries, last hash {fingerprint[:16]}.\nClass folder: {course.root}",
        ),
        soft_wrap=True,
        highlight=False,
    )


def standings(course: Course, members: Sequence[Invented], today: date) -> dict[str, Standing]:
    """Return where each member stands on `today`, also those who are no longer on the roster."""
    limits = read_certification(course).standing
    entries = not_struck(register_of(course).entries(place=course.about["id"]))
    return {
        one.code: standing_of([entry for entry in entries if entry.person == one.code], today, limits)
        for one in members
    }


def _following(finding: Finding | None, standing: Standing) -> str:
    """Say what keeps somebody back, and what comes next."""
    if finding is None:
        return "–"
    step = finding.decision.held_back if finding.decision else None
    if step is None:
        why = pick(standing.reason, language())
        return f"{why[:1].upper()}{why[1:]}. {finding.next_told}" if why else finding.next_told
    reason = shorten(pick(step["reason"], language()), SHORT, placeholder=" …")
    return f"{reason.removesuffix('.')}{'' if reason.endswith('…') else '.'} {finding.next_told}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table
