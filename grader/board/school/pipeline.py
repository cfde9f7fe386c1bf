"""The panel of the pipeline: how many stand where."""

from collections.abc import Sequence

from grader.board.block import Block
from grader.board.panel import Board, Panel
from grader.board.school.reading import place_choice, roll_of_board
from grader.report.pipeline import pipeline_blocks
from grader.report.words import HIDDEN

__all__ = ["PIPELINE"]


def build(board: Board) -> Sequence[Block]:
    """Show statuses, modules, role-plays, and what holds people back."""
    return [*place_choice(board), HIDDEN, *pipeline_blocks(roll_of_board(board))]


PIPELINE = Panel(
    "pipeline",
    {"id": "Peserta di tiap tahap", "en": "Trainees at each stage"},
    {
        "id": "Berapa orang di tiap status, sudah sampai mana latihannya, dan langkah mana yang menahan. Tanpa nama.",
        "en": "How many have each status, how far training is, and which step holds people back. Without names.",
    },
    build,
)
