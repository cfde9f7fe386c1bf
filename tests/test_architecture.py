"""The tree is the architecture: what each part may import."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AUTHORS, SCREENS = "scenarios/authoring/", "scenarios/widgets/"
BOARD = "grader/board/widget.py"
"""What staff see in a notebook; everything else of a board knows no screen."""
ONLY_IN = {
    "grader": "grader/",
    "nbgrader": "grader/",
    "pandas": "grader/",
    "yaml": (AUTHORS, "grader/"),
    "jsonschema": (AUTHORS, "grader/"),
    "hatchling": "scenarios/authoring/build_hook.py",
    "scenarios.authoring": (AUTHORS, "grader/"),
    "anywidget": (SCREENS, BOARD),
    "ipywidgets": (SCREENS, BOARD),
    "traitlets": (SCREENS, "grader/"),
}
SCREENLESS = ["atomic", "attempt", "content", "debrief", "items", "model", "player", "responses", "review", "text"]
SCREEN_PARTS = ("scenarios.widgets", "IPython", "anywidget", "ipywidgets", "traitlets")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_is_imported_only_where_it_belongs(package: str) -> None:
    paths = [path for part in ("scenarios", "grader") for path in (ROOT / part).rglob("*.py")]
    users = {path.relative_to(ROOT).as_posix() for path in paths if any(is_within(n, package) for n in imports(path))}
    assert not {user for user in users if not user.startswith(ONLY_IN[package])}


@pytest.mark.parametrize("name", SCREENLESS)
def test_what_decides_knows_no_screen(name: str) -> None:
    found = list(imports(ROOT / "scenarios" / f"{name}.py"))
    assert not [used for used in found for part in SCREEN_PARTS if is_within(used, part)]
