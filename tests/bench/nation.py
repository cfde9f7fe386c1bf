"""Invented classes of any size, for measurements; their hand-ins go through `sebaya collect`."""

import csv
import sys
from pathlib import Path

from grader.collect import collect
from grader.course import Course, create_course
from grader.example import ASSESSMENT, open_gate
from grader.release import release
from grader.released import read_key
from grader.roster import import_roster, read_roster

sys.path.append(str(Path(__file__).parents[1]))
from hand_ins import answers, hand_in

__all__ = ["answers", "hand_in", "make_class"]


def make_class(root: Path, count: int, *, name: str = "Bench", db: str | None = None, collected: bool = True) -> Course:
    """Make a class of `count` trainees with the assessment released and, usually, every hand-in collected."""
    course = create_course(root, name, db=db)
    table = root.with_suffix(".csv")
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["kode", "nama", "kelas", "jenjang"])
        rows.writerows([f"N{number:05}", f"Peserta {number}", f"K{number % 40:02}", "T2"] for number in range(count))
    import_roster(course, table)
    open_gate(course)
    release(course, ASSESSMENT)
    if collected:
        key = read_key(course, ASSESSMENT)
        for number, trainee in enumerate(read_roster(course)):
            hand_in(course, key, trainee, number)
        collect(course, ASSESSMENT)
    return course
