"""README, CONTRIBUTING, `.ci/run` and the command line say the same."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import typer

from grader.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(sebaya [^`]+)` \|([^|]*)\|", re.MULTILINE)
COMMAND = re.compile(r"^python3 -m venv .*$", re.MULTILINE)


def commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(commands(typer.main.get_command(app), "sebaya"))
ROWS = [(usage, set(re.findall(r"--[a-z-]+", options))) for usage, options in ROW.findall(README)]
DOCUMENTED = {re.sub(r" \[?[A-Z]+\]?", "", usage): (usage, flags) for usage, flags in ROWS}


def test_readme_documents_every_command_and_no_other() -> None:
    assert set(DOCUMENTED) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_documents_every_option_and_argument_of_a_command(name: str) -> None:
    usage, documented = DOCUMENTED[name]
    options = [param for param in COMMANDS[name].params if param.param_type_name == "option"]
    flags = {flag for param in options for flag in (*param.opts, *param.secondary_opts) if flag.startswith("--")}
    assert documented == flags - {"--help"}
    assert len(re.findall(r"[A-Z]+", usage)) == len(COMMANDS[name].params) - len(options)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_parameter_has_help_in_both_languages(name: str) -> None:
    command = COMMANDS[name]
    for text in [command.help, *(param.help for param in command.params)]:
        assert text
        assert " / " in text


def test_ci_runs_both_commands_of_the_readme_in_their_order() -> None:
    first, second = COMMAND.findall(README)
    lines = iter((ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines())
    for step in [*first.split(" && "), *second.split(" && ")[1:]]:
        assert any(step in line for line in lines), step


def test_windows_has_the_same_commands() -> None:
    written = re.findall(r"^py -m venv .*$", README, re.MULTILINE)
    expected = [
        line.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\") for line in COMMAND.findall(README)
    ]
    assert written == expected


def test_the_map_names_exactly_the_folders_at_the_top() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != ".git"}
    found = {name for name in found if not any(fnmatch(name, pattern) for pattern in ignored)}
    (tree,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert set(re.findall(r"^([\w.]+)/ ", tree, re.MULTILINE)) == found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_named_paths_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:scenarios|grader|modules|assessments|tests)/[\w./-]*)`", text)
    assert not [name for name in [*links, *named] if not (ROOT / name).exists()]


def test_every_dependency_has_its_reason_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [re.split(r"[^\w-]", dependency)[0] for dependency in project["dependencies"]]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert not [name for name in named if f"**{name}**" not in changelog]
