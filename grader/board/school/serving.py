"""The panel of who may serve today, and the page to pin on a wall."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from grader.board.block import Act, Acts, Block, Column, Note, Number, Numbers, Table
from grader.board.panel import Board, Done, Panel
from grader.board.school.columns import STATUS, who, with_status
from grader.board.school.reading import place_choice, roll_of_board
from grader.figures.serving import serving
from grader.progress import Report
from grader.referral import Contact
from grader.report.serving_page import supervisors_of, write_serving
from grader.report.words import cells
from scenarios.dates import written_date
from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SERVING"]


def build(board: Board) -> Sequence[Block]:
    """Show the names, the supervisors, and the button that makes the page."""
    rows = serving(roll_of_board(board))
    day = board.today.isoformat()
    label: Text = {"id": "Boleh bertugas hari ini", "en": "May serve today"}
    caption: Text = {
        "id": f"Boleh bertugas pada {written_date(day)}, menurut catatan",
        "en": f"May serve on {written_date(day, 'en')}, as recorded",
    }
    since, until = {"id": "Sejak", "en": "Since"}, {"id": "Sampai", "en": "Until"}
    columns = (*who(rows), STATUS, Column("since", since, "day"), Column("until", until, "day"))
    nobody: Text = {"id": "Hari ini belum ada yang boleh bertugas.", "en": "Nobody may serve today."}
    return [
        *place_choice(board),
        Numbers("serving-number", (Number(label, str(len(rows)), len(rows)),)),
        *_supervisors(supervisors_of(board.course)),
        Table("serving", caption, columns, with_status(rows), nobody, len(rows)),
        Acts((Act("print", {"id": "Buat lembar tempel (PDF)", "en": "Make the page for the wall (PDF)"}),)),
    ]


def _print(board: Board, _given: Mapping[str, str], report: Report) -> Done:
    report(0, 1)
    path = write_serving(board.course, board.today, roll_of_board(board))
    report(1, 1)
    return Done(
        {
            "id": f"Lembarnya siap: {path}. Berlaku hari ini saja; lepaskan yang lama.",
            "en": f"The page is ready: {path}. It is valid today only; take the old one down.",
        }
    )


def _supervisors(found: Sequence[Contact]) -> list[Block]:
    caption: Text = {"id": "Pembina dan wakilnya", "en": "The supervisor and the deputy"}
    nobody: Text = {
        "id": "Belum ada pembina di peta rujukan: jangan ada yang bertugas dulu. Isi: sebaya start --coordinator",
        "en": "No supervisor is on the referral map: let nobody serve yet. Fill it in: sebaya start --coordinator",
    }
    columns = (
        Column("name", {"id": "Nama", "en": "Name"}),
        Column("role", {"id": "Peran", "en": "Role"}),
        Column("when", {"id": "Kapan", "en": "When"}),
        Column("reach", {"id": "Di mana", "en": "Where"}),
        Column("checked_on", {"id": "Dicek", "en": "Checked"}, "day"),
    )
    blocks: list[Block] = [] if found else [Note(nobody, "danger")]
    return [*blocks, Table("supervisors", caption, columns, _contacts(found), nobody)]


def _contacts(found: Sequence[Contact]) -> "pd.DataFrame":
    import pandas as pd

    names = ("name", "role", "when", "reach", "checked_on")
    return pd.DataFrame({name: cells([getattr(one, name) or "–" for one in found]) for name in names})


SERVING = Panel(
    "serving",
    {"id": "Siapa boleh bertugas hari ini", "en": "Who may serve today"},
    {
        "id": "Nama-nama yang menurut catatan boleh bertugas, di bawah supervisi, dan siapa pembinanya.",
        "en": "Those who may serve as recorded, under supervision, and who supervises them.",
    },
    build,
    {"print": _print},
)
