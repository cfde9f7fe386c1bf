"""Looks back on a conversation by competency: what was shown where, harm first."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.model import QUESTIONS, REFLECTIONS, Choice, Dialogue
from scenarios.player import Player

__all__ = ["Debrief", "debrief"]


@dataclass(frozen=True)
class Debrief:
    """What a path through a dialogue showed.

    `levels`: competency → levels shown (1–4) in order; `harms`: critical harm codes met, in order;
    `harmful`: choices with a harm code or a level 1; `reflections` and `questions` count the supporter's moves
    (their ratio is feedback after MITI 4.2, never a mark); `adult_now`: whether a safe adult was brought in.
    """

    choices: tuple[Choice, ...]
    levels: dict[str, tuple[int, ...]]
    harms: tuple[str, ...]
    harmful: tuple[Choice, ...]
    reflections: int
    questions: int
    adult_now: bool

    @property
    def lowest(self) -> dict[str, int]:
        """The lowest level shown in each competency."""
        return {competency: min(levels) for competency, levels in self.levels.items()}


def debrief(dialogue: Dialogue, path: Sequence[str]) -> Debrief:
    """Judge `path` (choice ids). Raises NotOfferedError when the path does not fit.

    The dialogue must be one with judgements (practice, or the key of an assessment).
    """
    chosen = [turn.choice for turn in Player(dialogue, path).turns if turn.choice is not None]
    judged = [(choice, choice.judgement) for choice in chosen if choice.judgement is not None]
    levels: dict[str, tuple[int, ...]] = {}
    for _, judgement in judged:
        for competency, level in judgement.shows.items():
            levels[competency] = (*levels.get(competency, ()), level)
    return Debrief(
        choices=tuple(chosen),
        levels=levels,
        harms=tuple(judgement.harm for _, judgement in judged if judgement.harm),
        harmful=tuple(choice for choice, judgement in judged if judgement.is_harmful),
        reflections=sum(judgement.move in REFLECTIONS for _, judgement in judged),
        questions=sum(judgement.move in QUESTIONS for _, judgement in judged),
        adult_now=any(judgement.adult_now for _, judgement in judged),
    )
