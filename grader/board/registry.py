"""Which boards there are, and which panels each shows, in their order."""

import pkgutil
from dataclasses import dataclass

from grader.board.panel import Panel
from grader.faults import SebayaError
from scenarios.text import Text

__all__ = ["BOARD", "BOARDS", "FOLDER", "About", "found", "panel_of", "panels_of"]

BOARD, FOLDER = "SEBAYA_BOARD", "SEBAYA_CLASS"
"""Name the board and the class folder of a kernel; a trainee's kernel never has them."""


@dataclass(frozen=True)
class About:
    """A board's title and what it is for; `panels` says where its tuple of panels is (`module:name`)."""

    title: Text
    intro: Text
    panels: str


BOARDS: dict[str, About] = {
    "trainer": About(
        {"id": "Meja kerja pelatih", "en": "The trainer's board"},
        {
            "id": "Yang menunggumu, dan bagaimana kelas berjalan. Yang bisa dibatalkan punya tombol Batalkan.",
            "en": "What waits for you, and how the class is doing. What can be taken back has an Undo button.",
        },
        "grader.board.trainer:PANELS",
    ),
    "school": About(
        {"id": "Meja kerja sekolah", "en": "The school's board"},
        {
            "id": "Siapa boleh bertugas hari ini, apa yang segera habis masanya, dan bagaimana program berjalan.",
            "en": "Who may serve today, what runs out soon, and how the programme is doing.",
        },
        "grader.board.school:PANELS",
    ),
    "district": About(
        {"id": "Meja kerja dinas", "en": "The district's board"},
        {
            "id": "Sekolah-sekolah berdampingan, tanpa nama. Kelompok kecil tidak ditampilkan sendiri.",
            "en": "Schools side by side, without names. Small groups are not shown by themselves.",
        },
        "grader.board.school:DISTRICT",
    ),
}


def panels_of(board: str) -> tuple[Panel, ...]:
    """Return the panels of a board, in the order in which they are shown. Raises SebayaError when there is none."""
    if board not in BOARDS:
        known = ", ".join(BOARDS)
        raise SebayaError(
            id=f"Tidak ada meja kerja “{board}”. Yang ada: {known}.",
            en=f"There is no board “{board}”. There is: {known}.",
        )
    panels: tuple[Panel, ...] = pkgutil.resolve_name(BOARDS[board].panels)
    return panels


def panel_of(board: str, panel: str) -> Panel:
    """Return the panel of that id. Raises SebayaError, which names those that there are."""
    panels = {one.id: one for one in panels_of(board)}
    if panel not in panels:
        known = ", ".join(panels)
        raise SebayaError(
            id=f"Tidak ada panel “{panel}” di {BOARDS[board].title['id']}. Yang ada: {known}.",
            en=f"There is no panel “{panel}” on {BOARDS[board].title['en']}. There is: {known}.",
        )
    return panels[panel]


def found(panel: str) -> tuple[str, Panel]:
    """Return the first board that has the panel, and the panel. Raises SebayaError, which names all that there are."""
    boards = {name: {one.id: one for one in panels_of(name)} for name in BOARDS}
    for name, panels in boards.items():
        if panel in panels:
            return name, panels[panel]
    known = ", ".join(dict.fromkeys(one for panels in boards.values() for one in panels))
    raise SebayaError(
        id=f"Tidak ada panel “{panel}”. Yang ada: {known}.", en=f"There is no panel “{panel}”. There is: {known}."
    )
