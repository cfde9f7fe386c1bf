"""Classes in which people were certified, made of entries alone: much quicker than living through a year."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from grader.course import Course
from grader.register import Entry, register_of
from grader.register.people import TRAINEE, Person, write_people

__all__ = ["ISSUED", "TODAY", "UNTIL", "certified_class", "day", "record"]

PLACE = "smp-contoh-8a"
TODAY = date.today()
PROBATION, ISSUED, SUPERVISED = -120, -30, -7
UNTIL = 335


def certified_class(root: Path, people: Iterable[tuple[str, str, str]], stages: Iterable[str] = ()) -> Course:
    """Make a class folder of (code, name, tier); each passed the probation and, if not told otherwise, all of it."""
    root.mkdir()
    about = {"format": 1, "id": PLACE, "name": "SMP Contoh 8A"}
    (root / "class.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    (root / "nbgrader_config.py").touch()
    course, people = Course(root), list(people)
    write_people(register_of(course), [Person(PLACE, code, TRAINEE, name, "8A", tier) for code, name, tier in people])
    decided = set(stages) or {"probation", "certificate"}
    register_of(course).append(*(one for code, _, _ in people for one in _history(code, decided)))
    return course


def record(course: Course, code: str, kind: str, about: str = "", outcome: str = "", after: int = 0) -> None:
    """Put one thing on record, so many days after today."""
    register_of(course).append(Entry(PLACE, code, kind, about, outcome, day(after)))


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def _history(code: str, stages: Iterable[str]) -> Iterator[Entry]:
    for stage, after, until in (("probation", PROBATION, ""), ("certificate", ISSUED, day(UNTIL))):
        if stage in stages:
            content = {"kind": stage, "assessment": "", "steps": [], "evidence": {}, "rule": {}}
            yield Entry(PLACE, code, "decision", stage, "passed", day(after), until, content=content)
    yield Entry(PLACE, code, "supervision", "", "attended", day(SUPERVISED))
