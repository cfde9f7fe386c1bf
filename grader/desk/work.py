"""What the desk does for a class while its page shows how far it is: one piece of work at a time."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from grader.course import Course
from grader.empty import accept_as_empty
from grader.faults import SebayaError, language, tell
from grader.flow import STEPS, Problem, Progress, progress_of
from scenarios.text import pick

__all__ = ["Desk", "Work"]


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
        return [_shown(each) for each in progress_of(self.course)]

    def start(self, kind: str, assessment: str, accept_empty: str | None = None) -> Work:
        """Begin a piece of work in the background. Raises SebayaError while another one goes on."""
        if kind not in STEPS or assessment not in {entry["id"] for entry in self.assessments()}:
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

    def _run(self, work: Work, accept_empty: str | None) -> None:
        try:
            if accept_empty is not None:
                accept_as_empty(self.course, work.assessment, accept_empty)
            result = STEPS[work.kind](self.course, work.assessment, work.report)
            work.told, work.problems = pick(result.told, language()), [_row(each) for each in result.problems]
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


def _shown(each: Progress) -> dict[str, Any]:
    return {
        "id": each.assessment,
        "title": pick(each.title, language()),
        "trainees": each.trainees,
        "handed_in": each.handed_in,
        "marked": each.marked,
        "waiting": each.waiting,
    }


def _row(problem: Problem) -> dict[str, str]:
    return {
        "who": problem.who,
        "happened": pick(problem.happened, language()),
        "remedy": pick(problem.remedy, language()),
        "trainee": problem.trainee,
        "where": problem.where,
    }
