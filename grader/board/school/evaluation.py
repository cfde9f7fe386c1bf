"""The panels that evaluate the programme: of a school, and of all places of a register together."""

from collections.abc import Sequence

from grader.board.block import Block, Choice
from grader.board.panel import Board, Panel
from grader.board.school.reading import place_choice
from grader.figures.roll import read_roll
from grader.report.evaluation import evaluation_blocks, ratings_of
from grader.report.words import HIDDEN
from grader.report.yearly import year_of
from scenarios.text import Text

__all__ = ["ALL_PLACES", "EVALUATION", "years_of"]

YEARS = 5
TITLE: Text = {"id": "Evaluasi program", "en": "Evaluation of the programme"}
ABOUT: Text = {
    "id": "Proses, keselamatan, keadaan pendukung, dan yang belum berhasil. Tanpa nama.",
    "en": "Process, safety, supporters' wellbeing, and what did not work. Without names.",
}


def years_of(board: Board) -> Choice:
    """Return the years to choose from, the newest first."""
    years = [str(board.today.year - ago) for ago in range(YEARS)]
    chosen = board.chosen.get("year", years[0])
    label: Text = {"id": "Tahun", "en": "Year"}
    return Choice("year", label, tuple((year, {"id": year, "en": year}) for year in years), chosen)


def build(board: Board) -> Sequence[Block]:
    """Show the evaluation of a year."""
    place = "" if board.chosen.get("place") == "all" else None
    return [*place_choice(board), *_blocks(board, place)]


def build_all(board: Board) -> Sequence[Block]:
    """Show the evaluation of a year of all places together."""
    return _blocks(board, "")


def _blocks(board: Board, place: str | None) -> list[Block]:
    choice = years_of(board)
    period = year_of(int(choice.chosen) if choice.chosen.isdecimal() else board.today.year, board.today)
    roll = read_roll(board.course, min(period.last, board.today), place)
    return [choice, HIDDEN, *evaluation_blocks(roll, ratings_of(board.course, roll), period)]


EVALUATION = Panel("evaluation", TITLE, ABOUT, build)
ALL_PLACES = Panel("evaluation-of-all", TITLE, ABOUT, build_all)
