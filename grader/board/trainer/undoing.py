"""The act that takes back another one, which several panels have."""

from collections.abc import Mapping

from grader.acts import Deed
from grader.board.block import Act
from grader.board.panel import Board, Done
from grader.faults import SebayaError, language
from grader.progress import Report
from grader.undo import undo
from scenarios.text import pick

__all__ = ["UNDO", "act_of", "number_of", "take_back"]

UNDO = "undo"


def act_of(deed: Deed | None) -> Act | None:
    """Return the button that takes an act back; None for none."""
    if deed is None:
        return None
    whom = pick(deed.told, language())
    return Act(UNDO, {"id": "Batalkan", "en": "Undo"}, {"number": str(deed.number)}, whom=whom)


def number_of(given: Mapping[str, str]) -> int:
    """Return the number that an act was given. Raises SebayaError for anything else."""
    typed = given["number"].strip()
    if not (typed.isascii() and typed.isdecimal()):
        raise SebayaError(id=f"“{typed}” bukan nomor.", en=f"“{typed}” is no number.")
    return int(typed)


def take_back(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    """Take back the act `number`. Raises SebayaError when that cannot be."""
    deed = undo(board.course, number_of(given))
    return Done({"id": f"Dibatalkan: {deed.told['id']}.", "en": f"Undone: {deed.told['en']}."})
