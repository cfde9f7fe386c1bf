"""Marking killed at any moment: the next call ends with the gradebook of an undisturbed run."""

import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from copies import copy_class
from hand_ins import hand_in
from records import all_records, hand_mark

from grader.collect import collect
from grader.course import RESPONSES, Course
from grader.example import ASSESSMENT
from grader.mark import mark_class
from grader.released import read_key
from grader.roster import read_roster

pytestmark = pytest.mark.slow

KILLS = {"sqlite": 50, "postgresql": 10}
BATCH = 3
OLD = 12
"""So many trainees were marked before, some by hand, and hand in again."""


@pytest.fixture(params=["sqlite", "postgresql"])
def waiting(request, tmp_path_factory, released_class) -> tuple[Course, object]:
    """A class where some hand-ins are new and some changed after a person marked them."""
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    origin = request.getfixturevalue("released_on_postgres") if server else released_class
    course = copy_class(origin, tmp_path_factory.mktemp("waiting") / "kelas", server)
    key, trainees = read_key(course, ASSESSMENT), read_roster(course)
    for number, trainee in enumerate(trainees[:OLD]):
        hand_in(course, key, trainee, number)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    for trainee in trainees[: OLD // 2]:
        hand_mark(course, trainee.code, "A12", 3.0)
        hand_mark(course, trainee.code, "A13", 2.0, extra=1.0)
    for number, trainee in enumerate(trainees):
        hand_in(course, key, trainee, number + 100, attempt=2)
    collect(course, ASSESSMENT)
    return course, server


def marked_files(course: Course) -> dict[str, bytes]:
    folder = course.root / "autograded"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def begin_and_kill(root: Path, reached: int, then: float) -> bool:
    """Mark in a process of its own, killed `then` seconds after so many are done; tells whether it was cut short."""
    context = multiprocessing.get_context("fork")  # a new interpreter would spend its time importing
    done = context.Value("i", -1)

    def count(number: int, _total: int) -> None:
        done.value = number

    process = context.Process(target=mark_class, args=(Course(root), ASSESSMENT, count))
    process.start()
    while done.value < reached and process.is_alive():
        time.sleep(0.0002)
    time.sleep(then)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return process.exitcode == -signal.SIGKILL


def test_the_next_call_ends_as_an_undisturbed_run(waiting, tmp_path, monkeypatch, request):
    course, server = waiting
    monkeypatch.setattr("grader.mark.BATCH", BATCH)
    undisturbed = copy_class(course.root, tmp_path / "undisturbed", server)
    mark_class(undisturbed, ASSESSMENT)
    records, files = all_records(undisturbed), marked_files(undisturbed)
    assert len(records) == len(read_roster(course))
    chance = random.Random(3)  # noqa: S311 (no secret is drawn)
    cut_short = left_half = 0

    for number in range(KILLS[request.node.callspec.params["waiting"]]):
        disturbed = copy_class(course.root, tmp_path / f"disturbed-{number}", server)
        reached, then = chance.randrange(-1, len(records)), chance.uniform(0, 0.004)
        cut_short += begin_and_kill(disturbed.root, reached, then)
        done = {path.parent.parent.name for path in (disturbed.root / "autograded").glob(f"*/{ASSESSMENT}/marked.json")}
        left_half += OLD < len(done) < len(records)

        mark_class(disturbed, ASSESSMENT)

        assert all_records(disturbed) == records
        assert marked_files(disturbed) == files
        shutil.rmtree(disturbed.root)
    assert cut_short > number / 2
    assert left_half, "no kill came between two batches, so this proved nothing"


def test_a_call_stopped_by_the_trainer_goes_on_where_it_was(waiting, monkeypatch):
    course, _ = waiting
    monkeypatch.setattr("grader.mark.BATCH", BATCH)

    def stop(done, _total):
        if done >= 2 * BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mark_class(course, ASSESSMENT, stop)

    outcomes = [result.outcome for result in mark_class(course, ASSESSMENT)]
    assert outcomes.count("unchanged") == 2 * BATCH
    assert outcomes.count("marked") == len(outcomes) - 2 * BATCH
    assert (course.autograded(ASSESSMENT, "P01") / RESPONSES).read_bytes() == (
        course.submitted(ASSESSMENT, "P01") / RESPONSES
    ).read_bytes()
