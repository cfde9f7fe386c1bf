"""Makes one play of what two or more raters gave: the levels that count, or what a third rater has to look at.

Curriculum outline §5, rule 4. Only ratings are looked at: whether a rater may rate is for the rule of a certificate.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median_low

from grader.observation.material import read_material
from grader.observation.rating import HARMFUL, Rating
from scenarios.text import Text

__all__ = ["Reconciled", "reconcile", "reconcile_all"]

_TOO_FEW: Text = {"id": "baru satu penilai", "en": "only one rater so far"}
_SPLIT: Text = {
    "id": "kompetensi ★ yang dinilai berbeda oleh kedua penilai",
    "en": "a ★ competency in which the raters differ",
}
_APART: Text = {"id": "kedua penilai berbeda lebih dari satu level", "en": "the raters differ by more than one level"}


@dataclass(frozen=True)
class Reconciled:
    """One candidate's play of a form at a sitting, as all its raters saw it.

    `ratings` are in the order of the register. `given` is competency → rater → level; `levels` competency → what
    counts, None while it is open; `codes` are those of all raters. `unsettled` is competency → why it is open.
    """

    ratings: tuple[Rating, ...]
    given: Mapping[str, Mapping[str, int]]
    levels: Mapping[str, int | None]
    codes: tuple[str, ...]
    unsettled: Mapping[str, Text]

    @property
    def key(self) -> tuple[str, str, int]:
        """Candidate, form and sitting: what makes it one play."""
        return _play_of(self.ratings[0])

    @property
    def form(self) -> str:
        """The form that was played."""
        return self.ratings[0].form

    @property
    def raters(self) -> tuple[str, ...]:
        """The codes of its raters, each once, in the order of the register."""
        return tuple(dict.fromkeys(rating.rater for rating in self.ratings))

    @property
    def observed_on(self) -> date:
        """The day; the last, where its raters name several."""
        return max(rating.observed_on for rating in self.ratings)

    @property
    def minutes(self) -> int:
        """How long it was played; the least, where its raters name several."""
        return min(rating.minutes for rating in self.ratings)

    @property
    def is_settled(self) -> bool:
        """Whether every level is final."""
        return not self.unsettled

    @property
    def is_harmful(self) -> bool:
        """Whether any rater saw harm: a Level 1 or any code."""
        return any(rating.is_harmful for rating in self.ratings)

    @property
    def needs_third(self) -> Mapping[str, Text]:
        """Competency → why one more rater has to look; empty while the second is awaited, too."""
        return self.unsettled if len(self.raters) > 1 else {}


def reconcile_all(ratings: Iterable[Rating], critical: Collection[str] | None = None) -> list[Reconciled]:
    """Return each play of many ratings, by candidate, form and sitting. Raises SebayaError as `reconcile` does."""
    critical = read_material().critical if critical is None else critical
    ordered = sorted(ratings, key=_play_of)
    return [reconcile(list(group), critical) for _, group in groupby(ordered, _play_of)]


def reconcile(ratings: Collection[Rating], critical: Collection[str] | None = None) -> Reconciled:
    """Return the play that `ratings` (one or more, of one play, in any order) tell of.

    Of two raters the lower level counts, of more the median (of an even number the lower middle). On harm the lower
    stands: a Level 1 of anybody is final at once, every code is kept, and in a play in which anybody saw harm no level
    is higher than the lowest given, so that no further rating can outweigh it. Of a rater who rated twice the first
    entry stands; harm seen in the other still counts.

    `critical` are the ★ competencies (default: those of competencies.yaml). Raises ValueError when the ratings are not
    of one play, SebayaError when competencies.yaml is needed and cannot be read.
    """
    if len({_play_of(rating) for rating in ratings}) != 1:
        raise ValueError("ratings of one play are needed")
    critical = read_material().critical if critical is None else critical
    ordered = tuple(sorted(ratings, key=lambda one: (not one.number, one.number, one.rater)))
    given = _given(ordered)
    unsettled = {code: why for code, by in given.items() if (why := _open(list(by.values()), code in critical))}
    is_harmful = any(rating.is_harmful for rating in ordered)
    levels: dict[str, int | None] = {}
    for code, by in given.items():
        lowest = min(rating.levels[code] for rating in ordered if code in rating.levels)
        if unsettled:
            levels[code] = HARMFUL if lowest == HARMFUL else None
        elif is_harmful or len(by) == 2:
            levels[code] = lowest
        else:
            levels[code] = median_low(by.values())
    codes = sorted({code for rating in ordered for code in rating.codes}, key=lambda code: (len(code), code))
    return Reconciled(ordered, given, levels, tuple(codes), unsettled)


def _given(ordered: Iterable[Rating]) -> dict[str, dict[str, int]]:
    """Return competency → rater → level, from each rater's first entry; of equals, which no register holds, the lower.

    Competencies are in the order of their codes.
    """
    first: dict[str, int] = {}
    given: dict[str, dict[str, int]] = {}
    for rating in ordered:
        if first.setdefault(rating.rater, rating.number) == rating.number:
            for code, level in rating.levels.items():
                by = given.setdefault(code, {})
                by[rating.rater] = min(level, by.get(rating.rater, level))
    return {code: given[code] for code in sorted(given, key=lambda code: (len(code), code))}


def _open(levels: list[int], is_critical: bool) -> Text | None:
    """Return why one more rater is needed for these levels of one competency."""
    if len(levels) == 1:
        return _TOO_FEW
    spread = max(levels) - min(levels)
    if len(levels) > 2 or not spread:
        return None
    return _SPLIT if is_critical else _APART if spread > 1 else None


def _play_of(rating: Rating) -> tuple[str, str, int]:
    return rating.candidate, rating.form, rating.sitting
