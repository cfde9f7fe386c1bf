"""Our marking against its oracle: stock `nbgrader autograde` on the same hand-ins, item by item."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from copies import copy_class
from hand_ins import hand_in
from rich.console import Console

from grader.collect import collect
from grader.content import content_root
from grader.course import Course
from grader.demo.assessed import take_assessments
from grader.demo.cast import invented_class
from grader.example import ASSESSMENT
from grader.mark import mark_class
from grader.release import release
from grader.released import read_key
from grader.roster import read_roster

pytestmark = [pytest.mark.slow]

STOCK = """
from nbgrader.converters import Autograde
c = get_config()
c.Autograde.sanitize_preprocessors = Autograde.sanitize_preprocessors.default()
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
"""
AUTOGRADE = """
import sys
from nbgrader.apps import AutogradeApp
for assessment in sys.argv[1:]:  # in one process, which is what `nbgrader autograde` does for each
    AutogradeApp.clear_instance()
    AutogradeApp.launch_instance([assessment, "--force"])
"""
OTHERS = sorted(
    path.parent.name
    for path in (content_root() / "assessments").glob("*/assessment.yaml")
    if path.parent.name != ASSESSMENT
)
ASKED = 6
"""Hand-ins of the demo class that stock nbgrader marks: it takes three seconds for each."""
SEEDS = range(1, 1 + len(OTHERS))
"""One hand-in of each other assessment, each of another kind of trainee."""


def auto_scores(
    course: Course, assessment: str, trainees: set[str] | None = None
) -> dict[tuple[str, str], float | None]:
    """Every item's automatic score, before any person marked."""
    with course.gradebook() as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(assessment)
            for notebook in submission.notebooks
            for grade in notebook.grades
            if trainees is None or submission.student.id in trainees
        }


def mark_by_stock(course: Course, root: Path, *assessments: str) -> Course:
    """Return a copy of a class, marked anew by stock nbgrader, which runs the notebooks."""
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("trainees", "autograded"))
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(STOCK)
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    command = [sys.executable, "-c", AUTOGRADE, *assessments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return Course(root)


@pytest.fixture
def mixed_class(course):
    """A class of 30 who took M2 with the events of `sebaya demo`, and answered in every way."""
    members = zip(invented_class(read_roster(course)), cycle(("skilled", "harmful", "average")))
    answering = [replace(one, profile=profile) for one, profile in members]
    take_assessments(course, answering, Console(quiet=True), [ASSESSMENT])
    return course


def test_every_item_of_the_demo_class_scores_as_under_stock_nbgrader(mixed_class, tmp_path):
    """The broken and the missing hand-in have none on either side; late ones, second ones and harm are among them."""
    copy = Course(tmp_path / "some")
    shutil.copytree(mixed_class.root, copy.root, ignore=shutil.ignore_patterns("trainees", "autograded"))
    handed_in = sorted(path.name for path in (copy.root / "submitted").iterdir())
    asked = set(handed_in[:: max(1, len(handed_in) // ASKED)][:ASKED])
    for trainee in set(handed_in) - asked:
        shutil.rmtree(copy.root / "submitted" / trainee)

    stock = auto_scores(mark_by_stock(copy, tmp_path / "stock", ASSESSMENT), ASSESSMENT, asked)
    ours = auto_scores(mixed_class, ASSESSMENT, asked)

    assert len(ours) == len(asked) * len(read_key(mixed_class, ASSESSMENT).items)
    assert len(asked) == ASKED
    assert len(set(ours.values())) > 5, "scores that are all alike would prove nothing"
    assert ours == stock


def test_every_item_of_every_other_assessment_scores_as_under_stock_nbgrader(released_class, tmp_path):
    course = copy_class(released_class, tmp_path / "kelas")
    trainees = read_roster(course)
    for seed, assessment in zip(SEEDS, OTHERS, strict=True):
        release(course, assessment)
        hand_in(course, read_key(course, assessment), trainees[seed], seed)
        assert [result.outcome for result in collect(course, assessment)] == ["new"]
        assert [result.outcome for result in mark_class(course, assessment)].count("marked") == 1

    stock = mark_by_stock(course, tmp_path / "stock", *OTHERS)

    distinct = 0
    for assessment in OTHERS:
        ours = auto_scores(course, assessment)
        assert len(ours) == len(read_key(course, assessment).items)
        assert ours == auto_scores(stock, assessment)
        distinct += len(set(ours.values()))
    assert distinct > 3 * len(OTHERS), "scores that are all alike would prove nothing"
