"""Puts the look back at a finished conversation into words for the screen, harm first."""

from typing import Any

from scenarios.content import MissingContentError, read_compiled
from scenarios.debrief import Debrief, debrief
from scenarios.player import Player
from scenarios.text import pick

__all__ = ["looking_back"]


def looking_back(player: Player, lang: str) -> dict[str, Any] | None:
    """Return what the screen tells after the end of `player`'s conversation; None while it goes on."""
    ending = player.ending
    if ending is None:
        return None
    dialogue = player.dialogue
    seen = debrief(dialogue, player.path)
    nodes = [turn.state.node or "" for turn in player.turns]
    return {
        "outcome": ending.outcome,
        "title": pick(ending.title, lang),
        "text": pick(ending.text, lang),
        "way_back": pick(ending.way_back, lang),
        "beside": pick(ending.beside, lang) if ending.beside else "",
        "competencies": _competencies(seen, lang),
        "path": [
            {
                "text": pick(choice.text, lang),
                "level": choice.judgement.level,
                "why": pick(choice.judgement.why, lang),
            }
            for choice in seen.choices
            if choice.judgement is not None
        ],
        "unsaid": [pick(dialogue.unsaid[node], lang) for node in nodes if node in dialogue.unsaid],
        "hidden_risk": _told(dialogue.hidden_risk, lang),
        "critical": _told(dialogue.critical, lang),
        "reflections": seen.reflections,
        "questions": seen.questions,
    }


def _competencies(seen: Debrief, lang: str) -> list[dict[str, Any]]:
    """Return each competency with the levels shown, those that did harm first."""
    names = _names(lang)
    rows = [
        {
            "id": competency,
            "name": names.get(competency, competency),
            "lowest": lowest,
            "shown": [
                {"choice": number, "level": choice.judgement.shows[competency]}
                for number, choice in enumerate(seen.choices, 1)
                if choice.judgement is not None and competency in choice.judgement.shows
            ],
        }
        for competency, lowest in seen.lowest.items()
    ]
    return sorted(rows, key=lambda row: (row["lowest"], int(row["id"][1:])))


def _names(lang: str) -> dict[str, str]:
    try:
        listed = read_compiled("competencies")["competencies"]
    except MissingContentError:
        return {}
    return {competency["id"]: pick(competency["name"], lang) for competency in listed}


def _told(texts: Any, lang: str) -> dict[str, str] | None:
    if texts is None:
        return None
    return {key: value if isinstance(value, str) else pick(value, lang) for key, value in texts.items()}
