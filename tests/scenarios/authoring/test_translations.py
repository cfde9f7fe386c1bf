"""Checked translations: a seal holds until one of the two texts changes, wherever the passage stands."""

import shutil
from pathlib import Path

from patching import VALID, apply

from scenarios.authoring.check import check
from scenarios.authoring.gather import gather
from scenarios.authoring.passages import passages
from scenarios.authoring.translations import PLACE, read_checked, record_checked, seal

REPOSITORY = Path(__file__).parents[3]


def record(root: Path) -> int:
    return record_checked(root, (passage.texts for passage in passages(gather(root))))


def codes(root: Path) -> list[str]:
    return [problem.code for problem in check(root)[1]]


def test_what_was_recorded_is_not_told(tree: Path) -> None:
    assert record(tree) > 50
    assert codes(tree) == []
    assert record(tree) == 0


def test_a_changed_source_or_translation_is_told_until_it_is_recorded(tree: Path) -> None:
    record(tree)
    for lang in ("id", "en"):
        apply({"file": "modules/glossary.yaml", "set": {f"terms.parafrasa.term.{lang}": "pantulan"}}, tree)
        assert codes(tree) == ["M032"]
        record(tree)
        assert codes(tree) == []


def test_moving_a_text_costs_nothing(tree: Path) -> None:
    record(tree)
    text = (tree / "modules/glossary.yaml").read_text(encoding="utf-8")
    (tree / "modules/glossary.yaml").write_text(f"# moved down\n\n{text}", encoding="utf-8")
    assert codes(tree) == []


def test_seals_that_are_no_longer_needed_are_forgotten(tree: Path) -> None:
    record(tree)
    before = read_checked(tree)
    shutil.rmtree(tree / "scenarios/dialogues/uang-jajan")
    record(tree)
    after = read_checked(tree)
    assert before is not None
    assert after is not None
    assert after < before


def test_both_texts_count_and_none_runs_into_the_other() -> None:
    assert seal({"id": "a", "en": "b"}) == seal({"en": "b", "id": "a"})
    assert len({seal({"id": "a", "en": "b"}), seal({"id": "b", "en": "a"}), seal({"id": "ab", "en": ""})}) == 3


def test_this_repository_keeps_its_record() -> None:
    assert (REPOSITORY / PLACE).is_file()
    assert VALID.is_dir()
