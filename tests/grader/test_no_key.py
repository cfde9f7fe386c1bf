"""No key, score or private feedback in anything that a trainee can read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gathered import REPOSITORY, gathered

from grader.build import make_key
from grader.example import ASSESSMENT
from grader.keys import Key
from grader.trainee_folder import prepare
from scenarios.content import COMPILED

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
    for item in (one for variants in key.variants.values() for one in variants):
        ids |= {entry["id"] for kind in ("options", "steps", "targets", "rows") for entry in item.get(kind, ())}
        if item["type"] == "dialogue":
            ids |= set(item["dialogue"].choices) | set(item["dialogue"].lines) | set(item["dialogue"].endings)
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


@pytest.fixture(scope="module", params=sorted(gathered().assessments))
def any_key(request: pytest.FixtureRequest) -> Key:
    """The key of each assessment of the curriculum."""
    content = gathered()
    dialogues = {name: source.data for name, source in content.assessed.items()}
    return make_key(content.assessments[request.param].data, dialogues)


def hold_nothing_private(content: str, texts: set[str], ids: set[str], where: object) -> None:
    for field in FIELDS:
        assert field not in content, (where, field)
    for text in texts:
        assert text not in content, (where, text)
        assert json.dumps(text, ensure_ascii=False)[1:-1] not in content, (where, text)
    for name in ids:
        assert f'"{name}"' not in content, (where, name)


def test_released_folders_hold_no_private_text_field_or_id(key, released):
    texts, ids = private_texts(key), author_ids(key)
    assert len(texts) > 200
    assert len(ids) > 100

    for path, content in readable(released):
        hold_nothing_private(content, texts, ids, path)


def test_what_is_released_of_any_assessment_holds_nothing_private(any_key):
    texts, ids = private_texts(any_key), author_ids(any_key)
    assert len(texts) > 30
    hold_nothing_private(json.dumps(any_key.public(), ensure_ascii=False, indent=1), texts, ids, any_key.data["id"])


def test_the_trainees_kernel_holds_nothing_of_any_assessment(any_key):
    """Neither the package that a trainee's kernel loads nor the compiled practice content knows an assessed item."""
    own = {text for text in private_texts(any_key) if len(text) > 60}  # a short title may stand in a lesson by chance
    prompts = {t for variants in any_key.variants.values() for item in variants for t in item["prompt"].values()}
    sources = [folder for folder in TRAINEE_SIDE.iterdir() if folder.is_dir() and folder.name != "dialogues"]

    assert COMPILED.is_dir()
    for path, content in readable([*sources, TRAINEE_SIDE / "dialogues"]):
        for text in own | {prompt for prompt in prompts if len(prompt) > 60}:
            assert text not in content, (path, text)


def test_each_release_of_a_class_has_opaque_ids_of_its_own_that_stay(course, key):
    """The same id is hidden differently in every class, and building again changes none."""
    from grader.build import build

    again = build(course, ASSESSMENT)

    assert again.public() == key.public()
    assert key.salt != type(key)(key.data, "0" * 32).salt
