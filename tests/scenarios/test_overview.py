"""The start page tells what is there, how far one is, and nothing that does not exist."""

import json
from pathlib import Path
from typing import Any

import pytest

import scenarios.content
from scenarios.overview import AssessmentState, overview
from scenarios.responses import Responses
from scenarios.signature import new_personal_code
from scenarios.widgets.home import HomeWidget
from scenarios.workspace import Workspace

NAME = "m02-listening"
OPTIONS = [{"id": name, "text": {"id": name, "en": name}} for name in ("satu", "dua")]
ITEMS = [{"id": name, "type": "choice", "prompt": {"id": "?", "en": "?"}, "options": OPTIONS} for name in ("A1", "A2")]
RELEASED = {"format": 1, "id": NAME, "minutes": 35, "items": ITEMS}


def module(order: int, **changes: Any) -> dict[str, Any]:
    text = {"id": f"Judul {order}", "en": f"Title {order}"}
    planned = {"id": f"m{order}", "code": f"M{order}", "order": order, "title": text, "summary": text, "minutes": 60}
    return planned | {"audience": "trainee", "status": "planned"} | changes


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    modules = [
        module(3),
        module(2, id=NAME, status="ready", assessment=NAME),
        module(0, audience="coordinator"),
    ]
    (tmp_path / "curriculum.json").write_text(json.dumps({"modules": modules}))
    monkeypatch.setattr(scenarios.content, "COMPILED", tmp_path)
    root = tmp_path / "kerja"
    (root / ".sebaya").mkdir(parents=True)
    (root / NAME).mkdir()
    for lang in ("id", "en"):
        (root / NAME / f"lesson.{lang}.ipynb").write_text("{}")
    return Workspace(root)


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """The folder of a released assessment."""
    folder = workspace.root / "assessments" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text("{}")
    (folder / "items.json").write_text(json.dumps(RELEASED))
    return folder


def assessment(workspace: Workspace) -> AssessmentState | None:
    return overview(workspace, "id")[0].assessment


def test_modules_for_trainees_come_in_order(workspace: Workspace) -> None:
    assert [(each.code, each.is_ready) for each in overview(workspace, "id")] == [("M2", True), ("M3", False)]


def test_a_planned_module_has_nothing_to_open(workspace: Workspace) -> None:
    planned = overview(workspace, "id")[1]
    assert (planned.lesson, planned.assessment, planned.feedback) == (None, None, None)


def test_the_lesson_comes_in_the_chosen_language_or_in_indonesian(workspace: Workspace) -> None:
    assert overview(workspace, "en")[0].lesson == f"{NAME}/lesson.en.ipynb"
    (workspace.root / NAME / "lesson.en.ipynb").unlink()
    assert overview(workspace, "en")[0].lesson == f"{NAME}/lesson.id.ipynb"


def test_outside_a_workspace_there_is_nothing_to_open(workspace: Workspace) -> None:  # noqa: ARG001
    assert overview(None, "id")[0].lesson is None


def test_without_content_there_are_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios.content, "COMPILED", tmp_path)
    assert overview(None, "id") == []


def test_an_assessment_is_shown_once_it_is_released(workspace: Workspace) -> None:
    assert assessment(workspace) is None


@pytest.mark.usefixtures("folder")
def test_an_assessment_that_was_not_begun(workspace: Workspace) -> None:
    found = assessment(workspace)
    assert found
    assert (found.state, found.answered, found.total, found.minutes) == ("open", 0, 2, 35)


def test_answers_are_counted(workspace: Workspace, folder: Path) -> None:
    Responses(folder / "responses.json", NAME).save("A1", {"option": "satu"}, 0)
    found = assessment(workspace)
    assert found
    assert (found.state, found.answered) == ("begun", 1)


def test_an_answer_that_no_longer_fits_is_not_counted(workspace: Workspace, folder: Path) -> None:
    Responses(folder / "responses.json", NAME).save("A1", {"option": "tujuh"}, 0)
    found = assessment(workspace)
    assert found
    assert (found.state, found.answered) == ("begun", 0)


def test_what_was_handed_in_is_told(workspace: Workspace, folder: Path) -> None:
    handed_in = Responses(folder / "responses.json", NAME).hand_in("P-01", new_personal_code())
    found = assessment(workspace)
    assert found
    assert (found.state, found.at) == ("handed-in", handed_in["hand_in"]["at"])


@pytest.mark.parametrize("file", ["items.json", "responses.json"])
@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": 1}', '{"format": 1, "assessment": "m02-listening", "answers": {"A1": 7}}']
)
def test_a_damaged_file_is_told_and_left_as_it_is(workspace: Workspace, folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    found = assessment(workspace)
    assert found
    assert found.state == "unreadable"
    assert (folder / file).read_text() == text


def test_a_feedback_page_is_found(workspace: Workspace) -> None:
    (workspace.root / "feedback").mkdir()
    (workspace.root / "feedback" / f"{NAME}.html").write_text("")
    assert overview(workspace, "id")[0].feedback == f"feedback/{NAME}.html"


@pytest.mark.usefixtures("folder")
def test_the_page_speaks_the_language_that_is_chosen_on_it(workspace: Workspace) -> None:
    widget = HomeWidget(workspace)
    assert widget.page["ready"][0]["title"] == "M2 · Judul 2"
    assert widget.handle({"lang": "en"}) == "done"
    assert workspace.language == "en"
    assert widget.page["ready"][0]["title"] == "M2 · Title 2"
    assert widget.page["ready"][0]["assessment"]["detail"] == "about 35 minutes · not started"
    assert widget.page["planned"] == ["M3 · Title 3"]
    widget.handle({"lang": "xx"})
    assert workspace.language == "en"
