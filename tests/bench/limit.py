"""The limit: a bare loop that scores answers parsed before, and writes the rows that nbgrader keeps.

No file is read, nothing is checked, no notebook is written, nothing is compared with what was there.
`python limit.py CLASS` writes into the gradebook of a class that nobody marked, and prints the seconds. With
`--remember` it scores equal answers once, as our marking does: a lower limit than the usual one.
"""

import argparse
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from grader.course import RESPONSES, Course
from grader.example import ASSESSMENT
from grader.keys import Key
from grader.records import NO_RESPONSE
from grader.released import read_marker
from grader.roster import read_roster

BATCH = 400
Rows = list[tuple[Any, ...]]
HandIn = tuple[str, str, Mapping[str, Any]]
Points = Callable[[Mapping[str, Any], Any], float]
INSERTS = (
    "INSERT INTO submitted_assignment (id, assignment_id, student_id, timestamp) VALUES (?, ?, ?, ?)",
    "INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged) VALUES (?, ?, ?, 0)",
    "INSERT INTO grade (id, notebook_id, cell_id, auto_score, needs_manual_grade) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO comment (id, notebook_id, cell_id, auto_comment) VALUES (?, ?, ?, ?)",
)


def parsed(course: Course) -> list[HandIn]:
    """Return trainee, time and answers of every submission."""
    marker = read_marker(course, ASSESSMENT)
    found: list[HandIn] = []
    for trainee in read_roster(course):
        folder = course.submitted(ASSESSMENT, trainee.code)
        at = (folder / "timestamp.txt").read_text().removesuffix(" UTC") + ".000000"
        found.append((trainee.code, at, marker.read((folder / RESPONSES).read_bytes(), trainee.code)))
    return found


def loop(database: sqlite3.Connection, key: Key, points_of: Points, hand_ins: list[HandIn]) -> None:
    """Score and write, a batch in one transaction."""
    ((assignment, notebook),) = database.execute("SELECT assignment_id, id FROM notebook")
    cells = dict(database.execute("SELECT name, base_cell.id FROM base_cell JOIN grade_cells USING (id)"))
    texts = dict(database.execute("SELECT name, base_cell.id FROM base_cell JOIN solution_cells USING (id)"))
    for start in range(0, len(hand_ins), BATCH):
        tables: tuple[Rows, ...] = ([], [], [], [])
        for trainee, at, answers in hand_ins[start : start + BATCH]:
            submission, copy = uuid4().hex, uuid4().hex
            tables[0].append((submission, assignment, trainee, at))
            tables[1].append((copy, submission, notebook))
            for name, points in scored(key.items_for(trainee), points_of, answers):
                tables[2].append((uuid4().hex, copy, cells[name], points, points is None))
                if name in texts:
                    said = None if points is None else NO_RESPONSE
                    tables[3].append((uuid4().hex, copy, texts[name], said))
        for insert, rows in zip(INSERTS, tables, strict=True):
            database.executemany(insert, rows)
        database.commit()


def scored(
    items: Mapping[str, Mapping[str, Any]], points_of: Points, answers: Mapping[str, Any]
) -> Iterator[tuple[str, float | None]]:
    """Score every item; a text that says something is a person's to mark."""
    for name, item in items.items():
        answer = answers.get(name)
        is_said = item["type"] == "text" and answer is not None and answer["text"].strip()
        yield name, None if is_said else points_of(item, answer)


def remembering(key: Key) -> Points:
    """Score equal answers once."""
    variants = {(one["id"], one.get("variant")): one for same in key.variants.values() for one in same}
    known = cache(lambda name, answer: key.points(variants[name], json.loads(answer)))
    return lambda item, answer: known((item["id"], item.get("variant")), json.dumps(answer))


def main() -> None:
    """Mark one class and print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--remember", action="store_true")
    wanted = parser.parse_args()
    course = Course(wanted.root)
    hand_ins, key = parsed(course), read_marker(course, ASSESSMENT).key
    points_of = remembering(key) if wanted.remember else key.points
    for trainee, _, answers in hand_ins[:10]:  # the key builds some things once
        list(scored(key.items_for(trainee), points_of, answers))
    database = sqlite3.connect(course.root / "gradebook.db")
    began = time.perf_counter()
    loop(database, key, points_of, hand_ins)
    print(json.dumps({"seconds": time.perf_counter() - began}))
    database.close()


if __name__ == "__main__":
    main()
