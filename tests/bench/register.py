"""The register measured: status of all, chain check, decide for all, and recording, beside raw SQL and raw SHA-256.

`python tests/bench/register.py [--quick] [--only sqlite|postgresql] [--out FOLDER]` prints a table with ratios and
writes `register.json` and `register.svg`. Every way is measured in turn in this one process, on the same database;
what each gives is compared with what the others give, and a difference stops the run.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from machine import about
from measure import HERE, settle, told
from register_class import DECISIONS_EACH, PLACE, TODAY, circumstances, fill, roster
from register_plot import plot
from register_raw import Raw, messages, sha256
from register_report import Results

from grader.certify import find
from grader.course import Course
from grader.decided import Decision, freeze
from grader.observation.locked import not_struck
from grader.register import Register, register_of
from grader.register.chain import verify
from grader.rule import read_certification
from grader.views import Role, read_view

REPEATS, FEW = 5, 3
LARGE = 10_000
"""A class so large is measured few times: what takes long by itself is disturbed little."""


class Bench:
    """The measurements of one class of `count` trainees whose register is at `url`, or in the folder of its class."""

    def __init__(self, results: Results, root: Path, count: int, new_address: Callable[[], str], repeats: int) -> None:
        self.results, self.count, self.repeats, self.new_address = results, count, repeats, new_address
        self.course = _course(root, new_address())
        self.register = register_of(self.course)
        self.raw = Raw(self.register.url)
        self.entries = fill(self.register, count)
        settle()

    def run(self) -> None:
        """Measure everything."""
        for work in (self.status, self.chain, self.decide, self.record):
            work()
            gc.collect()

    def status(self) -> None:
        """Where everybody stands, as `sebaya status` works it out."""
        limits = read_certification(self.course).standing
        found = self._measure(
            "status",
            {
                "ours": lambda: read_view(self.course, Role.COORDINATOR, TODAY),
                "rows": self.raw.light,
                "sql": lambda: self.raw.statuses(TODAY, limits),
            },
        )
        ours = [(one.place, one.code, str(one.standing.status)) for one in found["ours"].trainees]
        _must(ours == [tuple(row) for row in found["sql"]] and len(ours) == self.count, "the statuses differ")
        self.results.statuses[self.count] = dict(Counter(status for _, _, status in ours))

    def chain(self) -> None:
        """Whether the chain is whole."""
        rows = self.raw.rows()
        loose = messages(rows)
        stored = [row[-1] for row in rows]
        del rows
        found = self._measure(
            "chain",
            {
                "ours": lambda: verify(self.register),
                "sha256": lambda: sha256(loose),
                "rows": self.raw.rows,
                "rows-sha256": lambda: sha256(messages(self.raw.rows())),
            },
        )
        _must(found["ours"] == [] and found["sha256"] == stored == found["rows-sha256"], "the chain is not whole")
        _must(len(found["rows"]) == self.entries, "rows are missing")

    def decide(self) -> None:
        """What is decided of everybody: all entries read from the register, and every step judged."""
        rule, holds, trainees = read_certification(self.course), circumstances(), roster(self.count)
        found = self._measure(
            "decide",
            {
                "ours": lambda: find(rule, trainees, not_struck(self.register.entries(place=PLACE)), holds),
                "rows-json": lambda: self.raw.contents(PLACE),
            },
        )
        _must([one.trainee for one in found["ours"]] == [one.code for one in trainees], "trainees are missing")
        _must(len(found["rows-json"]) == self.entries, "rows are missing")
        outcomes = (str(one.decision.outcome) if one.decision else "none" for one in found["ours"])
        self.results.outcomes[self.count] = dict(Counter(outcomes))

    def record(self) -> None:
        """Freeze three decisions of each trainee in one go; the peer inserts the very rows that this gives."""
        decisions = [Decision.from_entry(one) for one in self.register.entries(place=PLACE, kind="decision")]
        _must(len(decisions) == DECISIONS_EACH * self.count, "decisions are missing")
        rows: list[Any] = []

        def frozen() -> tuple[Register, int]:
            register = self._empty()
            began = time.perf_counter()
            stand = freeze(register, PLACE, decisions)
            took = time.perf_counter() - began
            rows[:] = Raw(register.url).rows()
            _must([one.number for one in stand] == list(range(1, len(decisions) + 1)), "decisions are not frozen")
            return register, took

        def inserted() -> tuple[Register, int]:
            register = self._empty()
            began = time.perf_counter()
            Raw(register.url).insert(rows)
            return register, time.perf_counter() - began

        for _ in range(self.repeats):
            for way, work in (("ours", frozen), ("inserts", inserted)):
                settle()
                gc.collect()
                register, took = work()
                self.results.keep("record", self.database, self.count, way, took)
                _must(verify(register) == [] and register.head[0] == len(decisions), "what was recorded is not whole")
        told(f"  {self.database} {self.count:,} record: {self.results.told_of('record', self.database, self.count)}")

    @property
    def database(self) -> str:
        """The kind of database."""
        return self.register.url.get_backend_name()

    def _empty(self) -> Register:
        register = Register(self.new_address())
        with register.writing():
            pass
        return register

    def _measure(self, task: str, ways: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
        """Measure ways in turn, and return what each gave last."""
        found: dict[str, Any] = {}
        for repeat in range(self.repeats + 1):
            for way, work in ways.items():
                found.pop(way, None)
                gc.collect()
                gc.freeze()  # what the other ways gave is no burden of this one
                began = time.perf_counter()
                found[way] = work()
                took = time.perf_counter() - began
                gc.unfreeze()
                if repeat:  # what is needed once (imports, the pages of the file) is nobody's
                    self.results.keep(task, self.database, self.count, way, took)
        told(f"  {self.database} {self.count:,} {task}: {self.results.told_of(task, self.database, self.count)}")
        return found


@contextmanager
def addresses(database: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Give what makes new empty databases."""
    if database == "sqlite":
        numbers = iter(range(10_000))
        yield lambda: f"sqlite:///{folder / f'register-{next(numbers)}.db'}"
        return
    sys.path.append(str(HERE.parent))
    from postgres import postgres

    with postgres() as server:
        yield server.new_database


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes, each once: whether it runs, not how fast")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database alone")
    parser.add_argument("--out", type=Path, default=Path("build/bench"), help="where the results go")
    wanted = parser.parse_args()
    asked = [*(["--quick"] if wanted.quick else []), *(["--only", wanted.only] if wanted.only else [])]
    sizes = (160, 320) if wanted.quick else (100, 1_000, 10_000)
    results = Results(about(" ".join(["python tests/bench/register.py", *asked])), sizes)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sebaya-bench-") as folder:
        for database in [wanted.only] if wanted.only else ["sqlite", "postgresql"]:
            with addresses(database, Path(folder)) as new_address:
                for count in sizes:
                    told(f"{database}: a class of {count:,}")
                    root = Path(folder) / f"{database}-{count}"
                    repeats = 1 if wanted.quick else REPEATS if count < LARGE else FEW
                    bench = Bench(results, root, count, new_address, repeats)
                    results.entries[count] = bench.entries
                    bench.run()
                    results.write(wanted.out / "register.json")
    plot(results, wanted.out / "register.svg")
    print(results.told())


def _course(root: Path, address: str) -> Course:
    root.mkdir()
    content = {"format": 1, "id": PLACE, "name": "Bench", "register": address}
    (root / "class.yaml").write_text(json.dumps(content), encoding="utf-8")
    return Course(root)


def _must(is_so: bool, problem: str) -> None:
    if not is_so:
        raise SystemExit(f"wrong: {problem}")


if __name__ == "__main__":
    main()
