"""The trainer's board: what waits, the flow of hand-ins, sittings, the class by competency, conversations, items."""

from grader.board.panel import Panel
from grader.board.trainer.flow import FLOW
from grader.board.trainer.heat_map import HEAT_MAP
from grader.board.trainer.items import ITEMS
from grader.board.trainer.path import PATH
from grader.board.trainer.sittings import SITTINGS
from grader.board.trainer.waiting import WAITING

__all__ = ["PANELS"]

PANELS: tuple[Panel, ...] = (WAITING, FLOW, SITTINGS, HEAT_MAP, PATH, ITEMS)
"""In the order in which they are shown."""
