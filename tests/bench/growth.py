"""Growth: the same work with one worker on classes of ever more hand-ins."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from typing import Protocol

import ours
from classes import Classes
from measure import Measured, Scores

__all__ = ["measure", "memory_ratio", "time_ratio"]


class Seen(Protocol):
    """Takes note of the scores of a class."""

    def __call__(self, scores: Scores, /, *, hand_ins: int) -> None:
        """Compare them with what is known."""


def measure(classes: Classes, sizes: Sequence[int], repeats: Callable[[int], int], seen: Seen) -> dict[int, Measured]:
    """Measure each size; show the scores to `seen`, with the number of hand-ins."""
    measured = {}
    for size in sizes:
        classes.made(size)
        measured[size] = ours.measure(partial(classes.fresh, size), size, repeats(size), partial(seen, hand_ins=size))
        classes.forget()
    return measured


def time_ratio(measured: Mapping[int, Measured], small: int, large: int) -> float:
    """Time per hand-in of the marking phase; a whole process would hide growth behind its start-up."""
    return measured[large].phase_ms / measured[small].phase_ms


def memory_ratio(measured: Mapping[int, Measured], small: int, large: int) -> float:
    """Peak memory of the whole process."""
    return median(measured[large].peak_mib) / median(measured[small].peak_mib)
