"""The picture of the register's growth: each task over the number of trainees, with the ratio to each peer."""

from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from register_report import DATABASES, TASKS, Results, Task

__all__ = ["plot"]

OURS_COLOUR = "#1b6e8c"
PEERS = (("#e39b3b", "s", (0, -14)), ("#7a4b94", "^", (0, 7)), ("#555555", "v", (20, -4)))
"""Told apart by their marks, too, and by where their ratios stand (points from the mark)."""


def plot(results: Results, path: Path) -> None:
    """Write one SVG, whose text stays text: a panel for each task, of the first database that was measured."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "sebaya", "font.size": 10})
    figure = Figure(figsize=(11, 9), layout="constrained")
    database = next(name for name in DATABASES if any(name in found for found in results.seconds.values()))
    for axes, (name, task) in zip(figure.subplots(2, 2).flat, TASKS.items(), strict=True):
        _panel(axes, results, name, task, database)
    figure.suptitle(f"The register on {DATABASES[database]}: × is how many times as long as this peer Sebaya takes")
    figure.savefig(path, metadata={"Date": None, "Title": "Sebaya: benchmarks of the register"})


def _panel(axes: Axes, results: Results, name: str, task: Task, database: str) -> None:
    peers = iter(PEERS)
    took = {size: results.took(name, database, size) for size in results.sizes}
    sizes = [size for size in results.sizes if took[size]]
    for way, label in task.ways.items():
        colour, mark, beside = (OURS_COLOUR, "o", (0, 0)) if way == "ours" else next(peers)
        axes.plot(sizes, [1000 * took[size][way] for size in sizes], marker=mark, color=colour, label=label)
        for size in sizes:
            ratio = results.ratio(name, database, size, way)
            if ratio is not None:
                axes.annotate(
                    f"×{ratio:.1f}",
                    (size, 1000 * took[size][way]),
                    xytext=beside,
                    textcoords="offset points",
                    ha="center",
                    color=colour,
                    fontsize=8,
                )
    axes.set(xscale="log", yscale="log", xlabel="trainees (log scale)", ylabel="ms (log scale)", title=task.name)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.margins(0.12, 0.15)
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize=9)
