"""A class by competency: shares of points in assessments, levels in role-plays; of trainees and of their groups.

A trainee's share of a competency is the mean, over the items that carry it in their marked hand-ins, of points by most
possible points; an item that still waits for a person is left out, one that was not answered counts 0. A group's is
the mean of its trainees' shares, so that nobody counts more for having answered more.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from grader.figures.harm import Tokens, harm_of
from grader.observation.rating import HARMFUL
from grader.observation.reconcile import Reconciled
from grader.views import SMALLEST
from scenarios.items import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Carried", "by_group", "by_trainee", "harmed", "in_order", "levels", "shares"]

Carried = Mapping[tuple[str, str], Collection[str]]
"""Assessment and item → the competencies that the item carries."""


def shares(grades: "pd.DataFrame", carried: Carried) -> "pd.DataFrame":
    """Return trainee, competency, `value` (0–1) and `items`, how many it rests on; `grades` as `read_grades` gives."""
    import pandas as pd

    marked = grades[~grades["needs_person"] & (grades["max"] > 0)]
    pairs = [(assessment, item, code) for (assessment, item), codes in carried.items() for code in codes]
    of_items = pd.DataFrame(pairs, columns=["assessment", "item", "competency"])
    each = marked.assign(value=marked["points"] / marked["max"]).merge(of_items, on=["assessment", "item"])
    found = each.groupby(["trainee", "competency"])["value"].agg(["mean", "size"]).reset_index()
    return found.rename(columns={"mean": "value", "size": "items"})


def levels(plays: Collection[Reconciled]) -> "pd.DataFrame":
    """Return trainee, competency, `value` (mean final level, 1–4) and `items` (plays), of each newest sitting.

    A play that is still open is left out whole, because nobody may know its levels yet.
    """
    import pandas as pd

    newest: dict[str, int] = {}
    for play in plays:
        newest[play.key[0]] = max(play.key[2], newest.get(play.key[0], 0))
    rows = [
        (play.key[0], code, float(level))
        for play in plays
        if play.is_settled and play.key[2] == newest[play.key[0]]
        for code, level in play.levels.items()
        if level is not None
    ]
    each = pd.DataFrame(rows, columns=["trainee", "competency", "value"])
    found = each.groupby(["trainee", "competency"])["value"].agg(["mean", "size"]).reset_index()
    return found.rename(columns={"mean": "value", "size": "items"})


def by_trainee(values: "pd.DataFrame") -> "pd.DataFrame":
    """Return a row for each trainee (index) and a column for each competency, in its order; NaN where nothing is."""
    wide = values.pivot_table(index="trainee", columns="competency", values="value", aggfunc="first")
    return wide.reindex(columns=in_order(wide.columns))


def by_group(values: "pd.DataFrame", groups: Mapping[str, str]) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Return the means of groups (rows) by competency (columns), and how many trainees each rests on.

    `groups` maps a trainee to a group. A mean of fewer than SMALLEST trainees is NaN, and so is their number.
    """
    grouped = values.assign(group=values["trainee"].map(groups)).dropna(subset="group")
    found = grouped.groupby(["group", "competency"])["value"].agg(["mean", "size"])
    columns = in_order(grouped["competency"].unique())
    count = found["size"].unstack("competency").reindex(columns=columns)
    mean = found["mean"].unstack("competency").reindex(columns=columns)
    return mean.where(count >= SMALLEST), count.where(count >= SMALLEST)


def harmed(
    answers: Mapping[str, Mapping[str, Mapping[str, Answer]]],
    tokens: Mapping[str, Tokens],
    grades: "pd.DataFrame",
    carried: Carried,
    texts: Mapping[str, Collection[str]],
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return trainee → competency → the harm codes met in items that carry it ("1": a written reply at level 1).

    `answers` are assessment → trainee → the answers that were marked; `texts` the written items of each assessment.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}

    def note(trainee: str, assessment: str, item: str, codes: Iterable[str]) -> None:
        for competency in carried.get((assessment, item), ()):
            own = found.setdefault(trainee, {})
            own[competency] = tuple(dict.fromkeys((*own.get(competency, ()), *codes)))

    for assessment, of_trainees in answers.items():
        for trainee, own in of_trainees.items():
            for item, codes in harm_of(tokens[assessment], own).items():
                note(trainee, assessment, item, codes)
    low = grades[(grades["hand"] == HARMFUL) & ~grades["needs_person"]]
    for row in low.itertuples():
        if row.item in texts.get(str(row.assessment), ()):
            note(str(row.trainee), str(row.assessment), str(row.item), ("1",))
    return found


def in_order(codes: Iterable[str]) -> list[str]:
    """Return competencies in the order of their numbers."""
    return sorted(codes, key=lambda code: (len(code), code))
