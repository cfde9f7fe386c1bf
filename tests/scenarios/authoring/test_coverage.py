"""The coverage matrix: what is written says what the content holds, and the page of the repository is current."""

import os

from gathered import REPOSITORY, gathered
from patching import VALID

from scenarios.authoring.coverage import coverage
from scenarios.authoring.gather import gather
from scenarios.authoring.reviews import Piece, reviews

PAGE = REPOSITORY / "docs" / "coverage.md"


def rows(page: str) -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")
    ]
    return {row[0].split(" ")[0]: row[1:] for row in cells}


def test_a_competency_is_told_as_practised_assessed_and_observed() -> None:
    found = rows(coverage(gather(VALID)))
    assert found["K1"] == ["**PAO**", "·"]
    assert found["K2"] == ["**PA**", "·"]
    assert found["K3"] == ["**PA**", "( )"]


def test_a_seed_statement_is_told_with_its_use() -> None:
    assert rows(coverage(gather(VALID)))["000a"] == ["An example statement.", "taught", "✓", "·"]


def test_every_piece_of_a_ready_module_tells_its_review() -> None:
    content = gather(VALID)
    modules = content.shared["curriculum"].data["modules"]
    assert list(reviews(content, modules[0])) == [
        Piece("lesson", "en"),
        Piece("lesson", "id"),
        Piece("dialogue", "uang-jajan"),
        Piece("assessment", "m-kecil"),
        Piece("assessed dialogue", "sepatu-basah"),
        Piece("assessed dialogue", "sepatu-robek"),
    ]
    assert not any(piece.is_reviewed for piece in reviews(content, modules[0]))
    assert list(reviews(content, modules[1])) == []
    content.dialogues["uang-jajan"].data["review"] = {"status": "reviewed", "by": "psikolog", "on": "2026-12-01"}
    assert Piece("dialogue", "uang-jajan", "psikolog", "2026-12-01") in reviews(content, modules[0])
    assert "reviewed by psikolog on 2026-12-01" in coverage(content)


def test_the_page_is_current() -> None:
    wanted = coverage(gathered())
    if os.environ.get("SEBAYA_WRITE_DOCS"):
        PAGE.write_text(wanted, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == wanted, "run: sebaya check --coverage docs/coverage.md"
