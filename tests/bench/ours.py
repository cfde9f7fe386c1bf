"""Our own marking: whole processes of `sebaya mark`, and the marking phase alone, each on a fresh class."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measure import HERE, Measured, Scores, auto_scores, run, told

from grader.course import Course
from grader.example import ASSESSMENT

__all__ = ["dask_cluster", "measure", "phase"]

DASK = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def measure(
    new_class: Callable[[], Path],
    hand_ins: int,
    repeats: int,
    seen: Callable[[Scores], None],
    options: Sequence[str] = (),
) -> Measured:
    """Mark fresh classes with `sebaya mark OPTIONS`, whole and phase in turn; show the scores of each to `seen`."""
    measured = Measured(hand_ins)
    for _ in range(repeats):
        root = new_class()
        done = run(["sebaya", "mark", ASSESSMENT, "--folder", root, *options], cwd=root)
        measured.whole.append(done.seconds)
        measured.peak_mib.append(done.peak_mib)
        seen(auto_scores(Course(root)))
        root = new_class()
        measured.phase.append(phase("phase.py", root, *options))
        seen(auto_scores(Course(root)))
        told(f"  {hand_ins} {' '.join(options)}: {measured.whole[-1]:.2f} s, marking {measured.phase[-1]:.2f} s")
    return measured


def phase(program: str, root: Path, *options: str) -> float:
    """Run a program of this folder on a class, and return the seconds that it prints last."""
    done = run([sys.executable, HERE / program, root, *options], cwd=root)
    seconds: float = json.loads(done.printed.strip().splitlines()[-1])["seconds"]
    return seconds


@contextmanager
def dask_cluster(folder: Path) -> Iterator[str]:
    """Start a cluster of two workers in a process of its own; gives its address."""
    program = folder / "cluster.py"
    program.write_text(DASK, encoding="utf-8")
    started = subprocess.Popen(
        [sys.executable, program], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        address = started.stdout.readline().strip() if started.stdout else ""
        if not address:
            raise RuntimeError("the Dask cluster did not start")
        yield address
    finally:
        started.communicate(timeout=60)
