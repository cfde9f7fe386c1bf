"""The panel of a district: the places of one register side by side, in numbers alone."""

from collections.abc import Sequence

from grader.board.block import Block
from grader.board.panel import Board, Panel
from grader.figures.roll import read_roll
from grader.report.schools import schools_blocks

__all__ = ["SCHOOLS"]


def build(board: Board) -> Sequence[Block]:
    """Show a row for each place."""
    return schools_blocks(read_roll(board.course, board.today, ""))


SCHOOLS = Panel(
    "schools",
    {"id": "Sekolah berdampingan", "en": "Schools side by side"},
    {
        "id": "Angka tiap sekolah atau kelas di buku register ini. Tanpa nama dan tanpa kode peserta.",
        "en": "Numbers of each school or class of this register. Without names and without codes of trainees.",
    },
    build,
)
