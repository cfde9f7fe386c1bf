"""The proof for red-zone dialogues: every path that can be taken is walked, wrong choices included.

It walks the compiled dialogue, which is what a trainee plays, and shares no code with the rules that check its source.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from gathered import gathered

from scenarios.authoring.compile import compile_dialogue

CONTENT = gathered()
RED = {
    name: compile_dialogue(source.data)
    for name, source in {**CONTENT.dialogues, **CONTENT.assessed}.items()
    if source.data["hidden_risk"]["zone"] == "merah"
}
MOST_PATHS = 200_000
"""More paths than this would be a dialogue that nobody can review."""
TOGETHER = {"m06-danger-to-life", "m07-violence"}
"""Modules whose red-zone dialogues the issue of danger is taught with; each has some."""


def paths(dialogue: dict[str, Any]) -> Iterator[tuple[list[tuple[str, list[str]]], str]]:
    """Yield every path from the start: per decision what was chosen and what was offered, and the ending."""

    def go(state: str, path: list[tuple[str, list[str]]]) -> Iterator[tuple[list[tuple[str, list[str]]], str]]:
        here = dialogue["states"][state]
        offered = [choice for choice, _ in here["choices"]]
        if not offered:
            assert here["ending"], "a path stops where there is no ending"
            yield path, here["ending"]
        for choice, target in here["choices"]:
            yield from go(target, [*path, (choice, offered)])

    return go(dialogue["start"], [])


def test_there_are_red_zone_dialogues_in_the_modules_on_danger_and_violence() -> None:
    assert {CONTENT.dialogues[name].data["module"] for name in RED if name in CONTENT.dialogues} >= TOGETHER


@pytest.mark.parametrize("name", RED)
def test_every_path_offers_an_adult_now_and_ends_with_somebody_beside_the_friend(name: str) -> None:
    dialogue = RED[name]
    judged = {key: choice["judgement"] for key, choice in dialogue["choices"].items()}
    reached = set()
    for walked, (path, ending) in enumerate(paths(dialogue)):
        assert walked < MOST_PATHS
        reached.add(ending)
        offers = [choice for _, offered in path for choice in offered if judged[choice].get("adult_now")]
        assert offers, f"no adult now on {' → '.join(choice for choice, _ in path)}"
        assert all(dialogue["endings"][ending]["beside"].values())
    assert reached == set(dialogue["endings"]), "an ending that no path reaches"


@pytest.mark.parametrize("name", RED)
def test_an_adult_is_still_offered_after_the_worst_of_every_decision(name: str) -> None:
    """Who chooses harm at every turn meets the offer, too, and more than once where the talk is longer."""
    dialogue = RED[name]
    judged = {key: choice["judgement"] for key, choice in dialogue["choices"].items()}
    state, offers = dialogue["start"], 0
    while choices := dialogue["states"][state]["choices"]:
        offers += any(judged[choice].get("adult_now") for choice, _ in choices)
        _, state = min(choices, key=lambda each: (min(judged[each[0]]["shows"].values()), each[0]))
    assert offers
