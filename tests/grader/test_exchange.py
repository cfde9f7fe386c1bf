"""A hand-in that travels with stock nbgrader: released, fetched, answered, submitted, collected."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.collect import collect
from grader.example import ASSESSMENT
from grader.invented import answer_all

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange refuses Windows"),
]


def nbgrader(folder: Path, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("nbgrader")), *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "JUPYTER_DATA_DIR": str(folder / "data")},
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_fetched_and_submitted_by_stock_nbgrader(course, key, trainees, tmp_path):
    trainee, home = trainees[4], tmp_path / "rumah"
    home.mkdir()
    (home / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        f"c.CourseDirectory.course_id = {course.about['id']!r}\n"
        f"c.Exchange.root = {str(course.root / 'exchange')!r}\n",
        encoding="utf-8",
    )
    released = course.root / "exchange" / course.about["id"]
    assert released.is_dir()

    nbgrader(home, "fetch_assignment", ASSESSMENT)
    answer_all(home / ASSESSMENT, key, "skilled", 5, trainee.code).hand_in(trainee.code, trainee.personal_code)
    nbgrader(home, "submit", ASSESSMENT)

    assert [(result.outcome, result.trainee) for result in collect(course, ASSESSMENT)] == [("new", trainee.code)]
    shutil.rmtree(home)
