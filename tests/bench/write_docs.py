"""Writes `docs/benchmarks.md` and its picture: `python tests/bench/write_docs.py RESULTS.json [--docs FOLDER]`.

A `parity.json` beside the results is told as well. The section about the register is left as it is.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import REPOSITORY, REST
from plot import plot
from register_docs import section_in
from report import AGREEMENT, HEAD, LABELS, Results

PAGE = """\
# Benchmarks

One run of the simulation in `tests/bench/`, on one machine: the same invented class and the same hand-ins
(assessment M2, 14 items) marked by otter-grader, by stock nbgrader, by Sebaya in every way it has, and by a bare
loop that only scores answers parsed before and writes the rows that nbgrader keeps (the limit).
{warning}
```sh
{command}
python tests/bench/write_docs.py build/bench/results.json
```

- Date: {date}, commit {commit}
- Machine: {cpu}, {cores} cores, {memory_gib} GiB; {system}; load before the run {load_before:.2f}
- {versions}

## What must be reached

{targets}

Beside these: of the limit that scores equal answers only once, as Sebaya does, our marking phase takes {remember}.

## All measurements

{rows}

*Whole* is the wall clock of the whole process, start-up included; *marking* is the marking phase alone, in a
process that has imported everything. Both are medians of so many *runs*. *Peak* is the largest single process of
a run, workers of this machine included. Two workers and Dask pay for starting or reaching their workers.

![{alt}](benchmarks.svg)

## Pages

{other}

nbgrader walks through the files of the whole class, and loads every submission from the gradebook, whenever one
page for marking by hand is opened (jupyter/nbgrader #929). The desk asks the gradebook one query of ids instead
(`grader/desk/api.py`): a record is written only when its notebook lies there, so the walk would find nothing new.

## Whether the scores agree

Every automatic score of every run is compared with those of the runs before it; an invented trainee answers alike
in a class of any size. otter-grader scores the 12 items that need no person.

{agreement}
{parity}
## How it is measured

- Every run gets a fresh copy of a class that nobody marked, after `sync` and {rest:g} s of rest. Nothing is read
  from a cold disk, by anybody.
- Stock is `nbgrader autograde` with nbgrader's own preprocessors in the same class folder, on so many hand-ins as
  the table says; its throughput is taken for classes of every size.
- otter-grader gets an equivalent assignment: a question for each item that needs no person, the key written into
  its test files, partial credit as test cases with points, the answers as Python in each notebook. It runs as its
  documented interface is fastest without containers: `otter.api.grade_submission`, all hand-ins in one process.
- The limit writes into a copy of the same SQLite gradebook, with the same constraints, 400 hand-ins in a
  transaction, as ours. Its scores come from the same key (`Key.points`), each time anew; the second limit
  remembers them.
- PostgreSQL is Debian's, started by the run on a local socket with `fsync` on; each run has a new database.
- Dask is a `LocalCluster` of two workers with one thread each, up before the run; its memory is not in *peak*.
- Growth of time is judged by the marking phase, because start-up would hide it.
"""


def main() -> None:
    """Write the page and the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--docs", type=Path, default=REPOSITORY / "docs")
    wanted = parser.parse_args()
    results = Results.read(wanted.results)
    found = wanted.results.with_name("parity.json")
    parity = json.loads(found.read_bytes()) if found.is_file() else None
    wanted.docs.mkdir(exist_ok=True)
    written = wanted.docs / "benchmarks.md"
    register = section_in(written)
    written.write_text(page(results, parity) + (f"\n{register}" if register else ""), encoding="utf-8")
    plot(results, wanted.docs / "benchmarks.svg")


def page(results: Results, parity: dict[str, Any] | None) -> str:
    """Return the page."""
    about = results.about
    is_quick = "--quick" in about["command"]
    beside = [(size, results.against_limit(size, "limit-remember")) for size in results.sizes]
    return PAGE.format(
        **{name: about[name] for name in about if name != "versions"},
        warning="\n**A quick run, which shows that everything runs; its numbers mean little.**\n" if is_quick else "",
        versions=", ".join(f"{name} {number}" for name, number in about["versions"].items()),
        targets=_table(("what", "must be", "measured", ""), [target.told for target in results.targets()]),
        remember=", ".join(f"{ratio:.2f} x at {size:,}" for size, ratio in beside if ratio) or "(not measured)",
        rows=_table(HEAD, results.rows()),
        alt=_alt(results),
        other=_table(("page", "ms"), [(what, f"{ms:.1f}") for what, ms in results.other.items()]),
        agreement=_table(("scores of", *AGREEMENT), results.agreement()),
        parity=_parity(parity) if parity else "",
        rest=REST,
    )


def _alt(results: Results) -> str:
    speeds = [
        f"{LABELS[way]} {results.measured[way][results.shown(way)].per_second:,.2f}"
        for way in LABELS
        if way in results.measured and results.measured[way][results.shown(way)].whole
    ]
    growth = [f"{size:,}: {one.phase_ms:.2f} ms" for size, one in sorted(results.measured.get("ours", {}).items())]
    return (
        f"Left, bars of hand-ins per second, whole process: {'; '.join(speeds)}. "
        f"Right, time per hand-in and memory of one worker, marking alone at {'; '.join(growth)}. "
        "The table above has the same numbers."
    )


def _parity(found: dict[str, Any]) -> str:
    return (
        f"\n`python tests/bench/parity.py --count {found['hand_ins']}` marked {found['hand_ins']} random hand-ins by "
        f"Sebaya and by stock nbgrader: {found['items']:,} item scores ({found['partial_credit']:,} with partial "
        f"credit), {found['late']} late with the penalty `zero`, {found['handed_in_again']} handed in and marked a "
        f"second time. Scores, totals, seconds late, penalties, comments and what a person has to mark were compared; "
        f"{len(found['different'])} differ.\n"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
