"""A class with raters and a few trainees."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from raters_class import add_people

from grader.course import Course
from grader.raters import Rater
from grader.register import Register, register_of


@dataclass(frozen=True)
class RatedClass:
    course: Course
    raters: list[Rater]

    @property
    def register(self) -> Register:
        return register_of(self.course)

    def files(self) -> dict[str, bytes]:
        folder = self.course.root / "observations"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.json")}


@pytest.fixture
def rated(empty_class: Path, tmp_path: Path) -> RatedClass:
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    return RatedClass(course, add_people(course))
