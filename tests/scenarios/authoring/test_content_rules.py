"""Every content rule has a smallest broken example that raises it, told with file, line, fact and remedy."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from patching import EXAMPLES, VALID, apply, read_example

from scenarios.authoring import check as checking
from scenarios.authoring.problems import RULES, Problem, Rule, add
from scenarios.text import LANGUAGES

REPOSITORY = Path(__file__).parents[3]
UNFILLED = re.compile(r"\{\w*(:[^}]*)?\}")
TOGETHER = {
    "scenarios/dialogues/uang-jajan/dialogue.yaml": "S027-speaker-unknown",
    "scenarios/dialogues/uang-jajan/plays.yaml": "S032-level-differs",
    "assessments/m-kecil/assessment.yaml": "A014-rubric-without-level-4",
    "modules/curriculum.yaml": "M017-competency-unknown",
    "modules/contacts.yaml": "M002-limits-missing",
    "modules/m-kecil/lesson.id.ipynb": "M012-counted",
    "modules/m-kecil/lesson.en.ipynb": "M011-cells-differ",
    "modules/m-kecil/facilitator.en.md": "M020-number-in-notes",
}


def problems(root: Path) -> list[Problem]:
    return checking.check(root)[1]


def told(found: list[Problem], root: Path) -> str:
    return "\n".join(problem.tell("en", root) for problem in found)


def test_every_rule_has_a_broken_example_and_every_example_its_rule() -> None:
    assert {name.partition("-")[0] for name in EXAMPLES} == set(RULES)


@dataclass(frozen=True)
class Broken:
    """The valid tree with one example applied, and what the check finds there."""

    code: str
    patch: dict[str, Any]
    root: Path
    found: list[Problem]


@pytest.fixture(scope="module", params=EXAMPLES)
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Broken:
    root = Path(shutil.copytree(VALID, tmp_path_factory.mktemp("broken") / "content"))
    patch = read_example(request.param)
    apply(patch, root)
    return Broken(request.param.partition("-")[0], patch, root, problems(root))


def test_a_broken_example_raises_its_code_at_its_file_and_line(broken: Broken) -> None:
    patch, found = broken.patch, broken.found
    assert {problem.code for problem in found} == {broken.code, *patch["also"]}, told(found, broken.root)
    path = broken.root / patch.get("in", patch["file"])
    lines = {problem.line for problem in found if problem.code == broken.code and problem.path == path}
    texts = path.read_bytes().decode(errors="replace").splitlines() if path.exists() else []
    expected = {number for number, text in enumerate(texts, 1) if patch.get("line", "") in text}
    assert lines, told(found, broken.root)
    assert lines <= (expected if "line" in patch else {1}), told(found, broken.root)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fault_is_told_on_one_line_with_its_remedy(broken: Broken, lang: str) -> None:
    for problem in broken.found:
        line = problem.tell(lang, broken.root)
        assert line.startswith(f"{problem.path.relative_to(broken.root)}:{problem.line} {problem.code} ")
        assert line.endswith(f". {RULES[problem.code].remedy[lang]}.")
        assert "\n" not in line
        assert not UNFILLED.search(line)


def test_one_missing_field_is_told_once(tree: Path) -> None:
    apply({"file": "modules/contacts.yaml", "delete": ["contacts.0.for", "contacts.0.limits"]}, tree)
    assert sorted(problem.details["field"] for problem in problems(tree)) == ["contacts.0.for", "contacts.0.limits"]


def test_all_faults_are_listed_at_once_in_the_order_of_files_and_lines(tree: Path) -> None:
    for file, name in TOGETHER.items():
        patch = read_example(name)
        assert patch["file"] == file
        apply(patch, tree)
    found = problems(tree)
    assert {problem.code for problem in found} == {name[:4] for name in TOGETHER.values()}, told(found, tree)
    assert len(found) == len(TOGETHER)
    places = [(str(problem.path), problem.line) for problem in found]
    assert places == sorted(places)


def test_a_code_is_never_used_twice() -> None:
    with pytest.raises(ValueError, match="S010"):
        add(Rule("S010", {"id": "…"}, {"id": "…"}))


@pytest.mark.parametrize("root", [VALID, REPOSITORY], ids=["smallest", "repository"])
def test_content_has_no_fault(root: Path) -> None:
    found = problems(root)
    assert not found, told(found, root)
