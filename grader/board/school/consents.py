"""The panel of consents: whose is missing or was withdrawn."""

from collections.abc import Sequence

from grader.board.block import Block, Column, Table
from grader.board.panel import Board, Panel
from grader.board.school.columns import who
from grader.board.school.reading import place_choice, roll_of_board
from grader.figures.consents import consent_counts, consents_missing
from grader.report.words import cells
from scenarios.text import Text

__all__ = ["CONSENTS"]

KINDS: dict[str, Text] = {
    "consent": {"id": "izin orang tua", "en": "consent of a parent"},
    "assent": {"id": "kesediaan sendiri", "en": "own assent"},
}
STATES: dict[str, Text] = {
    "missing": {"id": "belum dicatat", "en": "not recorded"},
    "withdrawn": {"id": "ditarik; jangan bertugas", "en": "withdrawn; no service"},
}


def build(board: Board) -> Sequence[Block]:
    """Show the counts, and below them whom to ask."""
    roll = roll_of_board(board)
    counts, rows = consent_counts(roll), consents_missing(roll)
    tones = ["danger" if state == "withdrawn" else "warn" for state in rows["state"]]
    counts["kind"] = cells([KINDS[kind] for kind in counts["kind"]])
    rows["kind"] = cells([KINDS[kind] for kind in rows["kind"]])
    rows["state"] = cells([STATES[state] for state in rows["state"]])
    what = Column("kind", {"id": "Apa", "en": "What"})
    needed = (
        what,
        Column("n", {"id": "Perlu (n)", "en": "Needed (n)"}, "number"),
        Column("given", {"id": "Diberikan", "en": "Given"}, "number"),
        Column("missing", {"id": "Belum dicatat", "en": "Not recorded"}, "number"),
        Column("withdrawn", {"id": "Ditarik", "en": "Withdrawn"}, "number"),
    )
    tier = Column("tier", {"id": "Jenjang", "en": "Tier"})
    state = Column("state", {"id": "Keadaan", "en": "State"})
    since = Column("since", {"id": "Sejak", "en": "Since"}, "day")
    captions: tuple[Text, Text] = (
        {"id": "Izin dan kesediaan", "en": "Consent and assent"},
        {"id": "Yang belum lengkap", "en": "What is missing"},
    )
    nobody: Text = {"id": "Semua lengkap.", "en": "Nothing is missing."}
    return [
        *place_choice(board),
        Table("consents", captions[1], (*who(rows), tier, what, state, since), rows, nobody, len(rows), tones=tones),
        Table("consent-counts", captions[0], needed, counts, nobody),
    ]


CONSENTS = Panel(
    "consents",
    {"id": "Izin dan kesediaan", "en": "Consent and assent"},
    {
        "id": "Izin orang tua bagi yang belum dewasa, dan kesediaan sendiri bagi semua. Belum mau? Tidak apa-apa.",
        "en": "Consent of a parent for minors, and own assent for all. Not now? That is fine.",
    },
    build,
)
