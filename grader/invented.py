"""Invented trainees who sit an assessment as persons do: they open it, answer, and hand in.

Each profile is a way of answering: `skilled`, `average`, `harmful`, `empty`, and `unsure`, who lacks skill and harms
nobody. Choices are drawn from a seeded generator, so that the same trainee always answers alike. Only the sitting
itself is used to write answers.
"""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.keys import Key
from grader.observation.rating import HARMFUL
from scenarios.attempt import Attempt
from scenarios.items import Answer
from scenarios.model import Dialogue
from scenarios.workspace import Workspace

__all__ = ["PROFILES", "TEXTS", "answer_all", "answer_for", "best_answer"]

PROFILES = ("skilled", "average", "harmful", "empty")
"""How the trainees of a class of any size answer."""
SHARE_RIGHT = {"skilled": 0.95, "unsure": 0.3, "average": 0.7, "harmful": 0.4}
CAREFUL = ("skilled", "unsure")
"""Profiles that have the questions about safety right, and whose mistakes harm nobody."""
TEXTS = {
    "skilled": "Kedengarannya kamu capek dan kecewa, karena usahamu belum kelihatan hasilnya. Aku nangkapnya benar?",
    "unsure": "Kamu kayaknya lagi berat ya. Aku di sini.",
    "average": "Kamu lagi sedih ya? Mau cerita lagi?",
    "harmful": "Jangan lebay, gitu aja dipikirin.",
}


def answer_all(folder: Path, key: Key, profile: str, seed: int, trainee: str = "") -> Attempt:
    """Open the assessment in `folder`, answer every item as `profile` would, and return the attempt.

    `trainee` is the code to type first where `folder` is in nobody's own workspace.
    """
    attempt = Attempt(folder, Workspace.find(folder))
    if trainee:
        attempt.begin(trainee)
    chance = random.Random(f"{profile}/{seed}")  # noqa: S311 (no secret is drawn)
    for name, item in key.items_for(attempt.trainee).items():
        if profile != "empty":
            attempt.save(name, key.opaque(item, answer_for(item, profile, chance)))
    return attempt


def best_answer(item: Mapping[str, Any]) -> Answer:
    """Return the answer to which the key gives full marks, with the author's ids."""
    match item["type"]:
        case "choice":
            return {"option": next(option["id"] for option in item["options"] if option.get("correct"))}
        case "ordering":
            return {"order": [step["id"] for step in item["steps"]]}
        case "matching":
            return {"pairs": {row["id"]: row["target"] for row in item["rows"]}}
        case "text":
            return {"text": TEXTS["skilled"]}
        case _:
            return {"path": _path(item, lambda levels: levels.index(max(levels)))}


def answer_for(item: Mapping[str, Any], profile: str, chance: random.Random) -> Answer:
    """Return how a trainee of `profile` (not `empty`) answers, with the author's ids."""
    is_careful = profile in CAREFUL
    is_right = chance.random() < SHARE_RIGHT[profile] or (is_careful and item.get("critical", False))
    match item["type"]:
        case "text":
            return {"text": TEXTS[profile]}
        case "dialogue" if profile == "harmful":
            return {"path": _path(item, lambda levels: levels.index(min(levels)))}
        case "dialogue" if not is_right and is_careful:
            return {"path": _path(item, _lowest_without_harm)}
        case "dialogue" if not is_right:
            return {"path": _path(item, lambda levels: chance.randrange(len(levels)))}
        case "choice" if not is_right:
            wrong = [option for option in item["options"] if not option.get("correct")]
            wrong.sort(key=lambda option: "harm" not in option)
            if is_careful and "harm" in wrong[-1]:
                return best_answer(item)
            return {"option": wrong[0 if profile == "harmful" else -1]["id"]}
        case "ordering" if not is_right:
            order = [step["id"] for step in item["steps"]]
            first = chance.randrange(len(order) - 1)
            order[first], order[first + 1] = order[first + 1], order[first]
            return {"order": order}
        case "matching" if not is_right:
            pairs = {row["id"]: row["target"] for row in item["rows"]}
            one, other = chance.sample(sorted(pairs), 2)
            pairs[one], pairs[other] = pairs[other], pairs[one]
            return {"pairs": pairs}
        case _:
            return best_answer(item)


def _lowest_without_harm(levels: list[int]) -> int:
    return levels.index(min((level for level in levels if level > HARMFUL), default=max(levels)))


def _path(item: Mapping[str, Any], pick: Any) -> list[str]:
    """Walk the dialogue of `item`; `pick` chooses among the lowest levels that the offered choices show."""
    dialogue = Dialogue.from_json(item["dialogue"])
    state, path = dialogue.states[dialogue.start], []
    while state.choices:
        levels = [judged.level if (judged := dialogue.choices[choice].judgement) else 0 for choice, _ in state.choices]
        choice, target = state.choices[pick(levels)]
        path.append(choice)
        state = dialogue.states[target]
    return path
