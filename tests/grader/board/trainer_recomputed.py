"""A trainer's figures worked out anew: SQL on the two databases, the key and the hand-ins as JSON, plain Python.

Nothing of `grader.figures` or `grader.board` is used; of the rest only the hash that deals out variants.
"""

import hashlib
import json
import math
import sqlite3
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean, median_low
from typing import Any

import pytest
import yaml

from scenarios.variants import items_for

__all__ = ["SMALLEST", "Raw", "correlation", "local_day", "rows_of", "same"]

CONTENT = Path(__file__).parents[3] / "modules" / "competencies.yaml"
SMALLEST = 5


class Raw:
    """A class folder, read with sqlite3 and json."""

    def __init__(self, root: Path) -> None:
        self.root = root
        place = yaml.safe_load((root / "class.yaml").read_text())["id"]
        with sqlite3.connect(root / "register.db") as register:
            self.people = {
                code: (name, group)
                for code, name, group in register.execute(
                    """SELECT code, name, "group" FROM person WHERE place = ? AND role = 'trainee' ORDER BY position""",
                    (place,),
                )
            }
            self.staff = register.execute(
                "SELECT code FROM person WHERE role NOT IN ('trainee', 'erased') ORDER BY position"
            ).fetchall()
            rows = register.execute(
                "SELECT number, person, kind, about, outcome, on_day, until_day, recorded_by, content FROM entry"
                " WHERE place = ? ORDER BY number",
                (place,),
            ).fetchall()
        struck = {about for _, _, kind, about, outcome, *_ in rows if (kind, outcome) == ("correction", "struck")}
        names = ("number", "person", "kind", "about", "outcome", "on", "until", "by", "content")
        self.entries = [
            {**dict(zip(names, row, strict=True)), "content": json.loads(row[-1])}
            for row in rows
            if str(row[0]) not in struck and row[2] != "correction"
        ]
        self.released = list(json.loads((root / "released.json").read_bytes()))
        keys = {name: json.loads((root / "keys" / f"{name}.json").read_bytes()) for name in self.released}
        self.salts = {name: key["salt"] for name, key in keys.items()}
        self.papers = {name: key["assessment"] for name, key in keys.items()}
        known = yaml.safe_load(CONTENT.read_text())
        self.starred = {one["id"] for one in known["competencies"] if one["critical"]}
        self.grades = self._grades()

    def _grades(self) -> list[dict[str, Any]]:
        names = ("assessment", "trainee", "item", "auto", "hand", "max", "waits", "at")
        with sqlite3.connect(self.root / "gradebook.db") as gradebook:
            rows = gradebook.execute(
                "SELECT a.name, s.student_id, c.name, g.auto_score, g.manual_score, gc.max_score,"
                " g.needs_manual_grade, s.timestamp FROM grade g JOIN submitted_notebook n ON n.id = g.notebook_id"
                " JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id"
                " JOIN base_cell c ON c.id = g.cell_id JOIN grade_cells gc ON gc.id = c.id"
            ).fetchall()
        found = [dict(zip(names, row, strict=True)) for row in rows if row[1] in self.people]
        for one in found:
            one["points"] = one["hand"] if one["hand"] is not None else one["auto"] or 0
            one["share"] = one["points"] / one["max"]
        return found

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        return [entry for entry in self.entries if entry["kind"] in kinds]

    def document(self, folder: str, assessment: str, trainee: str) -> tuple[dict[str, Any], bytes] | None:
        """What was handed in (submitted) or marked last (autograded); None where there is nothing whole."""
        path = self.root / folder / trainee / assessment / "responses.json"
        try:
            return json.loads(path.read_bytes()), path.read_bytes()
        except (OSError, ValueError):
            return None

    def answers(self, folder: str, assessment: str) -> dict[str, dict[str, Any]]:
        found = {code: self.document(folder, assessment, code) for code in self.people}
        return {
            code: {name: one["answer"] for name, one in both[0]["answers"].items() if one["answer"] is not None}
            for code, both in found.items()
            if both
        }

    def items(self, assessment: str, trainee: str) -> dict[str, Any]:
        return items_for(self.papers[assessment], trainee)

    def token(self, assessment: str, item: Any, name: str) -> str:
        parts = [part for part in (item["id"], item.get("variant", "")) if part]
        return hashlib.sha256(f"{self.salts[assessment]}/{'/'.join(parts)}/{name}".encode()).hexdigest()[:10]

    def choices(self, assessment: str, item: Any) -> dict[str, dict[str, Any]]:
        """Opaque id → what the author wrote of an option, or of a choice in a conversation."""
        if item["type"] == "choice":
            return {self.token(assessment, item, one["id"]): one for one in item["options"]}
        if item["type"] == "dialogue":
            return {self.token(assessment, item, name): one for name, one in item["dialogue"]["choices"].items()}
        return {}

    def harms(self, assessment: str, trainee: str, answers: dict[str, Any]) -> dict[str, list[str]]:
        """Item → harm codes of what was chosen."""
        found = {}
        for name, item in self.items(assessment, trainee).items():
            known, answer = self.choices(assessment, item), answers.get(name, {})
            chosen = [known[token] for token in [answer.get("option"), *answer.get("path", [])] if token in known]
            codes = [one.get("harm") or one.get("judgement", {}).get("harm") for one in chosen]
            if any(codes):
                found[name] = [code for code in codes if code]
        return found

    # Role-plays (outline §5, rule 4)

    def plays(self) -> dict[tuple[str, str, int], dict[str, Any]]:
        """Candidate, form, sitting → raters, day, whether settled, levels, codes, whether harmful, last harmful."""
        given = defaultdict(list)
        for one in self.of("rating"):
            if one["person"] in self.people:
                given[one["person"], one["about"], one["content"]["sitting"]].append(one)
        found = {}
        for key, ratings in given.items():
            levels: dict[str, list[int]] = defaultdict(list)
            for rating in ratings:
                for code, level in rating["content"]["levels"].items():
                    levels[code].append(level)
            is_open = {code for code, all_of in levels.items() if self._is_open(code, all_of)}
            bad = [r for r in ratings if r["content"]["codes"] or 1 in r["content"]["levels"].values()]
            found[key] = {
                "raters": [rating["by"] for rating in ratings],
                "day": max(rating["on"] for rating in ratings),
                "settled": not is_open,
                "levels": {
                    code: min(all_of) if bad or len(all_of) == 2 else median_low(all_of)
                    for code, all_of in levels.items()
                },
                "codes": {code for rating in ratings for code in rating["content"]["codes"]},
                "harmful": max((rating["number"] for rating in bad), default=0),
            }
        return found

    def _is_open(self, code: str, levels: list[int]) -> bool:
        apart = max(levels) - min(levels)
        return len(levels) == 1 or (len(levels) == 2 and apart > (0 if code in self.starred else 1))

    # Shares of points and levels by competency

    def shares(self, assessments: list[str]) -> dict[tuple[str, str], float]:
        """Trainee and competency → mean share of the items that carry it."""
        found = defaultdict(list)
        for one in self.grades:
            if one["assessment"] in assessments and not one["waits"]:
                item = next(i for i in self.papers[one["assessment"]]["items"] if i["id"] == one["item"])
                for code in item["competencies"]:
                    found[one["trainee"], code].append(one["share"])
        return {key: mean(all_of) for key, all_of in found.items()}

    def levels(self) -> dict[tuple[str, str], float]:
        """Candidate and competency → mean final level of the newest sitting."""
        plays, found = self.plays(), defaultdict(list)
        newest: dict[str, int] = {}
        for person, _, sitting in plays:
            newest[person] = max(sitting, newest.get(person, 0))
        for (person, _, sitting), play in plays.items():
            if sitting == newest[person] and play["settled"]:
                for code, level in play["levels"].items():
                    found[person, code].append(level)
        return {key: mean(all_of) for key, all_of in found.items()}

    def harmed(self, assessments: list[str]) -> dict[str, dict[str, set[str]]]:
        """Trainee → competency → harm codes in what was marked; "1" for a written reply at level 1."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        marked = {(one["assessment"], one["trainee"]) for one in self.grades}
        for assessment in assessments:
            of_item = {item["id"]: item for item in self.papers[assessment]["items"]}
            for code, answers in self.answers("autograded", assessment).items():
                if (assessment, code) in marked:
                    for item, codes in self.harms(assessment, code, answers).items():
                        for competency in of_item[item]["competencies"]:
                            found[code][competency] |= set(codes)
            for one in self.grades:
                if one["assessment"] == assessment and one["hand"] == 1 and not one["waits"]:
                    for competency in of_item[one["item"]]["competencies"]:
                        found[one["trainee"]][competency].add("1")
        return found

    def grouped(self, values: dict[tuple[str, str], float]) -> dict[tuple[str, str], tuple[float, int]]:
        """Group and competency → mean and number, of five and more."""
        found = defaultdict(list)
        for (person, code), value in values.items():
            found[self.people[person][1], code].append(value)
        return {key: (mean(all_of), len(all_of)) for key, all_of in found.items() if len(all_of) >= SMALLEST}


def correlation(first: list[float], second: list[float]) -> float | None:
    """Pearson's, None where there is too little of it or nothing varies."""
    if len(first) < SMALLEST or len(set(first)) < 2 or len(set(second)) < 2:
        return None
    a, b = mean(first), mean(second)
    both = sum((x - a) * (y - b) for x, y in zip(first, second, strict=True))
    return both / (sum((x - a) ** 2 for x in first) * sum((y - b) ** 2 for y in second)) ** 0.5


def rows_of(table, *columns):
    """The rows as tuples: texts in Indonesian, nothing as None, other numbers as they are."""
    return [tuple(plain(value) for value in row) for row in table.rows[list(columns)].itertuples(index=False)]


def plain(value):
    if isinstance(value, dict):
        return value["id"]
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return str(value) if isinstance(value, date) else value


def same(one, other):
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, abs=1e-9)


def local_day(at):
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().date().isoformat()
