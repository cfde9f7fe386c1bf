"""The panel of the yearly report: makes it as PDF and XLSX."""

from collections.abc import Mapping, Sequence

from grader.board.block import Act, Acts, Block, Field, Note
from grader.board.panel import Board, Done, Panel
from grader.faults import SebayaError
from grader.progress import Report
from grader.report.evaluation import INTENT
from grader.report.yearly import write_yearly, year_of
from scenarios.text import Text

__all__ = ["YEARLY"]

WHAT: Text = {
    "id": "Laporan memuat evaluasi program, supervisi, dan peserta di tiap tahap. Tanpa nama, tanpa kode, dan tanpa "
    "kelompok di bawah lima orang. PDF untuk dibaca, XLSX untuk dihitung; keduanya memuat angka yang sama.",
    "en": "The report holds the evaluation of the programme, supervision, and the trainees at each stage. No names, no "
    "codes, no groups of fewer than five. A PDF to read, an XLSX to count with; both hold the same numbers.",
}


def build(board: Board) -> Sequence[Block]:
    """Tell what the report holds, and offer to make it."""
    year = Field("year", {"id": "Tahun", "en": "Year"}, "number", str(board.today.year))
    return [Note(WHAT), INTENT, Acts((Act("make", {"id": "Buat laporan", "en": "Make the report"}, fields=(year,)),))]


def _make(board: Board, given: Mapping[str, str], report: Report) -> Done:
    typed = given.get("year", "").strip()
    if not (typed.isdecimal() and typed.isascii()):
        raise SebayaError(id=f"Tahun “{typed}” tidak terbaca.", en=f"The year “{typed}” cannot be read.")
    paths = write_yearly(board.course, year_of(int(typed), board.today), board.today, report)
    told = ", ".join(map(str, paths))
    return Done({"id": f"Laporannya siap: {told}.", "en": f"The report is ready: {told}."})


YEARLY = Panel(
    "yearly",
    {"id": "Laporan tahunan", "en": "Yearly report"},
    {"id": "Satu laporan untuk kepala sekolah dan dinas.", "en": "One report for the head of school and the district."},
    build,
    {"make": _make},
)
