"""Invented classes of any size, for measurements: codes, answers and hand-ins as real as those of `sebaya demo`.

Hand-ins are written as a trainee's screen writes them and go through `sebaya collect`, only without the screen.
"""

import csv
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.collect import collect
from grader.course import Course, create_course
from grader.example import ASSESSMENT
from grader.invented import PROFILES, answer_for
from grader.keys import Key
from grader.release import release
from grader.released import read_key
from grader.roster import Trainee, import_roster, read_roster
from scenarios.responses import signed_content
from scenarios.signature import sign

WORDS = "aku kamu dengar capek sedih lega cerita dulu pelan sekolah teman rumah kenapa gimana makasih"
WEIGHTS = (40, 40, 15, 5)
"""How many in a hundred answer as each of the four profiles."""


def make_class(root: Path, count: int, *, name: str = "Bench", db: str | None = None) -> Course:
    """Make a class of `count` trainees with the assessment released and every hand-in collected."""
    course = create_course(root, name, db=db)
    table = root.with_suffix(".csv")
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["kode", "nama", "kelas", "jenjang"])
        rows.writerows([f"N{number:05}", f"Peserta {number}", f"K{number % 40:02}", "T2"] for number in range(count))
    import_roster(course, table)
    release(course, ASSESSMENT)
    key = read_key(course, ASSESSMENT)
    for number, trainee in enumerate(read_roster(course)):
        hand_in(course, key, trainee, number)
    collect(course, ASSESSMENT)
    return course


def hand_in(course: Course, key: Key, trainee: Trainee, seed: int, attempt: int = 1) -> Path:
    """Write one hand-in into the inbox; `attempt` makes a later one of the same trainee."""
    document = answers(key, seed, attempt)
    document["hand_in"] = {"trainee": trainee.code, "attempt": attempt, "at": _at(attempt)}
    document["hand_in"]["signature"] = sign(signed_content(document), trainee.personal_code)
    path = course.inbox / f"{ASSESSMENT}.{trainee.code}.{attempt}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def answers(key: Key, seed: int, attempt: int) -> dict[str, Any]:
    """Return a document with the answers of one invented trainee; some leave items open or half done."""
    chance = random.Random(f"{seed}/{attempt}")  # noqa: S311 (no secret is drawn)
    profile = chance.choices(PROFILES, WEIGHTS)[0]
    found = {}
    for name, item in key.items.items():
        if profile == "empty" or chance.random() < 0.04:
            continue
        answer = key.opaque(item, answer_for(item, profile, chance))
        if item["type"] == "text":
            answer = {"text": " ".join(chance.choices(WORDS.split(), k=chance.randrange(5, 60)))}
        if item["type"] in ("matching", "dialogue") and chance.random() < 0.2:
            answer = _half(answer)
        found[name] = {"answer": answer, "revision": chance.randrange(1, 5), "at": _at(attempt)}
    return {"format": 1, "assessment": key.data["id"], "answers": found}


def _half(answer: Any) -> Any:
    if "path" in answer:
        return {"path": answer["path"][: len(answer["path"]) // 2]}
    kept = list(answer["pairs"].items())[: len(answer["pairs"]) // 2]
    return {"pairs": dict(kept)}


def _at(attempt: int) -> str:
    """Return a time just now, later attempts later."""
    return (datetime.now(UTC) + timedelta(seconds=attempt)).strftime("%Y-%m-%dT%H:%M:%SZ")
