"""The school of `school_class` as a fixture."""

from collections.abc import Callable
from pathlib import Path

import pytest
from school_class import class_folder, fill

from grader.course import Course


@pytest.fixture(scope="session")
def school(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Course:
    """The school; tests read it and change nothing."""
    return Course(made_once("school", lambda folder: fill(class_folder(folder / "kelas"))) / "kelas")
