"""The way a trainee took through an assessed conversation, choice by choice, and what each choice gained and cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.keys import Key
from scenarios.items import Answer, Item
from scenarios.model import Choice, Dialogue, Ending
from scenarios.player import Player, Turn
from scenarios.review import review
from scenarios.text import Text

__all__ = ["Step", "Way", "way_of"]

RIGHT = 3
"""From this level on a choice counts as right (scenarios.review)."""


@dataclass(frozen=True)
class Step:
    """One turn: what was `heard` last and from whom, what was `said`, what followed, and why it is so.

    `shows` is competency → level; `harm` a code or ""; `gained` and `lost` are points of the item. `better` is the best
    of what was offered besides, None where nothing offered shows more.
    """

    who: str | None
    heard: Text | None
    said: Text
    consequence: Text
    why: Text
    shows: Mapping[str, int]
    harm: str
    gained: float
    lost: float
    better: Text | None


@dataclass(frozen=True)
class Way:
    """A whole conversation: its steps, the `ending` (None: left before), the points got, and the decisions not made."""

    title: Text
    steps: tuple[Step, ...]
    ending: Ending | None
    harms: tuple[str, ...]
    points: float
    max: float
    not_made: int


def way_of(key: Key, item: Item, answer: Answer) -> Way:
    """Return the way that `answer` (opaque ids, fitting the item) took. `item` is one trainee's (`Key.items_for`).

    The points are shared evenly among the decisions, those not made included; after any critical harm all are lost
    (scenarios.review).
    """
    plain = key.plain(item, answer)
    player = Player(Dialogue.from_json(item["dialogue"]), plain["path"])
    found = review(item, plain)
    decisions = len(player.path) + _not_made(player)
    each = float(item["points"]) / decisions if decisions else 0.0
    steps = tuple(
        _step(player.dialogue, turn, each, is_lost=bool(found.harms))
        for turn in player.turns
        if turn.choice is not None
    )
    return Way(
        player.dialogue.title,
        steps,
        player.ending,
        found.harms,
        round(found.share * float(item["points"]), 2),
        float(item["points"]),
        decisions - len(player.path),
    )


def _step(dialogue: Dialogue, turn: Turn, each: float, *, is_lost: bool) -> Step:
    heard = [line for line in turn.lines if line.who in dialogue.characters]
    choice = turn.choice
    assert choice is not None  # noqa: S101 (only turns with a choice are told)
    assert choice.judgement is not None  # noqa: S101 (keys judge every choice)
    gained = each if choice.judgement.level >= RIGHT and not is_lost else 0.0
    return Step(
        dialogue.characters[heard[-1].who]["name"] if heard else None,
        heard[-1].text if heard else None,
        choice.text,
        choice.judgement.consequence,
        choice.judgement.why,
        choice.judgement.shows,
        choice.judgement.harm or "",
        gained,
        each - gained,
        _better(choice, [dialogue.choices[offered] for offered, _ in turn.state.choices]),
    )


def _better(chosen: Choice, offered: Sequence[Choice]) -> Text | None:
    """Return the harmless choice that shows the highest level, where it is higher than what was chosen."""
    harmless = [one for one in offered if one.judgement and not one.judgement.is_harmful]
    best = max(harmless, key=_level, default=None)
    return best.text if best and (_level(best) > _level(chosen)) else None


def _level(choice: Choice) -> int:
    """Return the lowest level shown; harm counts as level 1, whatever else was shown."""
    judgement = choice.judgement
    return 0 if judgement is None else 1 if judgement.is_harmful else judgement.level


def _not_made(player: Player) -> int:
    """Return how many decisions the shortest way to an end still had."""
    frontier, steps = {player.state.id}, 0
    states = player.dialogue.states
    while not any(not states[state].choices for state in frontier):
        frontier = {target for state in frontier for _, target in states[state].choices}
        steps += 1
    return steps
