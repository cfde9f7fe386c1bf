"""The example class: invented trainees and adults, with the assessment released, so that one can look around."""

import shutil
from pathlib import Path

from grader.course import Course, create_course
from grader.release import release
from grader.roster import import_roster

__all__ = ["SAMPLES", "example_course"]

SAMPLES = Path(__file__).parent / "samples"
NAME = "Kelas contoh / Example class"
ASSESSMENT = "m02-listening"


def example_course(folder: Path, db: str | None = None) -> Course:
    """Make a class folder with 30 invented trainees and M2 released; `db` as in `create_course`. Raises SebayaError."""
    course = create_course(folder, NAME, db)
    shutil.copyfile(SAMPLES / "contacts.yaml", course.root / "contacts.yaml")
    import_roster(course, SAMPLES / "class.csv")
    release(course, ASSESSMENT)
    return course
