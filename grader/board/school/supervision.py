"""The panel of supervision: held against due, by class and by name, and who waits for it too long."""

from collections.abc import Sequence

from grader.board.block import Block, Column, Table
from grader.board.panel import Board, Panel
from grader.board.school.columns import STATUS, who, with_status
from grader.board.school.reading import place_choice, roll_of_board
from grader.figures.service import every
from grader.figures.supervision import overdue, supervision_of_each
from grader.report.supervision import COLUMNS, supervision_table
from grader.report.words import HIDDEN
from scenarios.text import Text

__all__ = ["SUPERVISION"]


def build(board: Board) -> Sequence[Block]:
    """Show who is overdue first, then everybody who serves, then the classes."""
    roll = roll_of_board(board)
    late, each, days = with_status(overdue(roll)), supervision_of_each(roll), every(roll)
    captions: tuple[Text, Text] = (
        {"id": f"Lebih dari {days} hari tanpa supervisi", "en": f"More than {days} days without supervision"},
        {"id": "Supervisi tiap pendukung yang bertugas", "en": "Supervision of each supporter who serves"},
    )
    nobody: tuple[Text, Text] = (
        {"id": "Tidak ada yang terlambat.", "en": "Nobody is overdue."},
        {"id": "Belum ada yang bertugas.", "en": "Nobody serves yet."},
    )
    since = Column("since", {"id": "Sejak", "en": "Since"}, "day")
    waited = Column("days", {"id": "Hari", "en": "Days"}, "number")
    last = Column("last", {"id": "Terakhir", "en": "Last"}, "day")
    return [
        *place_choice(board),
        Table(
            "overdue",
            captions[0],
            (*who(late), STATUS, since, waited),
            late,
            nobody[0],
            len(late),
            tones=["danger"] * len(late),
        ),
        Table("supervision", captions[1], (*who(each), *COLUMNS, last), each, nobody[1], len(each)),
        supervision_table(roll),
        HIDDEN,
    ]


SUPERVISION = Panel(
    "supervision",
    {"id": "Supervisi", "en": "Supervision"},
    {
        "id": "Supervisi yang terlaksana dibanding yang seharusnya ada. Tanpa supervisi, tidak ada tugas.",
        "en": "Supervision held against what was due. Without supervision there is no service.",
    },
    build,
)
