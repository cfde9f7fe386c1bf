"""How an assessment's items worked, by classical test theory: difficulty, discrimination, variants, wrong options.

Difficulty is the mean share of points (0–1; near 1: easy). Discrimination is the corrected item–total correlation:
Pearson's, of an item's share with the points of all *other* items that the key marks, so that no item is compared with
itself; of an item that is right or wrong it is the point-biserial correlation. Written replies do not count in that
total, because they may still wait for a person. Of fewer than SMALLEST trainees nothing is told.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from grader.keys import Key
from grader.views import SMALLEST
from scenarios.items import Answer
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EASY", "HARD", "WEAK", "flags", "is_answered", "statistics", "variant_statistics", "wrong_options"]

EASY, HARD, WEAK = 0.95, 0.20, 0.20
"""From which difficulty on an item is flagged as easy, up to which as hard, below which discrimination as weak: our
own convention, a reason to look at an item and not a verdict on it."""

Answers = Mapping[str, Mapping[str, Answer]]
"""Trainee → the answers that were marked."""


def statistics(grades: "pd.DataFrame", key: Key, answers: Answers) -> "pd.DataFrame":
    """Return a row for each item, in order: item, type, n, difficulty, discrimination, unanswered, no_answers.

    `grades` are those of this assessment. `n` counts the trainees whose mark of the item is whole, and
    `unanswered` (0–1) is of the `handed_in` hand-ins that can be read. NaN stands where nothing is told.
    """
    import pandas as pd

    whole = _with_share(grades)
    auto = [name for name, item in key.items.items() if item["type"] != "text"]
    points = whole[whole["item"].isin(auto)].pivot_table(index="trainee", columns="item", values="points")
    total = points.sum(axis=1)
    rows = []
    for name, item in key.items.items():
        own = whole[whole["item"] == name].set_index("trainee")["share"]
        rest = (total - points[name]) if name in points else total
        handed_in, left_out = len(answers), sum(not is_answered(of.get(name)) for of in answers.values())
        is_enough = handed_in >= SMALLEST
        rows.append(
            (
                name,
                item["type"],
                len(own),
                own.mean() if len(own) >= SMALLEST else float("nan"),
                _correlation(own, rest.reindex(own.index)),
                left_out / handed_in if is_enough else float("nan"),
                handed_in,
            )
        )
    columns = ["item", "type", "n", "difficulty", "discrimination", "unanswered", "handed_in"]
    return pd.DataFrame(rows, columns=columns)


def variant_statistics(grades: "pd.DataFrame", key: Key) -> "pd.DataFrame":
    """Return item, variant, n and difficulty (NaN below SMALLEST) of each variant of the items that have several."""
    import pandas as pd

    whole, rows = _with_share(grades), []
    place = _variants_of(key, whole["trainee"].unique())
    for name, variants in key.variants.items():
        if len(variants) > 1:
            own = whole[whole["item"] == name]
            named = own["trainee"].map({trainee: place[trainee, name] for trainee in own["trainee"]})
            for one in variants:
                found = own[named == one["variant"]]["share"]
                mean = found.mean() if len(found) >= SMALLEST else float("nan")
                rows.append((name, one["variant"], len(found), mean))
    return pd.DataFrame(rows, columns=["item", "variant", "n", "difficulty"])


def wrong_options(key: Key, answers: Answers) -> "pd.DataFrame":
    """Return item, variant, option, its `text`, `harm` code ("": none), `chosen` and n of each wrong option chosen.

    n counts who answered that variant; of fewer than SMALLEST nothing is told. The most chosen of an item come first.
    """
    import pandas as pd

    chosen: dict[tuple[str, str, str], int] = {}
    answered: dict[tuple[str, str], int] = {}
    for trainee, own in answers.items():
        for name, item in key.items_for(trainee).items():
            if item["type"] == "choice" and name in own:
                variant, option = item.get("variant", ""), key.plain(item, own[name])["option"]
                answered[name, variant] = answered.get((name, variant), 0) + 1
                chosen[name, variant, option] = chosen.get((name, variant, option), 0) + 1
    rows = []
    for name, variants in key.variants.items():
        for item in variants:
            if item["type"] != "choice" or (n := answered.get((name, item.get("variant", "")), 0)) < SMALLEST:
                continue
            wrong = [option for option in item["options"] if not option.get("correct")]
            counted = [(chosen.get((name, item.get("variant", ""), option["id"]), 0), option) for option in wrong]
            for count, option in sorted(counted, key=lambda one: -one[0]):
                if count:
                    about = (name, item.get("variant", ""), option["id"], option["text"], option.get("harm") or "")
                    rows.append((*about, count, n))
    return pd.DataFrame(rows, columns=["item", "variant", "option", "text", "harm", "chosen", "n"])


def flags(difficulty: float, discrimination: float) -> list[Text]:
    """Return what makes an item worth a look, in words; NaN flags nothing."""
    found: list[Text] = []
    if difficulty >= EASY:
        found.append({"id": "terlalu mudah", "en": "too easy"})
    if difficulty <= HARD:
        found.append({"id": "terlalu sulit", "en": "too hard"})
    if discrimination < 0:
        found.append({"id": "terbalik: yang lebih mampu justru lebih sering salah", "en": "reversed: the able miss it"})
    elif discrimination < WEAK:
        found.append({"id": "tidak membedakan", "en": "does not discriminate"})
    return found


def is_answered(answer: Answer | None) -> bool:
    """Whether there is anything in an answer."""
    return answer is not None and any(bool(value) for value in answer.values())


def _with_share(grades: "pd.DataFrame") -> "pd.DataFrame":
    whole = grades[~grades["needs_person"] & (grades["max"] > 0)]
    return whole.assign(share=whole["points"] / whole["max"])


def _correlation(share: "pd.Series[float]", rest: "pd.Series[float]") -> float:
    if len(share) < SMALLEST or share.nunique() < 2 or rest.nunique() < 2:
        return float("nan")
    return float(share.corr(rest))


def _variants_of(key: Key, trainees: Iterable[str]) -> dict[tuple[str, str], str]:
    return {
        (trainee, name): item.get("variant", "")
        for trainee in trainees
        for name, item in key.items_for(trainee).items()
    }
