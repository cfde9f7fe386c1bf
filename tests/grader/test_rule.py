"""The rule file: every fault of it is told with its line, and harm cannot be moved behind skill."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.content import content_root
from grader.faults import SebayaError
from grader.rule import Rule, read_rule

REAL = content_root() / "assessments" / "certification.yaml"


def changed(tmp_path: Path, change: Any) -> Path:
    data = yaml.safe_load(REAL.read_text(encoding="utf-8"))
    change(data["records"][0])
    path = tmp_path / "certification.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def test_every_step_of_the_rule_says_where_it_comes_from() -> None:
    rule = read_rule("m02-listening")
    assert rule.data["kind"] == "module-record"
    assert all("outline" in step["source"] or "design" in step["source"] for step in rule.data["steps"])
    assert "bukan sertifikat" in rule.data["statement"]["id"]


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["steps"][3].pop("at_least"),
        lambda record: record["steps"][3].update(at_least=101),
        lambda record: record["steps"][5].update(at_least=5),
        lambda record: record["steps"][0].update(kind="guess"),
        lambda record: record["steps"][0]["name"].pop("en"),
        lambda record: record.update(note="x"),
        lambda record: record.pop("statement"),
        lambda record: record.update(kind="certificate"),
    ],
)
def test_a_rule_out_of_shape_is_refused_with_its_line(tmp_path: Path, change: Any) -> None:
    path = changed(tmp_path, change)
    with pytest.raises(SebayaError, match=r"certification\.yaml:\d+"):
        read_rule("m02-listening", path=path)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["steps"].insert(1, record["steps"].pop(3)),
        lambda record: record["steps"][1].update(required=False),
        lambda record: record["steps"].pop(2),
    ],
)
def test_harm_and_complete_marks_come_first_and_are_required(tmp_path: Path, change: Any) -> None:
    with pytest.raises(SebayaError, match="no-critical-harm"):
        read_rule("m02-listening", path=changed(tmp_path, change))


def test_another_format_and_a_broken_file_are_different_faults(tmp_path: Path) -> None:
    path = tmp_path / "certification.yaml"
    path.write_text("format: 3\nrecords: []\n")
    with pytest.raises(SebayaError, match="format 3"):
        read_rule("m02-listening", path=path)
    path.write_text("format: [1\n")
    with pytest.raises(SebayaError, match="tidak bisa dibaca"):
        read_rule("m02-listening", path=path)
    with pytest.raises(SebayaError, match="tidak bisa dibaca"):
        read_rule("m02-listening", path=tmp_path / "none.yaml")


def test_an_assessment_without_a_rule_is_told() -> None:
    with pytest.raises(SebayaError, match="m99"):
        read_rule("m99")


def test_the_identity_of_a_rule_follows_what_decides_and_not_its_wording(tmp_path: Path) -> None:
    def identity(change: Any) -> Any:
        return Rule(read_rule("m02-listening", path=changed(tmp_path, change)).data).identity

    real = read_rule("m02-listening").identity
    assert identity(lambda record: record["steps"][0]["name"].update(en="Handed in")) == real
    assert identity(lambda record: record["steps"][3].update(at_least=85))["sha256"] != real["sha256"]
    assert identity(lambda record: record["steps"][6].update(required=True))["sha256"] != real["sha256"]


def test_every_assessment_has_a_rule_of_its_module() -> None:
    for path in REAL.parent.glob("*/assessment.yaml"):
        rule = read_rule(path.parent.name)
        assert (rule.data["assessment"], rule.data["module"]) == (path.parent.name, path.parent.name)


def test_every_rule_is_for_an_assessment_that_exists() -> None:
    for record in yaml.safe_load(REAL.read_text(encoding="utf-8"))["records"]:
        for assessment in record["assessments"]:
            assert (REAL.parent / assessment / "assessment.yaml").is_file()
