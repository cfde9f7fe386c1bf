"""The simulation: the same hand-ins marked by otter-grader, stock nbgrader, us in every way, and at the limit.

`python tests/bench/run.py [--quick] [--only stock,ours,…] [--out FOLDER]` prints a table with ratios and writes
`results.json` and `plot.svg`. The whole takes about 40 minutes and some 8 GB below TMPDIR; nothing else should run
meanwhile.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import growth
import otter_grader
import ours
import stock
from classes import Classes
from formgrader import page_ms
from machine import about
from measure import HERE, Measured, auto_scores, run, told
from plot import plot
from report import PAGE_SIZES, Results

from grader.course import Course
from grader.example import ASSESSMENT
from grader.mark import mark_class

REPEATS = 3
LARGE = 1_000


@dataclass(frozen=True)
class Simulation:
    """One run; otter and stock mark few hand-ins, because they take seconds for each."""

    classes: Classes
    results: Results
    stock: int
    otter: int
    most: int

    def repeats(self, size: int) -> int:
        """Return how often a size is measured: what takes long by itself is disturbed little, so once will do."""
        return self.most if size <= LARGE else 1

    @property
    def larger(self) -> Sequence[int]:
        """The sizes at which start-up no longer hides marking."""
        return self.results.sizes[1:]

    def ours(self) -> None:
        """Mark with one worker, at every size."""
        seen = partial(self.results.compare, "ours")
        for measured in growth.measure(self.classes, self.results.sizes, self.repeats, seen).values():
            self.results.keep("ours", measured)

    def stock_nbgrader(self) -> None:
        """Mark with `nbgrader autograde`."""
        measured, scores = stock.measure(self.classes.fresh(self.stock), self.stock)
        self.results.keep("stock", measured)
        self.results.compare("stock", scores, hand_ins=self.stock)

    def otter_grader(self) -> None:
        """Grade with otter-grader."""
        course = self.classes.made(self.results.sizes[0])
        measured, scores = otter_grader.measure(course, self.classes.folder / "otter", self.otter)
        self.results.keep("otter", measured)
        self.results.compare("otter", scores, hand_ins=self.otter)

    def workers(self) -> None:
        """Mark with two processes."""
        self._several("workers", ["--workers", "2"])

    def dask(self) -> None:
        """Mark with two workers of a cluster that is up already."""
        with ours.dask_cluster(self.classes.folder) as address:
            self._several("dask", ["--scheduler", address])

    def postgres(self) -> None:
        """Mark into PostgreSQL, a new database for each run."""
        sys.path.append(str(HERE.parent))
        from postgres import postgres

        size = self.larger[0]
        with postgres() as server:
            self._measure("postgres", size, lambda: self.classes.made_in(size, server.new_database()))

    def limit(self) -> None:
        """Run the bare loop, as it is and with equal answers scored once."""
        for size in self.larger:
            for way, options in (("limit", ()), ("limit-remember", ("--remember",))):
                measured = Measured(size)
                for _ in range(self.repeats(size)):
                    root = self.classes.fresh(size)
                    measured.phase.append(ours.phase("limit.py", root, *options))
                    self.results.compare(way, auto_scores(Course(root)), hand_ins=size)
                self.results.keep(way, measured)
            self.classes.forget()

    def formgrader(self) -> None:
        """Open formgrader's page for marking by hand, in a small class and in a large one."""
        for size in PAGE_SIZES:
            self.results.other[f"formgrader's page, class of {size}"] = page_ms(self.classes.fresh(size))
        self.classes.forget()

    def feedback(self) -> None:
        """Make feedback pages, whole process: ours for a large class, nbgrader's for a few of a small one."""
        few, many = self.otter, self.larger[0]
        for command, size in (("nbgrader generate_feedback", few), ("sebaya feedback", many)):
            root = self.classes.fresh(size)
            mark_class(Course(root), ASSESSMENT)
            seconds = run([*command.split(), ASSESSMENT], cwd=root).seconds
            self.results.other[f"{command}, each of {size}"] = 1000 * seconds / size
        self.classes.forget()

    def _several(self, way: str, options: Sequence[str]) -> None:
        size = self.larger[0]
        self._measure(way, size, partial(self.classes.fresh, size), options)

    def _measure(self, way: str, size: int, new_class: Callable[[], Path], options: Sequence[str] = ()) -> None:
        seen = partial(self.results.compare, way, hand_ins=size)
        self.results.keep(way, ours.measure(new_class, size, self.repeats(size), seen, options))
        self.classes.forget()


WAYS: dict[str, Callable[[Simulation], None]] = {
    "ours": Simulation.ours,
    "limit": Simulation.limit,
    "stock": Simulation.stock_nbgrader,
    "workers": Simulation.workers,
    "dask": Simulation.dask,
    "postgres": Simulation.postgres,
    "otter": Simulation.otter_grader,
    "formgrader": Simulation.formgrader,
    "feedback": Simulation.feedback,
}


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes, each once: whether it runs, not how fast")
    parser.add_argument("--only", default=",".join(WAYS), help=f"some of {','.join(WAYS)}")
    parser.add_argument("--out", type=Path, default=Path("build/bench"), help="where the results go")
    wanted = parser.parse_args()
    ways = wanted.only.split(",")
    if unknown := set(ways) - set(WAYS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    asked = [*(["--quick"] if wanted.quick else []), *(["--only", wanted.only] if len(ways) < len(WAYS) else [])]
    command = " ".join(["python tests/bench/run.py", *asked])
    results = Results(about(command), (100, 300) if wanted.quick else (100, 1_000, 10_000))
    os.environ.pop("SEBAYA_EXCHANGE", None)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sebaya-bench-") as folder:
        few = (3, 3, 1) if wanted.quick else (100, 20, REPEATS)
        simulation = Simulation(Classes(Path(folder)), results, *few)
        for way in (way for way in WAYS if way in ways):
            told(way)
            WAYS[way](simulation)
            results.write(wanted.out / "results.json")
    plot(results, wanted.out / "plot.svg")
    print(results.told())


if __name__ == "__main__":
    main()
