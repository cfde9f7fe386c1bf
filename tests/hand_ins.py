"""Hand-ins of invented trainees, written as a trainee's screen writes them, only without the screen.

The same number and code always answer alike, in a class of any size, so that scores can be compared between classes.
"""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.invented import PROFILES, answer_for
from grader.keys import Key
from grader.roster import Trainee
from scenarios.responses import signed_content
from scenarios.signature import sign

__all__ = ["answers", "hand_in"]

WORDS = "aku kamu dengar capek sedih lega cerita dulu pelan sekolah teman rumah kenapa gimana makasih"
WEIGHTS = (40, 40, 15, 5)
"""How many in a hundred answer as each of the four profiles."""


def hand_in(
    course: Course, key: Key, trainee: Trainee, seed: int, attempt: int = 1, at: datetime | None = None
) -> Path:
    """Write one hand-in into the inbox; `attempt` makes a later one of the same trainee."""
    when = (at or datetime.now(UTC) + timedelta(seconds=attempt)).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = answers(key, trainee.code, seed, attempt, when)
    document["hand_in"] = {"trainee": trainee.code, "attempt": attempt, "at": when}
    document["hand_in"]["signature"] = sign(signed_content(document), trainee.personal_code)
    path = course.inbox / f"{key.data['id']}.{trainee.code}.{attempt}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def answers(key: Key, trainee: str, seed: int, attempt: int, at: str) -> dict[str, Any]:
    """Return a document with the answers of one invented trainee (a code); some leave items open or half done."""
    chance = random.Random(f"{seed}/{attempt}")  # noqa: S311 (no secret is drawn)
    profile = chance.choices(PROFILES, WEIGHTS)[0]
    found = {}
    for name, item in key.items_for(trainee).items():
        if profile == "empty" or chance.random() < 0.04:
            continue
        answer = key.opaque(item, answer_for(item, profile, chance))
        if item["type"] == "text":
            answer = {"text": " ".join(chance.choices(WORDS.split(), k=chance.randrange(5, 60)))}
        if item["type"] in ("matching", "dialogue") and chance.random() < 0.2:
            answer = _half(answer)
        found[name] = {"answer": answer, "revision": chance.randrange(1, 5), "at": at}
    return {"format": 1, "assessment": key.data["id"], "answers": found}


def _half(answer: Any) -> Any:
    if "path" in answer:
        return {"path": answer["path"][: len(answer["path"]) // 2]}
    kept = list(answer["pairs"].items())[: len(answer["pairs"]) // 2]
    return {"pairs": dict(kept)}
