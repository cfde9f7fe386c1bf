"""The printed sheets of the observed role-play: each reader gets all of their own part, and nothing of another's."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from grader.content import load_content
from grader.course import Course
from grader.faults import SebayaError
from grader.role_play_sheets import SHEETS, write_sheets
from scenarios.authoring.compile import compile_content
from scenarios.authoring.gather import Content
from scenarios.text import LANGUAGES, pick


def words(text: str) -> str:
    """Return `text` without what a PDF's line breaks add or take away."""
    return "".join(text.replace("-", "").split())


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_sheets(Course(tmp_path_factory.mktemp("kelas")))


@pytest.fixture(scope="module")
def sheets(written: list[Path]) -> dict[str, str]:
    return {path.name: words("".join(page.extract_text() for page in PdfReader(path).pages)) for path in written}


def test_four_forms_in_both_languages_for_three_readers(content: Content, sheets: dict[str, str]) -> None:
    assert list(content.role_plays) == ["form-a", "form-b", "form-c", "form-d"]
    assert set(sheets) == {
        f"{form}.{sheet}.{lang}.pdf" for form in content.role_plays for sheet in SHEETS for lang in LANGUAGES
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_reader_gets_all_of_their_part(content: Content, sheets: dict[str, str], lang: str) -> None:
    for name, source in content.role_plays.items():
        form = source.data
        candidate, actor, rater = (sheets[f"{name}.{sheet}.{lang}.pdf"] for sheet in SHEETS)
        assert words(pick(form["candidate"]["brief"], lang)) in candidate
        for text in form["candidate"]["remember"]:
            assert words(pick(text, lang)) in candidate
        for moment in form["actor"]["moments"]:
            for part in ("cue", "if_helped", "if_not"):
                assert words(pick(moment[part], lang)) in actor
        for anchors in form["raters"]["look_for"]:
            for part in ("harm", "not_yet", "enough", "more"):
                assert words(pick(anchors[part], lang)) in rater


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_candidate_learns_nothing_of_what_will_come(content: Content, sheets: dict[str, str], lang: str) -> None:
    for name, source in content.role_plays.items():
        form, sheet = source.data, sheets[f"{name}.candidate.{lang}.pdf"]
        assert words(pick(form["title"], lang)) not in sheet
        hidden = [form["actor"]["opening"], *form["actor"]["carries"], *(m["cue"] for m in form["actor"]["moments"])]
        for text in hidden:
            assert words(pick(text, lang)) not in sheet


def test_a_candidates_sheet_is_one_page(written: list[Path]) -> None:
    paths = [path for path in written if ".candidate." in path.name]
    assert [len(PdfReader(path).pages) for path in paths] == [1] * len(paths)


def test_an_unknown_form_is_told_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(SebayaError, match=r"form-z.*form-a"):
        write_sheets(Course(tmp_path), "form-z")


def test_calibration_holds_harm_and_none_in_equal_measure(content: Content) -> None:
    scenes = [source.data for source in content.calibrations.values()]
    harmful = [scene for scene in scenes if any(one["level"] == 1 for one in scene["consensus"]["ratings"])]
    assert len(scenes) >= 6
    assert len(harmful) * 2 == len(scenes)
    levels = [one["level"] for scene in scenes for one in scene["consensus"]["ratings"]]
    assert set(levels) == {1, 2, 3, 4}


def test_what_a_trainees_kernel_plays_holds_no_form_and_no_scene(content: Content, tmp_path: Path) -> None:
    compile_content(content, tmp_path)
    compiled = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json")]
    assert compiled
    for source in [*content.role_plays.values(), *content.calibrations.values()]:
        for lang in LANGUAGES:
            hidden = json.dumps(pick(source.data["setting"], lang), ensure_ascii=False)[1:-1]
            assert not [text for text in compiled if hidden in text]
