"""What is known of one trainee when it is decided about them: their entries, and what holds for the whole class.

Pure: it is made of entries and of what else the rule asks about, and reads nothing by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from grader.decided import Decision
from grader.observation.rating import Rating
from grader.observation.reconcile import Reconciled, reconcile
from grader.policy.outcome import Outcome
from grader.register import Entry
from scenarios.text import Text

__all__ = ["Circumstances", "Dossier", "Qualified"]


@dataclass(frozen=True)
class Qualified:
    """Since which day a rater counts, and the entries (calibrations) that make it so."""

    since: str
    entries: tuple[int, ...] = ()


@dataclass(frozen=True)
class Circumstances:
    """What holds for a whole class on the day `today`.

    `map_lacks` is what the referral map lacks; `content` the SHA-256 of all content about safety, `is_reviewed` whether
    its authors had it reviewed; `entries` those of the place itself and of its raters; `qualified` rater → since when
    they count; `zones` form → zone; `core` and `starred` the core competencies and the ★ ones.
    """

    today: date
    core: tuple[str, ...]
    starred: frozenset[str]
    zones: Mapping[str, str]
    qualified: Mapping[str, Qualified]
    map_lacks: tuple[Text, ...] = ()
    content: str = ""
    is_reviewed: bool = False
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """One trainee's `entries` that count, in any order, and `circumstances`.

    `waiting` maps a module whose newest marks are not whole to the reason.
    """

    person: str
    tier: str
    entries: tuple[Entry, ...]
    circumstances: Circumstances
    waiting: Mapping[str, Text] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on which it is decided."""
        return self.circumstances.today

    def of(self, kind: str, *, since: str = "") -> list[Entry]:
        """Return the entries of a kind in the order of their days, those before the day `since` left out."""
        return [entry for entry in self._in_order if entry.kind == kind and entry.on_day >= since]

    def latest(self, kind: str, about: str | None = None) -> Entry | None:
        """Return the last entry of a kind, None when there is none."""
        found = [entry for entry in self.of(kind) if about is None or entry.about == about]
        return found[-1] if found else None

    @cached_property
    def modules(self) -> dict[str, Decision]:
        """The decision that counts for each module that was decided."""
        decided = (Decision.from_entry(entry) for entry in self.of("decision"))
        return {decision.module: decision for decision in decided if decision.module}

    def passed(self, stage: str) -> Entry | None:
        """Return the newest decision about a stage when it was passed, None otherwise."""
        entry = self.latest("decision", stage)
        return entry if entry and entry.outcome == Outcome.PASSED else None

    @cached_property
    def ratings(self) -> list[Rating]:
        """Every rating of every sitting, the numbers being those of their entries."""
        return [Rating.from_entry(entry) for entry in self.of("rating")]

    @property
    def sitting(self) -> int:
        """The newest sitting: its role-plays are those that count. 0 before the first."""
        return max((rating.sitting for rating in self.ratings), default=0)

    def at(self, sitting: int) -> list[Rating]:
        """Return the ratings of one sitting."""
        return [rating for rating in self.ratings if rating.sitting == sitting]

    @cached_property
    def seen(self) -> list[Rating]:
        """All ratings of the newest sitting. Those of raters who are not qualified count where they saw harm."""
        return self.at(self.sitting)

    def counts(self, rating: Rating) -> bool:
        """Whether its rater was qualified when it was observed."""
        rater = self.circumstances.qualified.get(rating.rater)
        return rater is not None and rater.since <= rating.observed_on.isoformat()

    @cached_property
    def plays(self) -> list[Reconciled]:
        """The role-plays of the newest sitting, each as its qualified raters saw it."""
        by_form: dict[str, list[Rating]] = {}
        for rating in self.seen:
            if self.counts(rating):
                by_form.setdefault(rating.form, []).append(rating)
        return [reconcile(by_form[form], self.circumstances.starred) for form in sorted(by_form)]

    @cached_property
    def _in_order(self) -> list[Entry]:
        # Only what stands in no register has no number that tells two of a day apart.
        return sorted(self.entries, key=lambda one: (one.on_day, one.number, () if one.number else one.values))
