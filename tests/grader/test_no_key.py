"""No key, score or private feedback in anything that a trainee can read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.example import ASSESSMENT
from grader.trainee_folder import prepare
from scenarios.content import COMPILED

REPOSITORY = Path(__file__).parents[2]
TRAINEE_SIDE = REPOSITORY / "scenarios"


def private_texts(key) -> set[str]:
    """Every reason, anchor, example, consequence, ending and hint of the assessment, in both languages."""
    found: set[str] = set()

    def walk(value, is_private: bool) -> None:
        if isinstance(value, str) and is_private and " " in value:
            found.add(value)
        elif isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, is_private or name in PRIVATE)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, is_private)

    walk(dict(key.data), False)
    return found


PRIVATE = {"why", "rubric", "example", "consequence", "endings", "unsaid", "hidden_risk", "critical", "practise_again"}
FIELDS = (
    '"correct"',
    '"harm"',
    '"shows"',
    '"judgement"',
    '"why"',
    '"kind_but_harmful"',
    '"target"',
    '"safety"',
    '"salt"',
    '"trust"',
    '"adult_now"',
    '"outcome"',
    '"rubric"',
)


def author_ids(key) -> set[str]:
    """The ids that an author wrote; many of them name what is right."""
    ids: set[str] = set()
    for item in key.items.values():
        ids |= {entry["id"] for kind in ("options", "steps", "targets", "rows") for entry in item.get(kind, ())}
        if item["type"] == "dialogue":
            ids |= set(item["dialogue"]["choices"]) | set(item["dialogue"]["lines"]) | set(item["dialogue"]["endings"])
    return ids


def readable(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".map", ".lock"):
                yield path, path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def released(course) -> list[Path]:
    exchange = course.root / "exchange" / course.about["id"] / "outbound" / ASSESSMENT
    return [course.release(ASSESSMENT), exchange, prepare(course.root, "P01").root / "assessments" / ASSESSMENT]


def test_released_folders_hold_no_private_text_field_or_id(key, released):
    texts, ids = private_texts(key), author_ids(key)
    assert len(texts) > 200
    assert len(ids) > 100

    for path, content in readable(released):
        for field in FIELDS:
            assert field not in content, (path, field)
        for text in texts:
            assert text not in content, (path, text)
            assert json.dumps(text, ensure_ascii=False)[1:-1] not in content, (path, text)
        for name in ids:
            assert f'"{name}"' not in content, (path, name)


def test_the_trainees_kernel_holds_nothing_of_the_assessment(key):
    """Neither the package that a trainee's kernel loads nor the compiled practice content knows an assessed item."""
    own = {text for text in private_texts(key) if len(text) > 40}  # a short title may stand in a lesson by chance
    prompts = {text for item in key.items.values() for text in item["prompt"].values()}
    sources = [folder for folder in TRAINEE_SIDE.iterdir() if folder.is_dir() and folder.name != "dialogues"]

    assert COMPILED.is_dir()
    for path, content in readable([*sources, TRAINEE_SIDE / "dialogues"]):
        for text in own | prompts:
            assert text not in content, (path, text)


def test_each_release_of_a_class_has_opaque_ids_of_its_own_that_stay(course, key):
    """The same id is hidden differently in every class, and building again changes none."""
    from grader.build import build

    again = build(course, ASSESSMENT)

    assert again.public() == key.public()
    assert key.salt != type(key)(key.data, "0" * 32).salt
