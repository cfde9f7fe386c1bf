"""What one run about the register found: seconds of every way, and each of ours as a ratio to its peers."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["DATABASES", "HEAD", "TASKS", "Results", "Task"]

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
HEAD = ("task", "database", "trainees", "way", "ms", "ours : this")
Row = tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """One thing that is done with a register: its name, and way → what that is."""

    name: str
    ways: Mapping[str, str]


TASKS = {
    "status": Task(
        "status of all",
        {
            "ours": "sebaya status",
            "rows": "raw SQL, the same rows",
            "sql": "raw SQL, statuses worked out",
        },
    ),
    "chain": Task(
        "chain check",
        {
            "ours": "sebaya register verify",
            "sha256": "raw SHA-256, bytes in memory",
            "rows": "raw SQL, all rows",
            "rows-sha256": "raw SQL and SHA-256",
        },
    ),
    "decide": Task(
        "decide for all",
        {
            "ours": "entries read and judged",
            "rows-json": "raw SQL, all rows, JSON parsed",
        },
    ),
    "record": Task(
        "record decisions",
        {
            "ours": "freeze",
            "inserts": "raw INSERTs, rows hashed before",
        },
    ),
}


@dataclass
class Results:
    """`seconds` is task → database → trainees → way → seconds of each repeat; `entries` trainees → entries.

    `statuses` and `outcomes` are trainees → what was found → how often.
    """

    about: dict[str, Any]
    sizes: tuple[int, ...]
    seconds: dict[str, dict[str, dict[int, dict[str, list[float]]]]] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    statuses: dict[int, dict[str, int]] = field(default_factory=dict)
    outcomes: dict[int, dict[str, int]] = field(default_factory=dict)

    def keep(self, task: str, database: str, trainees: int, way: str, seconds: float) -> None:
        """Take a measurement in."""
        sizes = self.seconds.setdefault(task, {}).setdefault(database, {})
        sizes.setdefault(trainees, {}).setdefault(way, []).append(seconds)

    def took(self, task: str, database: str, trainees: int) -> dict[str, float]:
        """Return way → the least of its seconds: whatever else a machine does only adds to them."""
        found = self.seconds.get(task, {}).get(database, {}).get(trainees, {})
        return {way: min(seconds) for way, seconds in found.items()}

    def ratio(self, task: str, database: str, trainees: int, way: str) -> float | None:
        """Return how many times as long as a peer we take; None for ours, and for what was not measured."""
        took = self.took(task, database, trainees)
        return took["ours"] / took[way] if way in took and way != "ours" else None

    def rows(self, trainees: int | None = None) -> list[Row]:
        """Return the table's rows, of one size alone if it is given."""
        return [
            (task.name, DATABASES[database], f"{size:,}", task.ways[way], f"{1000 * seconds:,.1f}", _told(ratio))
            for name, task in TASKS.items()
            for database in DATABASES
            for size in (self.sizes if trainees is None else (trainees,))
            for way, seconds in self.took(name, database, size).items()
            for ratio in [self.ratio(name, database, size, way)]
        ]

    def told_of(self, task: str, database: str, trainees: int) -> str:
        """Return one line about one task."""
        took = self.took(task, database, trainees)
        return ", ".join(f"{way} {1000 * seconds:,.1f} ms" for way, seconds in took.items())

    def told(self) -> str:
        """Return the whole table as text."""
        rows = [HEAD, *self.rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
        return "\n".join(
            "  ".join(cell.rjust(width) if n in (2, 4, 5) else cell.ljust(width) for n, (cell, width) in cells)
            for cells in (list(enumerate(zip(row, widths, strict=True))) for row in rows)
        )

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Read what was written."""
        content = json.loads(path.read_bytes())
        seconds = {
            task: {name: {int(size): ways for size, ways in sizes.items()} for name, sizes in databases.items()}
            for task, databases in content["seconds"].items()
        }
        by_size = ("entries", "statuses", "outcomes")
        counts = {name: {int(size): found for size, found in content[name].items()} for name in by_size}
        return cls(content["about"], tuple(content["sizes"]), seconds, **counts)


def _told(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"
