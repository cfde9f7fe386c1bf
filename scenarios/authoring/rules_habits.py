"""A rule over all decisions of a module together: habits of the author that give the right choice away."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scenarios.authoring.module_case import ModuleCase
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_assessment import asked
from scenarios.text import DEFAULT_LANGUAGE

__all__ = ["HabitsCase", "chi_square_p"]

SIGNIFICANT = 0.01


class HabitsCase(ModuleCase):
    """All decisions with exactly one best choice in a module's dialogues, exercises and assessment."""

    def decisions(self) -> Iterator[tuple[Sequence[Mapping[str, Any]], int]]:
        """Yield the choices of each decision, and which is the best."""
        name, content = self.module["id"], self.content
        for source in [*content.dialogues.values(), *content.assessed.values()]:
            for node in source.data["nodes"] if source.data["module"] == name else ():
                levels = [min(choice["shows"].values()) for choice in node["choices"]]
                if levels.count(max(levels)) == 1:
                    yield node["choices"], levels.index(max(levels))
        for source in [*content.practices.values(), *content.assessments.values()]:
            for _, item in asked(source.data) if source.data["module"] == name else ():
                right = [number for number, option in enumerate(item.get("options", ())) if option.get("correct")]
                if len(right) == 1:
                    yield item["options"], right[0]


def chi_square_p(seen: int, chances: Sequence[float]) -> float:
    """Return how likely chance alone strays so far from what it expects: chi-square, one degree of freedom.

    `seen` is how often something happened in trials whose chances are `chances`. Source: Pearson 1900; the tail of
    one degree of freedom is erfc(sqrt(x / 2)).
    """
    expected, other = sum(chances), sum(1 - chance for chance in chances)
    if not expected or not other:
        return 1.0
    return math.erfc(math.sqrt((seen - expected) ** 2 * (1 / expected + 1 / other) / 2))


@rule(
    "M034",
    fact={
        "id": "pilihan terbaik {habit} di {count} dari {total} keputusan modul ini (p = {p:.4f})",
        "en": "the best choice is {habit} in {count} of {total} decisions of this module (p = {p:.4f})",
    },
    remedy={
        "id": "Ubah letak atau panjang pilihan, sampai kebiasaan itu hilang",
        "en": "Change where choices stand or how long they are, until the habit is gone",
    },
)
def _no_habit(case: HabitsCase) -> Iterator[Problem]:
    chances: list[float] = []
    seen = {"terpanjang / longest": 0, "terpendek / shortest": 0, "pertama / first": 0}
    for choices, best in case.decisions():
        lengths = [len(choice["text"][DEFAULT_LANGUAGE]) for choice in choices]
        chances.append(1 / len(choices))
        alone = lengths.count(lengths[best]) == 1
        seen["terpanjang / longest"] += alone and lengths[best] == max(lengths)
        seen["terpendek / shortest"] += alone and lengths[best] == min(lengths)
        seen["pertama / first"] += best == 0
    for habit, count in seen.items():
        p = chi_square_p(count, chances)
        if count > sum(chances) and p < SIGNIFICANT:
            yield case.problem("M034", "id", habit=habit, count=count, total=len(chances), p=p)
