"""The section that shows the places of a register side by side: numbers alone."""

from grader.board.block import Block, Column, Table
from grader.figures.roll import Roll
from grader.figures.schools import schools
from grader.report.supervision import COLUMNS
from grader.report.words import HIDDEN, PLACE, cells
from grader.standing import Status
from grader.views import COUNTED
from scenarios.text import Text

__all__ = ["schools_blocks"]


def schools_blocks(roll: Roll) -> list[Block]:
    """Return the section: a row for each place, and one for all."""
    found, remind = schools(roll), max(roll.rule.standing["remind_days"])
    everywhere: Text = {"id": "semua", "en": "all"}
    found["place"] = cells(place or everywhere for place in found["place"])
    ends: Text = {"id": f"berakhir dalam {remind} hari", "en": f"ending within {remind} days"}
    titles = {**{status: status.text for status in COUNTED}, Status.EXPIRING: ends}
    columns = (
        Column("place", PLACE),
        *(Column(str(status), titles[status], "number") for status in COUNTED),
        Column("at_least", {"id": "Sedikitnya (n)", "en": "At least (n)"}, "number"),
        COLUMNS[0],
        COLUMNS[1],
        COLUMNS[3],
    )
    caption: Text = {"id": "Sekolah berdampingan", "en": "Schools side by side"}
    note: Text = {
        "id": "Baris semua hanya menjumlahkan yang ditampilkan. Supervisi dihitung sejak awal bertugas.",
        "en": "The row of all adds up only what is shown. Supervision counts since service began.",
    }
    nobody: Text = {"id": "Belum ada peserta.", "en": "There is no trainee yet."}
    return [HIDDEN, Table("schools", caption, columns, found, nobody, note=note)]
