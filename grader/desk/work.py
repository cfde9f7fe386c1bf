"""What the desk does for a class while its page shows how far it is: one piece of work at a time."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, func, select

from grader import told
from grader.collect import collect
from grader.course import Course
from grader.empty import accept_as_empty
from grader.faults import SebayaError, language, tell
from grader.feedback import make_feedback
from grader.mark import mark_class
from grader.progress import Report
from grader.records import COPIES, GRADES, NOTEBOOKS
from grader.released import first_released
from grader.roster import read_roster
from scenarios.text import pick

__all__ = ["Desk", "Work"]

KINDS = ("collect", "mark", "feedback")


class _StoppedError(Exception):
    """The trainer asked the work to stop."""


@dataclass
class Work:
    """One piece of work: `state` is running, done, stopped or failed; `problems` are rows of a table."""

    kind: str
    assessment: str
    state: str = "running"
    done: int = 0
    total: int = 0
    told: str = ""
    problems: list[dict[str, str]] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    wants_stop: bool = False

    def report(self, done: int, total: int) -> None:
        """Note how far it is, and stop here when the trainer wants that: what is done is kept."""
        self.done, self.total = done, total
        if self.wants_stop:
            raise _StoppedError

    def to_json(self) -> dict[str, Any]:
        """Return what the page shows."""
        rate = self.done / max(time.monotonic() - self.begun, 1e-3)
        return {
            "kind": self.kind,
            "assessment": self.assessment,
            "state": self.state,
            "done": self.done,
            "total": self.total,
            "rate": round(rate),
            "seconds_left": round((self.total - self.done) / rate) if rate else None,
            "told": self.told,
            "problems": self.problems,
        }


class Desk:
    """The class at hand and the work that goes on for it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.work: Work | None = None
        self._lock = threading.Lock()

    def assessments(self) -> list[dict[str, Any]]:
        """Return each released assessment: id, title, how many handed in, are marked, and wait for a person."""
        return [self._assessment(name) for name in first_released(self.course)]

    def start(self, kind: str, assessment: str, accept_empty: str | None = None) -> Work:
        """Begin a piece of work in the background. Raises SebayaError while another one goes on."""
        if kind not in KINDS or assessment not in {entry["id"] for entry in self.assessments()}:
            raise SebayaError(id="Pekerjaan ini tidak dikenal.", en="There is no such work.")
        with self._lock:
            if self.work and self.work.state == "running":
                raise SebayaError(
                    id="Pekerjaan lain masih berjalan. Tunggu atau hentikan dulu.",
                    en="Other work is still going on. Wait for it, or stop it first.",
                )
            self.work = Work(kind, assessment)
        threading.Thread(target=self._run, args=(self.work, accept_empty), daemon=True).start()
        return self.work

    def stop(self) -> None:
        """Ask the work that goes on to stop."""
        if self.work:
            self.work.wants_stop = True

    def _assessment(self, name: str) -> dict[str, Any]:
        items = json.loads((self.course.release(name) / "items.json").read_bytes())
        engine = create_engine(self.course.db_url, hide_parameters=True)
        try:
            with engine.connect() as connection:
                of_this = (
                    select(func.count(COPIES.c.id.distinct()))
                    .join(NOTEBOOKS, NOTEBOOKS.c.id == COPIES.c.notebook_id)
                    .where(NOTEBOOKS.c.name == name)
                )
                waiting = of_this.join(GRADES, GRADES.c.notebook_id == COPIES.c.id).where(GRADES.c.needs_manual_grade)
                marked, waits = connection.scalar(of_this) or 0, connection.scalar(waiting) or 0
        finally:
            engine.dispose()
        return {
            "id": name,
            "title": pick(items["title"], language()),
            "trainees": len(read_roster(self.course)),
            "handed_in": sum(1 for _ in (self.course.root / "submitted").glob(f"*/{name}")),
            "marked": marked,
            "waiting": waits,
        }

    def _run(self, work: Work, accept_empty: str | None) -> None:
        try:
            if accept_empty is not None:
                accept_as_empty(self.course, work.assessment, accept_empty)
            _WORK[work.kind](self.course, work, work.report)
            work.state = "done"
        except _StoppedError:
            work.state = "stopped"
            work.told = tell(
                id="Dihentikan. Yang sudah selesai tetap tersimpan; mulai lagi untuk meneruskan.",
                en="Stopped. What is done is kept; start again to go on.",
            )
        except SebayaError as fault:
            work.state, work.told = "failed", str(fault)
        except Exception as fault:
            work.state = "failed"
            work.told = tell(
                id=f"Ada yang tidak beres: {fault!r}. Yang sudah selesai tetap tersimpan; coba lagi.",
                en=f"Something went wrong: {fault!r}. What is done is kept; try again.",
            )


def _collect(course: Course, work: Work, report: Report) -> None:
    results = collect(course, work.assessment, progress=report)
    work.told = told.collected(results)
    work.problems = [
        _problem(f"{r.path.parent.name}/{r.path.name}", r.reason) for r in results if r.outcome == "refused"
    ]


def _mark(course: Course, work: Work, report: Report) -> None:
    results = mark_class(course, work.assessment, report)
    work.told = told.marked(results)
    roster = {trainee.code for trainee in read_roster(course)}
    work.problems = [
        {
            **_problem(r.trainee, r.reason),
            "trainee": r.trainee if r.trainee in roster else "",
            "where": f"submitted/{r.trainee}/{work.assessment}",
        }
        for r in results
        if r.outcome == "refused"
    ]


def _feedback(course: Course, work: Work, report: Report) -> None:
    results = make_feedback(course, work.assessment, report)
    counts: dict[str, int] = {}
    for _, outcome in results:
        counts[outcome] = counts.get(outcome, 0) + 1
    work.told = "; ".join(f"{count} {outcome}" for outcome, count in counts.items()) + "."


def _problem(who: str, reason: str | None) -> dict[str, str]:
    happened, remedy = told.problem(reason)
    return {"who": who, "happened": happened, "remedy": remedy, "trainee": "", "where": ""}


_WORK: Mapping[str, Callable[[Course, Work, Report], None]] = {
    "collect": _collect,
    "mark": _mark,
    "feedback": _feedback,
}
