"""What a trainer sees of agreement: the picture, the table and the words say the same, in both languages."""

import csv
import random
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rated import calibration, rating

from grader import cli
from grader.cli.screen import console
from grader.course import Course
from grader.observation.agreement import History, history_of
from grader.observation.agreement_plot import draw, in_words
from grader.observation.agreement_report import histories_of, write_agreement
from grader.observation.material import read_material
from grader.observation.pairs import ROLE_PLAY, TEXT, Pair
from grader.raters import read_raters
from grader.register import Entry, register_of
from grader.rule import read_certification

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A class folder with nobody in it yet."""
    (tmp_path / "class.yaml").write_text("format: 1\nid: kelas-contoh\nname: Contoh\n", encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    return Course(tmp_path)


@pytest.fixture
def sebaya(course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the class as a person types it; returns its exit code and all that it printed."""
    monkeypatch.setattr(console, "width", 200)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["sebaya", *arguments, "--folder", str(course.root)])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


def rate(course: Course, months: int = 3) -> None:
    """Two raters rate four candidates a month; they differ now and then."""
    chance = random.Random(6)  # noqa: S311 (invented levels)
    elicited = read_material().forms["form-a"]["competencies"]
    entries = []
    for number in range(4 * months):
        truth = {code: chance.choice((2, 3, 3, 4)) for code in elicited}
        for rater in ("G01", "P02"):
            levels = {code: min(4, max(1, level + chance.choice((0, 0, 0, 1)))) for code, level in truth.items()}
            day = date(2026, 9 + number // 4, 3)
            entries.append(rating(rater, levels=levels, candidate=f"X1-{number:02}", observed_on=day))
    register_of(course).append(*(one.to_entry(course.about["id"]) for one in entries))


def histories(pairs: list[Pair]) -> dict[str, History]:
    return {kind: history_of(pairs, kind) for kind in (ROLE_PLAY, TEXT)}


def test_the_table_and_the_words_tell_every_month(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEBAYA_LANG", "en")
    rate(course)
    found = histories_of(course)
    written = write_agreement(course, found)
    rows = list(csv.DictReader(written.csv.read_text(encoding="utf-8").splitlines()))
    months = [row for row in rows if row["scope"] == "month"]
    assert [(row["name"], row["n"]) for row in months] == [("2026-09", "36"), ("2026-10", "36"), ("2026-11", "36")]
    overall = found[ROLE_PLAY].overall
    assert (overall.n, rows[0]["scope"], rows[0]["icc"]) == (108, "all", f"{overall.icc:.3f}")
    assert {row["name"] for row in rows if row["scope"] == "about"} == set(
        read_material().forms["form-a"]["competencies"]
    )
    assert f"Role-play, all: n = 108; exactly the same level {overall.exact_told}" in written.in_words
    assert f"ICC {overall.icc_told}" in written.in_words
    assert "2026-10: n = 36" in written.in_words
    assert "Free texts, all: n = 0; nothing was rated by two yet" in written.in_words
    assert "nan" not in written.csv.read_text(encoding="utf-8") + written.in_words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ["Kesepakatan dua penilai", "Bermain peran", "kappa berbobot", "Belum ada yang dinilai dua orang"]),
        ("en", ["Agreement of two raters", "Role-play", "weighted kappa", "Nothing was rated by two yet"]),
    ],
)
def test_the_picture_says_it_in_the_trainers_language(
    course: Course, lang: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEBAYA_LANG", lang)
    rate(course)
    drawn = write_agreement(course, histories_of(course)).picture.read_text(encoding="utf-8")
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert {*words, "n=36", "2026-09", "2026-11"} <= set(shown)


def test_the_same_ratings_make_the_same_picture(course: Course) -> None:
    rate(course, months=1)
    first = write_agreement(course, histories_of(course)).picture.read_bytes()
    assert write_agreement(course, histories_of(course)).picture.read_bytes() == first


@pytest.mark.parametrize("name", ["agreement.png", "agreement.svg"])
@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [Pair(ROLE_PLAY, "K2", date(2026, 1, 5), 3, 3)],
        [Pair(TEXT, "m02/A12", date(2026, 1, 5), 3, 3)] * 12,
        [Pair(ROLE_PLAY, "K2", date(2024, 1, 5), 3, 3), Pair(ROLE_PLAY, "K2", date(2026, 12, 5), 1, 4)],
    ],
    ids=["none", "one", "all-alike", "three-years"],
)
def test_too_little_is_drawn_as_little(tmp_path: Path, name: str, pairs: list[Pair]) -> None:
    told = draw(histories(pairs), tmp_path / name)
    assert told == in_words(histories(pairs))
    assert (tmp_path / name).stat().st_size > 1000


def test_raters_are_added_and_listed_with_what_they_lack(sebaya: Run, course: Course) -> None:
    code, said = sebaya("raters", "list")
    assert code == 0
    assert "sebaya raters add" in said
    code, said = sebaya("raters", "add", "g01", "--name", "Bu [b]Rina[/b]", "--role", "guru-bk")
    assert code == 0
    (rina,) = read_raters(course)
    assert rina.personal_code in said
    sebaya("raters", "add", "P02", "--name", "Pak Adi", "--role", "psikolog")
    register_of(course).append(*qualifying("P02"))
    code, said = sebaya("raters", "list")
    assert code == 0
    first, second = (line for line in said.splitlines() if "G01" in line or "P02" in line)
    assert "Bu [b]Rina[/b]" in first
    assert "belum" in first
    assert "scene-1, scene-2" in said
    assert "ya" in second
    assert rina.personal_code not in said


def test_a_school_may_ask_more_of_its_raters(sebaya: Run, course: Course) -> None:
    assert read_certification(course).value("probation", "raters", "at_least_icc_hundredths") == 70
    sebaya("raters", "add", "P02", "--name", "Pak Adi", "--role", "psikolog")
    missed = [entry for entry in qualifying("P02") if entry.about != "scene-2"]
    scene = read_material().scenes["scene-2"]["consensus"]["ratings"]
    missed.append(calibration("P02", "scene-2", {one["competency"]: max(2, one["level"]) for one in scene}))
    register_of(course).append(*missed)
    assert "│ ya " in sebaya("raters", "list")[1]
    asked = "format: 2\nprobation:\n  raters:\n    at_least_harm_agreement: 100\n"
    (course.root / "rule.yaml").write_text(asked, encoding="utf-8")
    assert "perlu 100%" in sebaya("raters", "list")[1]


def test_a_role_that_there_is_not_is_told(sebaya: Run, course: Course) -> None:
    code, said = sebaya("raters", "add", "G01", "--name", "Bu Rina", "--role", "teman")
    assert code == 1
    assert "orang-dewasa-terlatih" in said
    assert read_raters(course) == []


def test_agreement_is_shown_and_written(sebaya: Run, course: Course) -> None:
    rate(course)
    code, said = sebaya("agreement")
    assert code == 0
    assert "Bermain peran" in said
    assert "2026-10" in said
    for name in ("agreement.svg", "agreement.csv"):
        assert (course.root / "records" / name).is_file()
        assert name in said


def test_agreement_of_an_empty_class_is_told(sebaya: Run) -> None:
    code, said = sebaya("agreement")
    assert code == 0
    assert "belum ada yang dinilai dua orang" in said


def qualifying(rater: str) -> list[Entry]:
    """The calibration scenes as the consensus has them."""
    return [
        calibration(
            rater,
            name,
            {one["competency"]: one["level"] for one in scene["consensus"]["ratings"]},
            tuple(one["harm"] for one in scene["consensus"]["codes"]),
        )
        for name, scene in read_material().scenes.items()
    ]
