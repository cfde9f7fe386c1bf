"""The two commands that run the content check: what they print, and their exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from patching import apply, read_example
from typer.testing import CliRunner

import grader.content
from grader.cli import app
from scenarios.authoring import __main__ as module

Run = Callable[..., int]


def run_module(*arguments: str) -> int:
    return module.main(["check", *arguments])


def run_sebaya(*arguments: str) -> int:
    result = CliRunner().invoke(app, ["check", *arguments])
    print(result.output)
    return result.exit_code


@pytest.fixture(params=[run_module, run_sebaya], ids=["python -m scenarios.authoring", "sebaya"])
def run(request: pytest.FixtureRequest, tree: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(module, "ROOT", tree)
    monkeypatch.setattr(grader.content, "content_root", lambda: tree)
    return request.param


def test_content_without_fault_ends_well(run: Run) -> None:
    assert run() == 0


def test_faults_are_printed_and_end_with_1(run: Run, tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("S027-speaker-unknown", "A014-rubric-without-level-4"):
        apply(read_example(name), tree)
    assert run() == 1
    printed = capsys.readouterr().out
    assert "scenarios/dialogues/uang-jajan/dialogue.yaml:" in printed
    assert "assessments/m-kecil/assessment.yaml:" in printed
    assert "2 masalah" in printed


def test_only_faults_below_a_named_path_count(run: Run, tree: Path) -> None:
    apply(read_example("S027-speaker-unknown"), tree)
    assert run(str(tree / "assessments")) == 0
    assert run(str(tree / "assessments"), str(tree / "scenarios" / "dialogues" / "uang-jajan")) == 1
