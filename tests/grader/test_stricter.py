"""A school may ask for more than the rule, never for less; every fault is told with file and step."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.course import Course
from grader.faults import SebayaError
from grader.rule import read_certification, read_rule


def school(tmp_path: Path, **wanted: Any) -> Course:
    (tmp_path / "rule.yaml").write_text(yaml.safe_dump({"format": 2, **wanted}))
    return Course(tmp_path)


def test_without_a_file_the_rule_is_the_rule(tmp_path: Path) -> None:
    assert read_certification(Course(tmp_path)) == read_certification()


@pytest.mark.parametrize(
    ("stage", "step", "name", "value"),
    [
        ("probation", "knowledge", "at_least", 90),
        ("probation", "knowledge", "at_least", 80),
        ("probation", "raters", "at_least", 3),
        ("probation", "raters", "at_least_icc_hundredths", 80),
        ("probation", "retake", "at_least_days", 14),
        ("probation", "retake", "at_most", 2),
        ("probation", "safeguarding", "at_most_days", 30),
        ("certificate", "supervision", "at_most_days", 7),
        ("renewal", "supervision-share", "at_least", 90),
    ],
)
def test_a_stricter_number_is_in_force(tmp_path: Path, stage: str, step: str, name: str, value: int) -> None:
    rule = read_certification(school(tmp_path, **{stage: {step: {name: value}}}))
    assert next(one for one in rule.steps(stage) if one["id"] == step)[name] == value


def test_the_validity_may_be_shorter(tmp_path: Path) -> None:
    assert read_certification(school(tmp_path, standing={"at_most_months": 6})).standing["at_most_months"] == 6


def test_a_step_may_become_required(tmp_path: Path) -> None:
    rule = read_rule("m02-listening", school(tmp_path, **{"module-record": {"content-review": {"required": True}}}))
    assert next(step for step in rule.data["steps"] if step["id"] == "content-review")["required"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"probation": {"knowledge": {"at_least": 79}}}, "lebih longgar"),
        ({"probation": {"retake": {"at_most": 4}}}, "lebih longgar"),
        ({"renewal": {"law-quiz": {"at_most_days": 91}}}, "lebih longgar"),
        ({"standing": {"at_most_days": 60}}, "lebih longgar"),
        ({"probation": {"knowledge": {"required": False}}}, "tidak bisa diubah"),
        ({"probation": {"knowledge": {"kind": True}}}, "tidak bisa diubah"),
        ({"probation": {"knowledge": {"at_least_days": 7}}}, "tidak bisa diubah"),
        ({"probation": {"guess": {"at_least": 90}}}, "tidak punya langkah guess"),
        ({"probation": {"knowledge": {"at_least": "90"}}}, "tidak sesuai format"),
        ({"probation": {"knowledge": {"at_least": True}}}, "tidak bisa diubah"),
        ({"badge": {}}, "tidak sesuai format"),
    ],
)
def test_anything_laxer_or_unknown_is_refused(tmp_path: Path, wanted: dict[str, Any], told: str) -> None:
    with pytest.raises(SebayaError, match=rf"rule\.yaml.*{told}"):
        read_certification(school(tmp_path, **wanted))
