"""otter-grader on the same hand-ins: the assignment and the notebooks are made here, `otter_run.py` grades them.

Not named `otter.py`, which would hide otter itself from the programs of this folder.
"""

import json
import sys
import zipfile
from pathlib import Path

import nbformat
from measure import HERE, Measured, Scores, run
from otter_tests import question, questions, test_files

from grader.course import RESPONSES, Course
from grader.example import ASSESSMENT
from grader.released import read_marker
from grader.roster import read_roster

__all__ = ["measure"]

CONFIG = {"lang": "python", "print_summary": False, "print_score": False, "logo": False}
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def measure(course: Course, folder: Path, count: int) -> tuple[Measured, Scores]:
    """Grade the first `count` hand-ins of a class; free texts have no score."""
    write_assignment(course, folder, count)
    done = run([sys.executable, HERE / "otter_run.py", folder], cwd=folder)
    phase = json.loads(done.printed.strip().splitlines()[-1])["seconds"]
    scores = json.loads((folder / "scores.json").read_bytes())
    given: dict[tuple[str, str], float] = {}
    for trainee, one in scores.items():
        for name, score in one.items():  # a variant that was not asked gives nothing
            place = (trainee, name.partition("_")[0])
            given[place] = round(given.get(place, 0.0) + score, 2)
    return Measured(count, [done.seconds], [phase], [done.peak_mib]), dict(given)


def write_assignment(course: Course, folder: Path, count: int) -> None:
    """Write the autograder and one notebook for each trainee, which holds the answers as Python."""
    marker = read_marker(course, ASSESSMENT)
    folder.mkdir()
    with zipfile.ZipFile(folder / "autograder.zip", "w") as autograder:
        autograder.writestr("otter_config.json", json.dumps(CONFIG))
        for name, text in test_files(marker.key).items():
            autograder.writestr(f"tests/{name}.py", text)
    for trainee in read_roster(course)[:count]:
        content = (course.submitted(ASSESSMENT, trainee.code) / RESPONSES).read_bytes()
        answers = marker.read(content, trainee.code)
        asked = marker.key.items_for(trainee.code)
        plain = {question(asked[name]): marker.key.plain(asked[name], answer) for name, answer in answers.items()}
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(f"{name} = {plain.get(name)!r}") for name in questions(marker.key)],
            metadata={"kernelspec": KERNEL},
        )
        nbformat.write(notebook, folder / f"{trainee.code}.ipynb")
