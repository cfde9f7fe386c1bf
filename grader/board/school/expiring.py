"""The panel of certificates that end soon."""

from collections.abc import Sequence

from grader.board.block import Block, Column, Table
from grader.board.panel import Board, Panel
from grader.board.school.columns import STATUS, who, with_status
from grader.board.school.reading import place_choice, roll_of_board
from grader.figures.expiring import MONTHS, expiring, expiring_by_month
from grader.report.words import cells
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text

__all__ = ["EXPIRING"]

OPEN: Text = {"id": "bisa dimulai sekarang", "en": "can begin now"}


def build(board: Board) -> Sequence[Block]:
    """Show how many end in each month, and the list, the nearest first."""
    roll = roll_of_board(board)
    rows, months = with_status(expiring(roll)), expiring_by_month(roll)
    opens = max(roll.rule.standing["remind_days"])
    rows["renewal"] = cells(
        [
            OPEN if is_open else _later(left - opens)
            for is_open, left in zip(rows["is_open"], rows["days_left"], strict=True)
        ]
    )
    rows["tone"] = [
        "danger" if within == min(roll.rule.standing["remind_days"]) else "warn" if within else ""
        for within in rows["within"]
    ]
    months["month"] = cells([{lang: written_date(month, lang) for lang in LANGUAGES} for month in months["month"]])
    reminded = ", ".join(map(str, sorted(roll.rule.standing["remind_days"], reverse=True)))
    note: Text = {
        "id": f"Diingatkan {reminded} hari sebelumnya. Perpanjangan bisa diputuskan dalam {opens} hari terakhir.",
        "en": f"Reminders come {reminded} days before. A renewal can be decided in the last {opens} days.",
    }
    columns = (
        *who(rows),
        STATUS,
        Column("until", {"id": "Berlaku sampai", "en": "Valid until"}, "day"),
        Column("days_left", {"id": "Sisa hari", "en": "Days left"}, "number"),
        Column("within", {"id": "Dalam (hari)", "en": "Within (days)"}, "number"),
        Column("renewal", {"id": "Perpanjangan", "en": "Renewal"}),
    )
    by_month = (
        Column("month", {"id": "Bulan", "en": "Month"}),
        Column("count", {"id": "Sertifikat", "en": "Certificates"}, "number"),
    )
    captions: tuple[Text, Text] = (
        {"id": f"Berakhir dalam {MONTHS} bulan", "en": f"Ending within {MONTHS} months"},
        {"id": "Sertifikat yang segera berakhir", "en": "Certificates that end soon"},
    )
    nobody: Text = {"id": "Tidak ada yang berakhir dalam waktu ini.", "en": "None ends in this time."}
    tones = [str(tone) for tone in rows["tone"]]
    return [
        *place_choice(board),
        Table("expiring-by-month", captions[0], by_month, months, nobody, len(rows)),
        Table("expiring", captions[1], columns, rows, nobody, len(rows), note, tones),
    ]


def _later(days: int) -> Text:
    return {"id": f"{days} hari lagi", "en": f"in {days} days"}


EXPIRING = Panel(
    "expiring",
    {"id": "Segera berakhir", "en": "Ending soon"},
    {
        "id": "Sertifikat yang berakhir bulan ini dan lima bulan sesudahnya, dan yang sudah bisa diperpanjang.",
        "en": "Certificates that end this month or in the five months after it, and those to renew already.",
    },
    build,
)
