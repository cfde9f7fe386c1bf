"""The two pictures: hand-ins per second of every way, and what grows with the number of hand-ins."""

from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from report import LABELS, Results

__all__ = ["plot"]

WHOLE, ALONE = "#1b6e8c", "#e39b3b"
"""Told apart by lightness, too."""
BELOW: dict[str, Any] = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.13), "frameon": False, "ncols": 2}


def plot(results: Results, path: Path) -> None:
    """Write both pictures as one SVG, whose text stays text."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "sebaya", "font.size": 10})
    figure = Figure(figsize=(11, 5.2), layout="constrained")
    bars, lines = figure.subplots(1, 2, width_ratios=(3, 2))
    _bars(bars, results)
    _growth(lines, results)
    figure.savefig(path, metadata={"Date": None, "Title": "Sebaya: benchmarks"})


def _bars(axes: Axes, results: Results) -> None:
    """One pair of bars for each way, at the size at which all of ours were measured."""
    found = [(way, sizes[results.shown(way)]) for way, sizes in results.measured.items() if way != "limit-remember"]
    found.sort(key=lambda one: list(LABELS).index(one[0]), reverse=True)
    for place, (_, one) in enumerate(found):
        pairs = ((0.2, one.whole, WHOLE), (-0.2, one.phase, ALONE))
        for shift, runs, colour in pairs:
            if runs:
                rate = one.hand_ins / median(runs)
                axes.barh(place + shift, rate, 0.4, color=colour)
                axes.text(rate * 1.15, place + shift, f"{rate:,.2f}" if rate < 10 else f"{rate:,.0f}", va="center")
    axes.barh(0, 0, color=WHOLE, label="whole process")
    axes.barh(0, 0, color=ALONE, label="marking alone")
    axes.set_yticks(range(len(found)), [f"{LABELS[way]}\n({one.hand_ins:,})" for way, one in found])
    axes.set_xscale("log")
    axes.set_xlim(0.1, 40_000)
    axes.set_xlabel("hand-ins per second (log scale)")
    axes.xaxis.set_major_formatter("{x:,g}")
    axes.set_title("How fast (number of hand-ins)")
    axes.legend(**BELOW)


def _growth(axes: Axes, results: Results) -> None:
    """Milliseconds and memory of one worker."""
    one = dict(sorted(results.measured.get("ours", {}).items()))
    if not one:
        axes.set_axis_off()
        return
    axes.plot(list(one), [m.phase_ms for m in one.values()], "o-", color=ALONE, label="marking alone, ms per hand-in")
    axes.plot(list(one), [1000 / m.per_second for m in one.values()], "o-", color=WHOLE, label="whole process, ms each")
    axes.set(xscale="log", yscale="log", xlabel="hand-ins (log scale)", ylabel="ms per hand-in (log scale)")
    axes.set_xticks(list(one), [f"{size:,}" for size in one])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.set_ylim(0.1, 100)
    memory = axes.twinx()
    peaks = [median(m.peak_mib) for m in one.values()]
    memory.plot(list(one), peaks, "s--", color="#555555", label="peak memory, MiB")
    memory.set_ylim(0, 1.7 * max(peaks))
    memory.set_ylabel("MiB")
    axes.set_title("Growth, one worker")
    handles = [*axes.get_lines(), *memory.get_lines()]
    axes.legend(handles, [str(line.get_label()) for line in handles], **BELOW)
