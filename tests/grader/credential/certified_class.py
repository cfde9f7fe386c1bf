"""A small class whose register holds decisions, and nothing else: fast to make."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dossiers as made
import yaml

from grader.course import CONFIG, Course
from grader.register import Entry, register_of
from grader.register.people import TRAINEE, Person, write_people

PLACE = "smp-contoh-8a"
NAMES = {"P01": "Sari Dewi", "P02": "Made Putra", "P03": "Ani Lestari"}
"""P01 and P02 are certified, P03 is on probation."""
DECIDED = 20
"""The day after the beginning on which they are certified; supervised on the same day."""
TODAY = made.BEGIN + timedelta(days=DECIDED + 5)
UNTIL = made.BEGIN + timedelta(days=DECIDED + 365)


def named_class(root: Path, name: str = "SMP Contoh 8A", **more: Any) -> Course:
    root.mkdir()
    (root / CONFIG).write_text("")
    (root / "class.yaml").write_text(yaml.safe_dump({"format": 1, "id": PLACE, "name": name, **more}))
    return Course(root)


def certified_class(root: Path, name: str = "SMP Contoh 8A", place: str = PLACE) -> Course:
    course = named_class(root, name, id=place)
    register = register_of(course)
    write_people(register, [Person(place, code, TRAINEE, name, "8A", "T2") for code, name in NAMES.items()])
    passed = made.stage("certificate", DECIDED, until=DECIDED + 365)
    decided = {"P01": passed, "P02": passed, "P03": made.stage("probation", DECIDED)}
    register.append(*(replace(one, place=place, person=code) for code, one in decided.items()))
    return course


def record(course: Course, code: str, *entries: Entry) -> list[Entry]:
    return register_of(course).append(*(replace(one, place=PLACE, person=code) for one in entries))


def day(after: int) -> date:
    """So many days after the decision."""
    return made.BEGIN + timedelta(days=DECIDED + after)


def happened(kind: str, after: int, outcome: str = "") -> Entry:
    return made.entry(kind, DECIDED + after, outcome=outcome)
