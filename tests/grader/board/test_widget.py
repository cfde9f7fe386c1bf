"""A panel's widget without a browser: what it shows, does and takes back, and what it says when something fails."""

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_board import PANELS

from grader.board.widget import PanelWidget, Room
from grader.board.work import Work
from grader.course import Course


@pytest.fixture
def room() -> Iterator[Room]:
    opened = Room()
    yield opened
    opened.close()


@pytest.fixture
def panels(tmp_path: Path, room: Room) -> dict[str, PanelWidget]:
    (tmp_path / "register.db").write_bytes(b"junk")
    return {panel.id: PanelWidget(panel, Course(tmp_path), "id", room) for panel in PANELS}


def settle(room: Room) -> None:
    """Wait until all that was asked is done."""
    for work in (room._acting, room._building):
        work.submit(lambda: None).result(10)


def press(widget: PanelWidget, act: str, **given: str) -> None:
    widget._receive(widget, {"type": "act", "number": 1, "id": act, "given": given}, [])
    settle(widget.room)


def note_of(widget: PanelWidget, who: str) -> Any:
    table = next(block for block in widget.shown["blocks"] if block["kind"] == "table")
    return next(row[1] for row in table["rows"] if row[0] == who)


def test_a_panel_is_built_in_the_background_in_its_language(panels: dict[str, PanelWidget], room: Room) -> None:
    settle(room)
    assert panels["waiting"].shown["state"] == "ready"
    assert panels["waiting"].about["title"] == "Menunggu saya"
    json.dumps(panels["waiting"].shown, allow_nan=False)


def test_a_choice_builds_its_own_panel_again(panels: dict[str, PanelWidget], room: Room) -> None:
    panels["waiting"]._receive(None, {"type": "choose", "number": 1, "id": "group", "value": "8B"}, [])
    settle(room)
    assert panels["waiting"].shown["blocks"][0]["chosen"] == "8B"


def test_what_comes_is_heard_by_its_number(panels: dict[str, PanelWidget]) -> None:
    widget = panels["waiting"]
    widget.room.work = Work(lambda _far: None)
    widget._receive(None, {"type": "act", "number": 1763856000000001, "id": "note", "given": {}}, [])
    assert widget.heard == 1763856000000001
    assert widget.told["text"].startswith("Masih ada yang dikerjakan.")
    widget.room.work = None


def test_an_act_is_told_shown_and_taken_back(panels: dict[str, PanelWidget]) -> None:
    widget = panels["waiting"]
    press(widget, "note", who="P05", text="besok")
    assert widget.told["text"] == "Dicatat untuk P05."
    assert note_of(widget, "P05") == "besok"
    undo = widget.told["undo"]
    press(widget, undo["id"], **undo["given"])
    assert (widget.told["text"], widget.told["undo"]) == ("Dibatalkan.", None)
    assert note_of(widget, "P05") == ""


def test_what_one_panel_changes_the_others_count(panels: dict[str, PanelWidget]) -> None:
    press(panels["waiting"], "note", who="P05", text="besok")
    assert next(block["n"] for block in panels["work"].shown["blocks"] if block["kind"] == "picture") == 1


def test_a_fault_of_the_act_is_told_and_nothing_changed(panels: dict[str, PanelWidget]) -> None:
    press(panels["waiting"], "note", who="P05", text="")
    assert panels["waiting"].told == {"state": "failed", "text": "Isi dulu catatannya.", "undo": None}
    assert panels["waiting"].busy is False


def test_each_panels_fault_is_a_sentence_of_its_own(
    panels: dict[str, PanelWidget], room: Room, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "grader.board"):
        settle(room)
        press(panels["work"], "stumble")
    assert panels["waiting"].shown["state"] == "ready"
    assert panels["register"].shown["text"] == "Buku register rusak. Pulihkan dari cadangan."
    assert "secret" not in panels["odd"].shown["text"] + panels["work"].told["text"]
    assert "secret of the inside" in caplog.text
    (tmp_path / "register.db").write_bytes(b"SQLite")
    panels["register"]._receive(None, {"type": "again", "number": 1}, [])
    settle(room)
    assert panels["register"].shown["state"] == "ready"


def test_one_act_goes_on_at_a_time_and_stops_when_asked(panels: dict[str, PanelWidget], room: Room) -> None:
    widget, begun = panels["work"], threading.Event()
    widget.observe(lambda change: begun.set() if change["new"].get("total") else None, "work")
    widget._receive(None, {"type": "act", "number": 1, "id": "count", "given": {"to": "100000"}}, [])
    assert begun.wait(10)
    assert panels["waiting"].busy
    panels["waiting"]._receive(
        None, {"type": "act", "number": 1, "id": "note", "given": {"who": "P01", "text": "x"}}, []
    )
    assert panels["waiting"].told["text"].startswith("Masih ada yang dikerjakan.")
    panels["register"]._receive(None, {"type": "stop", "number": 1}, [])
    settle(room)
    assert widget.told["text"].startswith("Dihentikan.")
    assert (widget.work, widget.busy, panels["waiting"].busy) == ({}, False, False)


def test_an_act_that_the_panel_does_not_have_is_not_done(panels: dict[str, PanelWidget]) -> None:
    press(panels["register"], "note", who="P05", text="besok")
    assert panels["register"].told == {}


def test_work_tells_its_rate_and_time_left_a_few_times_a_second() -> None:
    told: list[dict[str, Any]] = []
    work = Work(told.append)
    work.begun -= 10
    for done in range(1, 1001):
        work.report(done, 1000)
    assert len(told) < 10
    assert told[-1] == {"done": 1000, "total": 1000, "rate": pytest.approx(100, rel=0.05), "left": 0}
