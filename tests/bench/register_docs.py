"""Writes the section about the register into `docs/benchmarks.md`, and its picture.

`python tests/bench/register_docs.py RESULTS.json [--docs FOLDER]`. The rest of the page is left as it is.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from measure import REPOSITORY
from register_plot import plot
from register_report import DATABASES, HEAD, TASKS, Results

__all__ = ["HEADING", "section_in"]

HEADING = "## The register"
PICTURE = "benchmarks-register.svg"
SECTION = """\
## The register

What is recorded of trainees, and what follows from it: {trainees:,} trainees, {decisions:,} decisions and all that goes
with them ({entries:,} entries), invented. Each task is done by Sebaya and by what could do no less: the database's own
driver (`sqlite3`, `psycopg`) fetching the same rows, or SHA-256 over the same bytes. All of it is one run in one
process, on the same database; every *ours : this* is how many times as long as this peer Sebaya takes.
{warning}
```sh
{command}
python tests/bench/register_docs.py build/bench/register.json
```

- Date: {date}, commit {commit}
- Machine: {cpu}, {cores} cores, {memory_gib} GiB; {system}; load before the run {load_before:.2f}
- {versions}

{rows}

![{alt}]({picture})

### How the register grows

Milliseconds for each trainee on {database}, Sebaya; the same number means that time grows with the class and no faster.

{growth}

### What was found

All ways must agree, or the run stops: every status of ours is the status that the database works out by itself, the
chain is whole, each hash is the one in the register, no entry is missing, and what was frozen stands and is whole.

{found}

### How the register is measured

- *Status of all* is what `sebaya status` does for a coordinator: people and the light columns of entries are read and
  each standing is derived. One peer fetches these rows; the other (`tests/bench/register_status.sql`) lets the
  database derive the statuses in one statement of window functions. That one gives less: no day, no reason.
- *Chain check* is what `sebaya register verify` does; on SQLite it also has the file itself checked
  (`PRAGMA integrity_check`), which no peer does.
- *Decide for all* reads every entry and judges every step of the next stage of everybody (`grader.certify.find`). The
  peer fetches the same rows and parses the JSON in them, and decides nothing.
- *Record decisions* freezes three decisions of each trainee in one go, into an empty register. The peer inserts the
  very rows that came of it, numbered and hashed before, into the same tables with the same triggers, in one
  transaction and as safely on disk.
- Ways are measured in turn, each {repeats} times ({few} at {trainees:,}), those that only read after once that does
  not count. The least counts: whatever else the machine does only adds. Garbage of other ways is collected before, and
  what they hold is kept from the collector.
- The class is all in one place. Of 20 trainees one is near renewal, one on probation, one certified, one about to begin
  probation; the others are in training. Among them are incidents, missed supervision, revocations, returns, struck
  entries and erased names (`tests/bench/register_class.py`).
"""


def main() -> None:
    """Write section and picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--docs", type=Path, default=REPOSITORY / "docs")
    wanted = parser.parse_args()
    results, page = Results.read(wanted.results), wanted.docs / "benchmarks.md"
    before = page.read_text(encoding="utf-8") if page.is_file() else ""
    kept = before.removesuffix(section_in(page)).rstrip("\n")
    page.write_text(f"{kept}\n\n{section(results)}", encoding="utf-8")
    plot(results, wanted.docs / PICTURE)


def section_in(page: Path) -> str:
    """Return the section as it is in a page, which it ends; empty when there is none."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    place = text.find(f"{HEADING}\n")
    return text[place:] if place >= 0 else ""


def section(results: Results) -> str:
    """Return the section."""
    from register import FEW, REPEATS
    from register_class import DECISIONS_EACH

    about, largest = results.about, results.sizes[-1]
    database = next(name for name in DATABASES if name in results.seconds["status"])
    is_quick = "--quick" in about["command"]
    return SECTION.format(
        **{name: about[name] for name in about if name != "versions"},
        trainees=largest,
        decisions=DECISIONS_EACH * largest,
        entries=results.entries[largest],
        warning="\n**A quick run, which shows that everything runs; its numbers mean little.**\n" if is_quick else "",
        versions=", ".join(
            f"{name} {about['versions'][name]}" for name in ("Python", "SQLite", "PostgreSQL", "SQLAlchemy", "psycopg")
        ),
        rows=_table(HEAD, results.rows(largest), left=(0, 1, 3)),
        alt=_alt(results, database),
        picture=PICTURE,
        database=DATABASES[database],
        growth=_growth(results, database),
        found=_found(results),
        repeats=REPEATS,
        few=FEW,
    )


def _growth(results: Results, database: str) -> str:
    rows = [
        (task.name, *(f"{1000 * results.took(name, database, size)['ours'] / size:.3f}" for size in results.sizes))
        for name, task in TASKS.items()
    ]
    return _table(("ms each", *(f"{size:,} trainees" for size in results.sizes)), rows)


def _found(results: Results) -> str:
    rows = [("entries", *(f"{results.entries[size]:,}" for size in results.sizes))]
    for what, by_size in (("status", results.statuses), ("decision", results.outcomes)):
        names = sorted({name for found in by_size.values() for name in found})
        rows += [(f"{what}: {name}", *(f"{by_size[size].get(name, 0):,}" for size in results.sizes)) for name in names]
    return _table(("found", *(f"{size:,} trainees" for size in results.sizes)), rows)


def _alt(results: Results, database: str) -> str:
    parts = []
    for name, task in TASKS.items():
        took = {size: results.took(name, database, size) for size in results.sizes}
        ways = [
            f"{label} {', '.join(f'{1000 * took[size][way]:,.1f}' for size in results.sizes)}"
            for way, label in task.ways.items()
        ]
        parts.append(f"{task.name}: {'; '.join(ways)}")
    sizes = ", ".join(f"{size:,}" for size in results.sizes)
    return f"Four panels, milliseconds at {sizes} trainees on {DATABASES[database]}. {'. '.join(parts)}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> str:
    rule = ["---" if column in left else "--:" for column in range(len(head))]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *rows])


if __name__ == "__main__":
    main()
