"""How things are measured: each in a process of its own, on a fresh class, after the disk came to rest."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text

from grader.course import Course

__all__ = [
    "HERE",
    "PROGRAMS",
    "REPOSITORY",
    "REST",
    "Measured",
    "Run",
    "Scores",
    "auto_scores",
    "run",
    "settle",
    "told",
]

Scores = dict[tuple[str, str], float | None]
"""(trainee, item) → automatic score; None where a person has to mark."""
HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PROGRAMS = Path(sys.executable).parent
REST = 3.0
"""Seconds before each measurement, in which the disk takes what was written before."""
LONGEST = 3600
SCORES = """
SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score FROM grade
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""


@dataclass(frozen=True)
class Run:
    """One run of a command: wall clock, the most memory that one of its processes held, what it printed."""

    seconds: float
    peak_mib: float
    printed: str


@dataclass
class Measured:
    """One thing measured, `hand_ins` at a time: whole processes, and the marking phase alone (seconds)."""

    hand_ins: int
    whole: list[float] = field(default_factory=list)
    phase: list[float] = field(default_factory=list)
    peak_mib: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Hand-ins per second, whole process."""
        return self.hand_ins / median(self.whole)

    @property
    def phase_ms(self) -> float:
        """Milliseconds per hand-in, marking phase alone."""
        return median(self.phase) / self.hand_ins * 1000

    def to_json(self) -> dict[str, Any]:
        """Return all runs, and what follows from their medians."""
        return {
            **asdict(self),
            **({"per_second": self.per_second} if self.whole else {}),
            **({"phase_ms": self.phase_ms} if self.phase else {}),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Measured":
        """Read what was written."""
        return cls(*(found[one.name] for one in fields(cls)))


def told(text: str) -> None:
    """Say how far the simulation is."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def settle() -> None:
    """Wait until the disk is at rest."""
    os.sync()
    time.sleep(REST)


def run(command: Sequence[str | Path], *, cwd: Path, settings: Mapping[str, str] | None = None) -> Run:
    """Run a command with the programs of this Python on PATH. Raises RuntimeError when it fails."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "PATH": os.pathsep.join((str(PROGRAMS), os.environ.get("PATH", ""))),
        **(settings or {}),
    }
    settle()
    with tempfile.TemporaryDirectory(prefix="sebaya-run-") as folder:
        out, log = Path(folder) / "out.json", Path(folder) / "log"
        launcher = [sys.executable, "-I", "-S", HERE / "launch.py", out, *command]
        with log.open("wb") as file:
            subprocess.run(
                [str(part) for part in launcher],
                cwd=cwd,
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
                timeout=LONGEST,
                check=True,
            )
        found, printed = json.loads(out.read_bytes()), log.read_text(encoding="utf-8", errors="replace")
    if found["code"]:
        raise RuntimeError(f"{command}: {found['code']}\n{printed[-3000:]}")
    return Run(found["seconds"], found["peak_kib"] / 1024, printed)


def auto_scores(course: Course) -> Scores:
    """Return the automatic scores that the gradebook holds."""
    engine = create_engine(course.db_url)
    try:
        with engine.connect() as connection:
            return {(trainee, item): points for trainee, item, points in connection.execute(text(SCORES))}
    finally:
        engine.dispose()
