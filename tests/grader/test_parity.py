"""Our marking against its oracle: stock `nbgrader autograde` on the same hand-ins, item by item."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course import Course
from grader.example import ASSESSMENT

pytestmark = [pytest.mark.slow]

STOCK = """
from nbgrader.converters import Autograde
c = get_config()
c.Autograde.sanitize_preprocessors = Autograde.sanitize_preprocessors.default()
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
"""


def auto_scores(course: Course) -> dict[tuple[str, str], float | None]:
    """Every item's automatic score, before any person marked."""
    with course.gradebook() as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(ASSESSMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.fixture(scope="module")
def stock_course(demo_class, tmp_path_factory) -> Course:
    """The same class, marked anew by stock nbgrader, which runs the notebooks."""
    root: Path = tmp_path_factory.mktemp("stock") / "kelas"
    shutil.copytree(demo_class.course.root, root, ignore=shutil.ignore_patterns("trainees", "autograded"))
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(STOCK)
    repository = Path(__file__).parents[2]
    command = [str(Path(sys.executable).with_name("nbgrader")), "autograde", ASSESSMENT, "--force"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(repository),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return Course(root)


def test_every_item_of_every_trainee_scores_as_under_stock_nbgrader(demo_class, stock_course):
    """28 submissions × 14 items; the broken and the missing hand-in have none on either side."""
    ours, stock = auto_scores(demo_class.course), auto_scores(stock_course)

    assert len(ours) == 28 * len(demo_class.key.items)
    assert len(set(ours.values())) > 5, "scores that are all alike would prove nothing"
    assert ours == stock
