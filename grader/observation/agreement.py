"""How well two raters agree: exact share, weighted kappa, and ICC with its interval; over all, and month by month.

The pairs of one play are not independent of each other, so that the true interval is somewhat wider than the one
that is told.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grader.observation.pairs import Pair
from grader.observation.rating import LEVELS
from scenarios.text import Text

__all__ = ["FEWEST", "Agreement", "History", "agreement_of", "history_of", "intraclass"]

FEWEST = 10
"""Of fewer pairs neither kappa nor ICC is told (design): one play alone would make it."""


@dataclass(frozen=True)
class Agreement:
    """Agreement over `n` pairs; None where it cannot be told, and then `why` says why.

    `exact` is the share (0–1) of equal levels, `kappa` Cohen's with quadratic weights over the levels 1–4, `icc` the
    ICC(A,1) (two-way, absolute agreement, one rater), `low` and `high` its 95 % interval.
    """

    n: int
    exact: float | None = None
    kappa: float | None = None
    icc: float | None = None
    low: float | None = None
    high: float | None = None
    why: Text | None = None

    @property
    def exact_told(self) -> str:
        """The exact share as a percentage; empty where there is none."""
        return "" if self.exact is None else f"{self.exact:.0%}"

    @property
    def kappa_told(self) -> str:
        """The kappa with two decimals; empty where there is none."""
        return "" if self.kappa is None else f"{self.kappa:.2f}"

    @property
    def icc_told(self) -> str:
        """The ICC and its interval with two decimals; empty where there is none."""
        if self.icc is None:
            return ""
        is_open = self.low is None or self.high is None
        return f"{self.icc:.2f}" if is_open else f"{self.icc:.2f} [{self.low:.2f}, {self.high:.2f}]"


@dataclass(frozen=True)
class History:
    """Agreement in one kind of pairs: over all, for each calendar month (its first day), and for each `about`.

    Months run from the first pair to the last, those without any included.
    """

    overall: Agreement
    months: Mapping[date, Agreement]
    by_about: Mapping[str, Agreement]


def history_of(pairs: Iterable[Pair], kind: str) -> History:
    """Return the agreement in the pairs of one kind (pairs.ROLE_PLAY or pairs.TEXT)."""
    pairs = [pair for pair in pairs if pair.kind == kind]
    months = {month: [pair for pair in pairs if pair.on_day.replace(day=1) == month] for month in _months(pairs)}
    abouts = sorted({pair.about for pair in pairs}, key=lambda about: (len(about), about))
    return History(
        _of(pairs),
        {month: _of(those) for month, those in months.items()},
        {about: _of([pair for pair in pairs if pair.about == about]) for about in abouts},
    )


def agreement_of(first: Sequence[int], second: Sequence[int]) -> Agreement:
    """Return the agreement of two equally long columns of levels. Raises ValueError when they are not."""
    if len(first) != len(second):
        raise ValueError("two columns of the same length are needed")
    n = len(first)
    if not n:
        return Agreement(0, why={"id": "belum ada yang dinilai dua orang", "en": "nothing was rated by two yet"})
    exact = sum(one == other for one, other in zip(first, second, strict=True)) / n
    if n < FEWEST:
        few = {"id": f"baru {n} pasang; perlu {FEWEST}", "en": f"only {n} pairs; {FEWEST} are needed"}
        return Agreement(n, exact, why=few)
    if len({*first, *second}) == 1:
        same = {
            "id": "semua levelnya sama, jadi kesepakatan di luar kebetulan tidak bisa dihitung",
            "en": "all levels are the same, so agreement beyond chance cannot be worked out",
        }
        return Agreement(n, exact, why=same)
    icc, low, high = intraclass(first, second)
    why = None
    if len({one - other for one, other in zip(first, second, strict=True)}) == 1:
        # What is left of the variance is rounding: any interval made of it would be chance.
        low = high = None
    if low is None or high is None:
        why = {
            "id": "selisih kedua penilai tidak bervariasi, jadi rentangnya tidak bisa dihitung",
            "en": "the difference between the raters does not vary, so there is no interval",
        }
    return Agreement(n, exact, _kappa(first, second), icc, low, high, why)


def intraclass(*raters: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Return ICC(A,1) and its 95 % interval for the columns of two or more raters of the same things, three or more.

    ICC(2,1) of Shrout and Fleiss (1979): two-way, absolute agreement, one rater. None for what the data leave
    undefined; the ends of the interval have two decimals.
    """
    import numpy as np
    import pandas as pd
    import pingouin as pg

    rows = [(thing, rater, level) for rater, column in enumerate(raters) for thing, level in enumerate(column)]
    long = pd.DataFrame(rows, columns=["thing", "rater", "level"])
    with np.errstate(all="ignore"):
        found = pg.intraclass_corr(long, targets="thing", raters="rater", ratings="level").set_index("Type")
    low, high = found.at["ICC(A,1)", "CI95"]
    icc, low, high = (_defined(value) for value in (found.at["ICC(A,1)", "ICC"], low, high))
    return (icc, low, high) if low is not None and high is not None else (icc, None, None)


def _kappa(first: Sequence[int], second: Sequence[int]) -> float | None:
    from sklearn.metrics import cohen_kappa_score

    # Without the labels, weights would count the levels that occur, not how far apart they are.
    return _defined(cohen_kappa_score(first, second, labels=list(LEVELS), weights="quadratic"))


def _of(pairs: Sequence[Pair]) -> Agreement:
    return agreement_of([pair.first for pair in pairs], [pair.second for pair in pairs])


def _months(pairs: Sequence[Pair]) -> list[date]:
    if not pairs:
        return []
    counted = [pair.on_day.year * 12 + pair.on_day.month - 1 for pair in pairs]
    return [date(number // 12, number % 12 + 1, 1) for number in range(min(counted), max(counted) + 1)]


def _defined(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
