"""Class folders for tests: a released one to change at will, and the class of `sebaya demo`, to read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from copies import copy_class
from postgres import Postgres

from grader.course import Course
from grader.demo import Invented, invented_class
from grader.example import ASSESSMENT, example_course
from grader.keys import Key
from grader.roster import Trainee, read_roster
from grader.trainee_folder import prepare
from scenarios.attempt import Attempt
from scenarios.workspace import Workspace


@dataclass(frozen=True)
class DemoClass:
    course: Course
    key: Key
    members: list[Invented]
    printed: str


@pytest.fixture(scope="session")
def demo_class(demo_folder: Path) -> DemoClass:
    """The class of `sebaya demo`; tests read it and change nothing."""
    course = Course(demo_folder / "kelas")
    key = Key.read(course.key_file(ASSESSMENT))
    printed = (demo_folder / "printed.txt").read_text(encoding="utf-8")
    return DemoClass(course, key, invented_class(read_roster(course)), printed)


@pytest.fixture(scope="session")
def released_on_postgres(tmp_path_factory: pytest.TempPathFactory, postgres_server: Postgres) -> Path:
    root = tmp_path_factory.mktemp("released-pg") / "kelas"
    return example_course(root, postgres_server.new_database()).root


@pytest.fixture
def course(released_class: Path, tmp_path: Path) -> Course:
    """A class with M2 released and nobody's answers, of which the test may do what it likes."""
    return copy_class(released_class, tmp_path / "kelas")


@pytest.fixture(params=["sqlite", "postgresql"])
def course_on_both(request: pytest.FixtureRequest, tmp_path: Path) -> Course:
    """The same, once with each kind of gradebook."""
    if request.param == "sqlite":
        return copy_class(request.getfixturevalue("released_class"), tmp_path / "kelas")
    server = request.getfixturevalue("postgres_server")
    return copy_class(request.getfixturevalue("released_on_postgres"), tmp_path / "kelas", server)


@pytest.fixture
def key(course: Course) -> Key:
    return Key.read(course.key_file(ASSESSMENT))


@pytest.fixture
def trainees(course: Course) -> list[Trainee]:
    return read_roster(course)


@pytest.fixture
def sitting(course: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[[Trainee], Attempt]:
    """Opens the assessment in a trainee's own workspace, whose hand-ins reach the class's inbox."""
    monkeypatch.setenv("SEBAYA_INBOX", str(course.inbox))

    def sit(trainee: Trainee) -> Attempt:
        folder = prepare(course.root, trainee.code).root / "assessments" / ASSESSMENT
        return Attempt(folder, Workspace.find(folder))

    return sit
