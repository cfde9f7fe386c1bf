"""The example class: invented trainees and adults, with the assessment released, so that one can look around."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from grader.course import Course, create_course
from grader.referral import Confirmation, ReferralMap, gate_content, read_map, write_map
from grader.release import release
from grader.roster import import_roster

__all__ = ["SAMPLES", "example_course", "open_gate"]

SAMPLES = Path(__file__).parent / "samples"
NAME = "Kelas contoh / Example class"
ASSESSMENT = "m02-listening"


def open_gate(course: Course, on: date | None = None) -> None:
    """Fill the referral map with invented adults, checked on a day (default: today), and confirm every condition.

    For examples only.
    """
    shutil.copyfile(SAMPLES / "contacts.yaml", course.root / "contacts.yaml")
    day, filled = (on or date.today()).isoformat(), read_map(course)
    confirmed = {condition["id"]: Confirmation(day, "Bu Contoh") for condition in gate_content()["conditions"]}
    contacts = tuple(replace(contact, checked_on=day) for contact in filled.contacts)
    write_map(course, ReferralMap(contacts, confirmed))


def example_course(folder: Path, db: str | None = None) -> Course:
    """Make a class folder with 30 invented trainees and M2 released; `db` as in `create_course`. Raises SebayaError."""
    course = create_course(folder, NAME, db)
    open_gate(course)
    import_roster(course, SAMPLES / "class.csv")
    release(course, ASSESSMENT)
    return course
