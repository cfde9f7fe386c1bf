"""Which roll a panel shows: the class's own, or that of all places of its register where there are more."""

from sqlalchemy import select

from grader.board.block import Choice
from grader.board.panel import Board
from grader.figures.roll import Roll, read_roll
from grader.register import register_of
from grader.register.tables import PERSON
from scenarios.text import Text

__all__ = ["place_choice", "roll_of_board"]

ALL = "all"
OPTIONS: tuple[tuple[str, Text], ...] = (
    ("own", {"id": "kelas ini", "en": "this class"}),
    (ALL, {"id": "semua kelas di buku register ini", "en": "all classes of this register"}),
)


def roll_of_board(board: Board) -> Roll:
    """Return the roll that was chosen. Raises SebayaError."""
    return read_roll(board.course, board.today, "" if board.chosen.get("place") == ALL else None)


def place_choice(board: Board) -> list[Choice]:
    """Return what to choose from, where the register holds several places. Raises SebayaError."""
    with register_of(board.course).reading() as connection:
        places = connection.scalars(select(PERSON.c.place).distinct()).all()
    if not set(places) - {board.course.about["id"]}:
        return []
    label: Text = {"id": "Tampilkan", "en": "Show"}
    return [Choice("place", label, OPTIONS, board.chosen.get("place", "own"))]
