"""The desk without a browser: work in the background, and a page of formgrader that does not grow with the class."""

import time
from pathlib import Path

import pytest
from hand_ins import hand_in
from sqlalchemy import event
from sqlalchemy.engine import Engine

from grader.collect import collect
from grader.desk.api import DeskAPI
from grader.desk.work import Desk
from grader.example import ASSESSMENT
from grader.faults import SebayaError
from grader.mark import mark_class
from grader.release import api
from grader.released import read_key
from grader.roster import read_roster
from grader.settings import load

pytestmark = pytest.mark.slow


@pytest.fixture
def collected(course, key):
    for number, trainee in enumerate(read_roster(course)):
        hand_in(course, key, trainee, number)
    collect(course, ASSESSMENT)
    return course


def finished(desk):
    end = time.monotonic() + 60
    while desk.work.state == "running" and time.monotonic() < end:
        time.sleep(0.01)
    return desk.work.to_json()


def test_formgrader_sees_the_submissions_nbgrader_would_show_with_one_query_and_no_walk(collected, monkeypatch):
    mark_class(collected, ASSESSMENT)
    expected = api(collected).get_notebook_submission_indices(ASSESSMENT, ASSESSMENT)
    assert len(expected) == 30
    ours = DeskAPI(config=load(collected))
    walked = []
    monkeypatch.setattr(ours, "_filter_existing_notebooks", walked.append)
    asked = []

    def count(*arguments):
        asked.append(arguments[2])

    event.listen(Engine, "before_cursor_execute", count)
    try:
        found = ours.get_notebook_submission_indices(ASSESSMENT, ASSESSMENT)
    finally:
        event.remove(Engine, "before_cursor_execute", count)

    assert (found, walked) == (expected, [])
    assert sum("FROM submitted_notebook" in statement for statement in asked) == 1


def test_formgraders_marking_names_what_is_wrong(collected):
    ours, trainee = DeskAPI(config=load(collected)), read_roster(collected)[0].code
    (collected.submitted(ASSESSMENT, trainee) / "responses.json").write_bytes(b"{")

    answer = ours.autograde(ASSESSMENT, trainee)

    assert not answer["success"]
    assert "terpotong" in answer["error"]
    assert not ours.autograde("m99", trainee)["success"]


def test_work_can_be_stopped_and_goes_on(collected, monkeypatch):
    monkeypatch.setattr("grader.mark.BATCH", 2)
    desk = Desk(collected)
    work = desk.start("mark", ASSESSMENT)
    with pytest.raises(SebayaError, match="masih berjalan"):
        desk.start("collect", ASSESSMENT)
    desk.stop()
    first = finished(desk)
    assert (first["state"], work.wants_stop) == ("stopped", True)

    desk.start("mark", ASSESSMENT)
    assert finished(desk)["state"] == "done"
    (entry,) = desk.assessments()
    assert (entry["trainees"], entry["handed_in"], entry["marked"]) == (30, 30, 30)


def test_a_fault_is_told_and_leaves_the_desk_usable(collected):
    desk = Desk(collected)
    collected.key_file(ASSESSMENT).rename(collected.root / "kunci")
    desk.start("mark", ASSESSMENT)
    assert "Kunci" in finished(desk)["told"]
    Path(collected.root / "kunci").rename(collected.key_file(ASSESSMENT))
    assert read_key(collected, ASSESSMENT)
    desk.start("mark", ASSESSMENT)
    assert finished(desk)["state"] == "done"
    with pytest.raises(SebayaError, match="tidak dikenal"):
        desk.start("mark", "../../etc")
