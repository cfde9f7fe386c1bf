"""Stock `nbgrader autograde` in a class folder runs nothing of a trainee's either, and gives the same marks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from canary import Canary
from hostile_class import SECONDS_FOR_A_ROUND, make_class
from memory import little_memory
from place import good_answers
from trick import read_tricks

from grader.example import ASSESSMENT
from grader.marks import read_marks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader is run as on a school's Linux server"),
]

CODE = (
    "cell_magics_that_run_a_shell",
    "code_in_every_cell",
    "code_in_read_only_cells",
    "hidden_test_that_reads_another_key",
    "kernel_of_ones_own",
    "key_and_items_of_ones_own",
    "modules_beside_the_answers",
    "points_claimed_in_outputs",
    "settings_beside_the_answers",
)


def test_nothing_of_a_trainees_runs(tmp_path_factory: pytest.TempPathFactory) -> None:
    canary = Canary(tmp_path_factory.mktemp("canary") / "file")
    tricks = [trick for trick in read_tricks() if trick.name in CODE]
    assert len(tricks) == len(CODE)
    root: Path = tmp_path_factory.mktemp("stock")
    course, _, places = make_class(root, tricks, canary)

    command = [str(Path(sys.executable).with_name("nbgrader")), "autograde", ASSESSMENT]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with little_memory():
        done = subprocess.run(
            command, cwd=course.root, env=environment, timeout=SECONDS_FOR_A_ROUND, capture_output=True, check=False
        )

    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    assert canary.is_untouched
    marks, key = read_marks(course, ASSESSMENT), next(iter(places.values())).key
    for trick in tricks:
        trainee = places[trick.name].trainee.code
        answers = good_answers(key, trainee)
        deserved = {
            name: None if item["type"] == "text" else key.points(item, answers[name])
            for name, item in key.items_for(trainee).items()
        }
        given = marks[trainee].items
        assert {name: mark.auto for name, mark in given.items()} == deserved, trick.name
    canary.close()
