"""The section on supervision held against what was due, by class; without names."""

from datetime import date

from grader.board.block import Column, Table
from grader.figures.roll import Roll
from grader.figures.service import every
from grader.figures.supervision import supervision_by_group
from grader.report.words import GROUP, PLACE, cells
from scenarios.text import Text

__all__ = ["COLUMNS", "supervision_table"]

COLUMNS = (
    Column("due", {"id": "Seharusnya (n)", "en": "Due (n)"}, "number"),
    Column("held", {"id": "Terlaksana", "en": "Held"}, "number"),
    Column("missed", {"id": "Tidak terlaksana", "en": "Not held"}, "number"),
    Column("share", {"id": "Bagian terlaksana", "en": "Share held"}, "percent"),
)
ALL: Text = {"id": "semua", "en": "all"}


def supervision_table(roll: Roll, first: date = date.min, last: date = date.max) -> Table:
    """Return supervision by class, and of all, in the days from `first` to `last`."""
    found, days = supervision_by_group(roll, first, last), every(roll)
    n = found["due"].iloc[-1]
    found["group"] = cells(group or ALL for group in found["group"])
    places = (Column("place", PLACE),) if len(roll.places) > 1 else ()
    caption: Text = {"id": "Supervisi menurut kelas", "en": "Supervision by class"}
    note: Text = {
        "id": f"Selama bertugas, satu supervisi tiap {days} hari penuh. Hari-hari dijeda tidak dihitung, kecuali "
        "dijeda karena supervisinya tidak ada. Semua: siapa pun yang pernah bertugas.",
        "en": f"While in service, one supervision for every full {days} days. Days of a pause do not count, unless it "
        "is a pause for want of supervision. All: whoever served at any time.",
    }
    nobody: Text = {"id": "Belum ada yang bertugas.", "en": "Nobody has served yet."}
    return Table("supervision-by-group", caption, (*places, Column("group", GROUP), *COLUMNS), found, nobody, n, note)
