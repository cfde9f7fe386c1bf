"""What a trainer does on the board, from a panel's button to the class folder, and back by its undo."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from copies import copy_class
from hand_ins import hand_in
from marker import ASSESSMENT, give_levels

from grader.acts import deeds
from grader.board.block import Act, Block, Note, Table
from grader.board.panel import Board, Panel
from grader.board.plain import plain
from grader.board.trainer.flow import FLOW
from grader.board.trainer.sittings import SITTINGS
from grader.board.work import Ended, Work, carry_out
from grader.course import Course
from grader.deadlines import due_of, read_terms, set_due
from grader.feedback import FILE as PAGE
from grader.released import first_released, read_key, read_public
from grader.roster import read_roster

pytest_plugins = ["classroom"]

WHO, NEVER_CAME, NEXT = "8A-01", "8A-05", "m01-role"


def board(course: Course, **chosen: str) -> Board:
    return Board(course, date.today(), chosen)


def blocks(panel: Panel, course: Course, **chosen: str) -> Sequence[Block]:
    found = panel.build(board(course, **chosen))
    json.dumps([plain(block, "en") for block in found])
    return found


def table(panel: Panel, course: Course, name: str, **chosen: str) -> Table:
    (found,) = [block for block in blocks(panel, course, **chosen) if isinstance(block, Table) and block.id == name]
    assert len(found.acts) in (0, len(found.rows))
    return found


def rows(found: Table) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in found.rows.to_dict("records")]


def press(panel: Panel, course: Course, act: Act, **filled: str) -> Ended:
    """Press a button as the screen does: with what it was given, and its fields as they stand or are filled in."""
    fields = {field.id: filled.get(field.id, field.value) for field in act.fields}
    return carry_out(panel, act.id, board(course), {**act.given, **fields}, Work(lambda _far: None))


def button(found: Table, act: str, **given: str) -> Act:
    (one,) = [
        each for acts in found.acts for each in acts if each.id == act and given.items() <= dict(each.given).items()
    ]
    return one


def take_back(panel: Panel, course: Course, ended: Ended) -> None:
    assert ended.state == "done", ended
    assert ended.done.undo is not None
    back = press(panel, course, ended.done.undo)
    assert back.state == "done", back


def test_the_flow_counts_each_step_of_each_assessment(marked_course: Course) -> None:
    """Three handed in; 04 left its texts empty, so that two wait for a person."""
    counts: Mapping[str, object] = rows(table(FLOW, marked_course, "flow"))[0]
    expected = {"trainees": 5, "handed_in": 3, "marked": 3, "waiting": 2, "told": 0}
    assert {key: counts[key] for key in expected} == expected


def test_collect_mark_and_feedback_by_button_and_the_pages_taken_back(marked_course: Course) -> None:
    trainee = next(one for one in read_roster(marked_course) if one.code == NEVER_CAME)
    hand_in(marked_course, read_key(marked_course, ASSESSMENT), trainee, 5)
    (marked_course.inbox / f"{ASSESSMENT}.rusak.json").write_text("{")
    found = table(FLOW, marked_course, "flow")

    collected = press(FLOW, marked_course, button(found, "collect", assessment=ASSESSMENT))
    assert "1 new" in collected.done.told["en"]
    assert "inbox/" in collected.done.told["en"]
    assert "rusak.json: the file is cut off" in collected.done.told["en"], "each problem is named with its remedy"
    assert "1 marked" in press(FLOW, marked_course, button(found, "mark")).done.told["en"]
    made = press(FLOW, marked_course, button(found, "feedback"))
    pages = list(marked_course.root.glob(f"feedback/*/*/{PAGE}"))
    assert len(pages) == 4

    take_back(FLOW, marked_course, made)
    assert not any(page.exists() for page in pages)


def test_a_release_by_button_and_back(empty_class: Path, tmp_path: Path) -> None:
    course = copy_class(empty_class, tmp_path / "kelas")
    (closed,) = [block for block in blocks(FLOW, course) if isinstance(block, Note)]
    assert "Gerbang program belum terbuka" in closed.text["id"]
    found = table(FLOW, course, "unreleased")
    refused = press(FLOW, course, button(found, "release", assessment=ASSESSMENT))
    assert refused.state == "failed"
    assert "programme gate" in refused.done.told["en"]

    done = press(FLOW, course, button(found, "release", assessment=NEXT))
    assert list(first_released(course)) == [NEXT]
    assert NEXT not in {str(row["id"]) for row in rows(table(FLOW, course, "unreleased"))}
    take_back(FLOW, course, done)
    assert not first_released(course)


def test_a_due_date_an_extension_and_an_excuse_by_button_and_back(marked_course: Course) -> None:
    course = marked_course
    due = press(SITTINGS, course, button(table(SITTINGS, course, "due"), "due"), due="2026-12-01")
    assert read_terms(course, ASSESSMENT).due == due_of("2026-12-01")
    take_back(SITTINGS, course, due)
    assert read_terms(course, ASSESSMENT).due is None
    assert press(SITTINGS, course, button(table(SITTINGS, course, "due"), "due")).state == "failed", "no day filled in"

    set_due(course, ASSESSMENT, datetime.now(UTC) - timedelta(hours=1))
    late = table(SITTINGS, course, "late")
    assert {str(row["trainee"]) for row in rows(late)} == {"8A-01", "8A-02", "8A-04"}
    excused = press(SITTINGS, course, button(late, "excuse", trainee=WHO))
    assert WHO not in {str(row["trainee"]) for row in rows(table(SITTINGS, course, "late"))}
    take_back(SITTINGS, course, excused)
    assert len(rows(table(SITTINGS, course, "late"))) == 3

    trainees = table(SITTINGS, course, "trainees", assessment=ASSESSMENT)
    longer = press(SITTINGS, course, button(trainees, "extend", trainee=NEVER_CAME), days="2")
    assert read_terms(course, ASSESSMENT).extensions == {NEVER_CAME: timedelta(days=2)}
    shown = {str(row["code"]): row["extension"] for row in rows(table(SITTINGS, course, "trainees"))}
    assert shown[NEVER_CAME] == 2
    take_back(SITTINGS, course, longer)
    none = press(SITTINGS, course, button(table(SITTINGS, course, "due"), "no-due"))
    assert read_terms(course, ASSESSMENT).due is None
    take_back(SITTINGS, course, none)


def test_a_retake_by_button_is_asked_twice_and_taken_back_from_the_list(marked_course: Course) -> None:
    course = marked_course
    give_levels(course, WHO, 3, 3)
    trainees = table(SITTINGS, course, "trainees")
    assert not [act for acts in trainees.acts for act in acts if act.given["trainee"] == NEVER_CAME], (
        "nothing to retake"
    )
    again = button(trainees, "retake", trainee=WHO)
    assert again.confirm
    assert press(SITTINGS, course, again).state == "done"
    assert read_public(course, ASSESSMENT)["attempts"] == {WHO: 2}
    assert rows(table(SITTINGS, course, "trainees"))[0]["attempt"] == 2

    last = table(SITTINGS, course, "acts")
    assert press(SITTINGS, course, button(last, "undo")).state == "done"
    assert read_public(course, ASSESSMENT)["attempts"] == {}
    assert not rows(table(SITTINGS, course, "acts"))
    assert deeds(course)[-1].undone


def test_a_class_without_anything_released_says_so(empty_class: Path) -> None:
    (note,) = blocks(SITTINGS, Course(empty_class))
    assert isinstance(note, Note)
    assert not rows(table(FLOW, Course(empty_class), "flow"))


@pytest.mark.parametrize("panel", [FLOW, SITTINGS])
def test_every_button_has_something_behind_it(panel: Panel, marked_course: Course) -> None:
    set_due(marked_course, ASSESSMENT, datetime.now(UTC) - timedelta(hours=1))
    tables = [block for block in blocks(panel, marked_course) if isinstance(block, Table)]
    assert {act.id for each in tables for acts in each.acts for act in acts} <= set(panel.acts)
