"""A board's notebooks say what its registry says: each panel's title and one line, all of them on the allow-list."""

import json
from pathlib import Path

import nbformat
import pytest
from sample_board import add_sample_board

from grader.board.notebook import notebook
from grader.board.open import board_server
from grader.board.registry import BOARDS, found, panel_of, panels_of
from grader.course import Course
from grader.faults import SebayaError

add_sample_board()
CLASS = "{format: 1, id: kelas, name: Kelas}"
SURFACE = Path(__file__).parents[3] / "scenarios/surface/labextensions/@sebaya/autorun/static"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("board", BOARDS)
def test_a_notebook_shows_exactly_the_panels_of_the_registry_in_their_order(
    board: str, lang: str, tmp_path: Path
) -> None:
    (tmp_path / "class.yaml").write_text(CLASS)
    server = board_server(Course(tmp_path), board, port=0)
    made = nbformat.read(server.root / f"{board}.{lang}.ipynb", as_version=4)
    nbformat.validate(made)
    _title, *cells = made.cells
    panels = panels_of(board)
    assert [cell.source for cell in cells[::2]] == [f"## {panel.title[lang]}" for panel in panels]
    shown = [f'from grader.board import show; show("{panel.id}", "{lang}")' for panel in panels]
    assert [cell.source for cell in cells[1::2]] == shown
    page = json.loads((server.settings / "config" / "labconfig" / "page_config.json").read_bytes())
    assert set(shown) < set(page["sebayaCells"])
    assert len(page["sebayaCells"]) == 2 * len(panels)


def test_the_server_is_the_class_folders_only_in_its_environment(tmp_path: Path) -> None:
    (tmp_path / "class.yaml").write_text(CLASS)
    stale = tmp_path / ".jupyter" / "board-sample" / "work" / "foreign.ipynb"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    server = board_server(Course(tmp_path), "sample", port=0)
    assert sorted(path.name for path in server.root.iterdir()) == ["sample.en.ipynb", "sample.id.ipynb"]
    assert server.environment == {"PYTHONSAFEPATH": "1", "SEBAYA_CLASS": str(tmp_path), "SEBAYA_BOARD": "sample"}
    config = json.loads((server.settings / "config" / "jupyter_server_config.json").read_bytes())
    assert (config["ServerApp"]["ip"], config["ServerApp"]["root_dir"]) == ("127.0.0.1", str(server.root))


def test_the_notebook_of_the_language_in_force_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "class.yaml").write_text(CLASS)
    monkeypatch.setenv("SEBAYA_LANG", "en")
    assert board_server(Course(tmp_path), "sample", port=0).page == "notebooks/sample.en.ipynb"


def test_a_class_is_named_as_it_is_whatever_signs_its_name_has() -> None:
    made = notebook(BOARDS["sample"], panels_of("sample"), "8A\n# <b>*x*", "id")
    assert made["cells"][0]["source"].count("\n") == 2
    assert "<b>" not in made["cells"][0]["source"]


def test_the_surface_knows_a_boards_cell_by_its_source() -> None:
    assert r"/^from grader\.board /" in (SURFACE / "autorun.js").read_text()


def test_no_two_panels_of_a_board_have_the_same_id() -> None:
    for board in BOARDS:
        ids = [panel.id for panel in panels_of(board)]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("ask", [lambda: panels_of("none"), lambda: panel_of("sample", "none"), lambda: found("none")])
def test_what_is_not_there_is_told_with_what_there_is(ask: object) -> None:
    with pytest.raises(SebayaError, match=r"trainer|waiting"):
        ask()  # type: ignore[operator]
