"""What one run found: measurements, whether all scores agree, and what must be reached; told as a table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import growth
from measure import Measured, Scores

__all__ = ["AGREEMENT", "HEAD", "LABELS", "PAGE_SIZES", "Results", "Target"]

LABELS = {
    "otter": "otter-grader",
    "stock": "nbgrader autograde",
    "ours": "Sebaya, one worker",
    "workers": "Sebaya, two workers",
    "postgres": "Sebaya, PostgreSQL",
    "dask": "Sebaya, Dask with two workers",
    "limit": "limit: scores and rows only",
    "limit-remember": "limit, equal answers scored once",
}
HEAD = ("way", "hand-ins", "runs", "whole s", "per s", "x stock", "marking ms each", "peak MiB")
AGREEMENT = ("compared", "different", "missing")
ITEMS = 14
SCORED_BY_OTTER = 12
PAGE_SIZES = (10, 1000)
Row = tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One thing that must be reached; `value` is None when this run did not measure it."""

    what: str
    value: float | None
    least: float | None = None
    most: float | None = None

    @property
    def told(self) -> Row:
        """What it is, what it must be, what it was, and whether it is met."""
        need = f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}"
        if self.value is None:
            return self.what, need, "-", "not measured"
        is_met = self.value >= self.least if self.least is not None else self.value <= (self.most or 0)
        shown = f"{self.value:.2f}" if 0 < self.value < 10 else f"{self.value:.0f}"
        return self.what, need, shown, "met" if is_met else "NOT MET"


@dataclass
class Results:
    """Way → hand-ins → measurement; `same`: way → how many scores were compared, differ, or are missing.

    `other` holds milliseconds: of formgrader's page in classes of two sizes, and of a feedback page of both makers.
    """

    about: dict[str, Any]
    sizes: tuple[int, ...]
    measured: dict[str, dict[int, Measured]] = field(default_factory=dict)
    same: dict[str, dict[str, int]] = field(default_factory=dict)
    other: dict[str, float] = field(default_factory=dict)
    _known: Scores = field(default_factory=dict, repr=False)

    def keep(self, way: str, measured: Measured) -> None:
        """Take a measurement in."""
        self.measured.setdefault(way, {})[measured.hand_ins] = measured

    def compare(self, way: str, scores: Scores, *, hand_ins: int) -> None:
        """Compare scores with those of the ways before; the same trainee answers alike in every class."""
        counts = self.same.setdefault(way, {"compared": 0, "different": 0, "missing": 0})
        shared = scores.keys() & self._known.keys()
        counts["compared"] += len(shared)
        counts["different"] += sum(scores[place] != self._known[place] for place in shared)
        counts["missing"] += hand_ins * (SCORED_BY_OTTER if way == "otter" else ITEMS) - len(scores)
        self._known |= scores

    def targets(self) -> list[Target]:
        """Return what must be reached."""
        small, *larger = self.sizes
        before, largest = self.sizes[-2:]
        found = [Target(f"x stock's throughput, whole process, {small:,} hand-ins", self.against_stock(small), 80)]
        found += [Target(f"x stock's throughput, whole process, {n:,}", self.against_stock(n), 300) for n in larger]
        found += [Target(f"x the limit, marking phase, {n:,}", self.against_limit(n), most=4) for n in larger]
        one = self.measured.get("ours", {})
        time, memory = growth.time_ratio, growth.memory_ratio
        ratios = [ratio(one, before, largest) if largest in one else None for ratio in (time, memory)]
        found.append(Target(f"time per hand-in, {largest:,} : {before:,}", ratios[0], most=1.3))
        found.append(Target(f"peak memory, {largest:,} : {before:,}", ratios[1], most=1.3))
        pages = [self.other.get(f"formgrader's page, class of {size}") for size in PAGE_SIZES]
        ratio = pages[1] / pages[0] if pages[0] and pages[1] else None
        found.append(Target("formgrader's page, class of {1:,} : {0:,}".format(*PAGE_SIZES), ratio, most=2))
        wrong = sum(counts["different"] + counts["missing"] for counts in self.same.values())
        is_known = any(counts["compared"] for counts in self.same.values())
        return [*found, Target("scores that differ or are missing, all ways", wrong if is_known else None, most=0)]

    def shown(self, way: str) -> int:
        """Return the size at which a way is shown beside the others."""
        found = self.measured[way]
        return self.sizes[1] if self.sizes[1] in found else max(found)

    def against_stock(self, size: int, way: str = "ours") -> float | None:
        """Return how many times stock's throughput a way has, start-up included in both."""
        stock, found = self.measured.get("stock"), self.measured.get(way, {}).get(size)
        if not stock or not found or not found.whole:
            return None
        return found.per_second / next(iter(stock.values())).per_second

    def against_limit(self, size: int, limit: str = "limit") -> float | None:
        """Return how many times the limit's time our marking phase takes."""
        found, least = self.measured.get("ours", {}).get(size), self.measured.get(limit, {}).get(size)
        return found.phase_ms / least.phase_ms if found and least else None

    def rows(self) -> list[Row]:
        """Return the table's rows."""
        return [
            self._row(way, size, self.measured[way][size])
            for way in LABELS
            for size in sorted(self.measured.get(way, {}))
        ]

    def _row(self, way: str, size: int, found: Measured) -> Row:
        ratio = self.against_stock(size, way)
        return (
            LABELS[way],
            f"{size:,}",
            str(max(len(found.whole), len(found.phase))),
            f"{median(found.whole):.2f}" if found.whole else "-",
            f"{found.per_second:,.2f}" if found.whole else "-",
            f"{ratio:,.1f}" if ratio else "-",
            f"{found.phase_ms:.3f}" if found.phase else "-",
            f"{median(found.peak_mib):.0f}" if found.peak_mib else "-",
        )

    def told(self) -> str:
        """Return the whole table as text."""
        beside = [(f"{n:,}", self.against_limit(n, "limit-remember")) for n in self.sizes]
        lines = [
            *_columns([HEAD, *self.rows()]),
            "",
            *_columns([("must reach", "", "measured", ""), *(target.told for target in self.targets())]),
            "",
            *(f"x the limit that scores equal answers once, {n}: {ratio:.2f}" for n, ratio in beside if ratio),
            "",
            *_columns([("scores of", *AGREEMENT), *self.agreement()]),
            "",
            *(f"{what}: {ms:.1f} ms" for what, ms in self.other.items()),
        ]
        return "\n".join(lines)

    def agreement(self) -> list[Row]:
        """Return, for each way, how its scores compare with the others'."""
        return [(LABELS[way], *(f"{counts[name]:,}" for name in AGREEMENT)) for way, counts in self.same.items()]

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        content = {
            "about": self.about,
            "sizes": self.sizes,
            "measured": {
                way: {str(size): found.to_json() for size, found in sizes.items()}
                for way, sizes in self.measured.items()
            },
            "same": self.same,
            "other": self.other,
            "targets": [dict(zip(("what", "need", "value", "met"), one.told, strict=True)) for one in self.targets()],
        }
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Read what was written."""
        content: Mapping[str, Any] = json.loads(path.read_bytes())
        measured = {
            way: {int(size): Measured.from_json(found) for size, found in sizes.items()}
            for way, sizes in content["measured"].items()
        }
        return cls(content["about"], tuple(content["sizes"]), measured, content["same"], content["other"])


def _columns(rows: list[Row]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *(row[n].rjust(width) for n, width in enumerate(widths[1:], 1))])
        for row in rows
    ]
