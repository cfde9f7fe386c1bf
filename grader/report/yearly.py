"""The yearly report: evaluation, supervision and pipeline of a period, as a PDF to read and an XLSX to count with."""

from datetime import date
from pathlib import Path

from grader.course import Course
from grader.faults import SebayaError
from grader.figures.evaluation import Period
from grader.figures.roll import read_roll
from grader.pdf import UnprintableError
from grader.progress import Report, silent
from grader.report.evaluation import evaluation_blocks, ratings_of
from grader.report.pipeline import pipeline_blocks
from grader.report.section import Section, Yearly
from grader.report.supervision import supervision_table
from grader.report.words import HIDDEN
from grader.report.yearly_pdf import yearly_pdf
from grader.report.yearly_xlsx import yearly_xlsx
from scenarios.atomic import write_whole

__all__ = ["read_yearly", "write_yearly", "year_of"]


def year_of(year: int, today: date) -> Period:
    """Return a calendar year up to `today`. Raises SebayaError for one that has not begun."""
    if not 2000 <= year <= today.year:
        raise SebayaError(
            id=f"Tahun {year} tidak bisa dilaporkan. Pilih tahun sampai {today.year}.",
            en=f"There is no report about {year}. Choose a year up to {today.year}.",
        )
    return Period(date(year, 1, 1), min(date(year, 12, 31), today))


def read_yearly(course: Course, period: Period, today: date, progress: Report = silent) -> Yearly:
    """Return the report; where people stand is as it was on the last day of the period. Raises SebayaError."""
    if period.last < period.first:
        raise SebayaError(
            id="Hari terakhir ada sebelum hari pertama. Tukar keduanya.",
            en="The last day comes before the first. Swap them.",
        )
    roll = read_roll(course, min(period.last, today))
    progress(1, 4)
    evaluation = evaluation_blocks(roll, ratings_of(course, roll), period)
    progress(2, 4)
    sections = (
        Section({"id": "Evaluasi program", "en": "Evaluation of the programme"}, [HIDDEN, *evaluation]),
        Section(
            {"id": "Supervisi", "en": "Supervision"},
            [supervision_table(roll, period.first, period.last)],
        ),
        Section({"id": "Peserta di tiap tahap", "en": "Trainees at each stage"}, pipeline_blocks(roll)),
    )
    return Yearly(course.about["name"], period, today, sections)


def write_yearly(
    course: Course, period: Period, today: date, progress: Report = silent, folder: Path | None = None
) -> list[Path]:
    """Write `yearly-<year>.pdf` and `.xlsx` (for other periods: with both days), by default into `printed/`.

    Returns both paths. Raises SebayaError, also when a file cannot be written.
    """
    found = read_yearly(course, period, today, progress)
    folder = folder or course.root / "printed"
    first, last = period.days
    is_year = first.endswith("-01-01") and (last.endswith("-12-31") or last == today.isoformat())
    name = f"yearly-{first[:4]}" if is_year and first[:4] == last[:4] else f"yearly-{first}-{last}"
    paths = [folder / f"{name}{suffix}" for suffix in (".pdf", ".xlsx")]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(paths[0], yearly_pdf(found))
        progress(3, 4)
        write_whole(paths[1], yearly_xlsx(found))
    except UnprintableError as fault:
        raise SebayaError(
            id="Nama sekolah atau kelas ditulis dengan aksara yang hurufnya belum terpasang di komputer ini. Pasang "
            "huruf Noto untuk aksara itu, lalu ulangi.",
            en="The name of the school or of a class is in a script for which this computer has no font. Install the "
            "Noto font of that script, then try again.",
        ) from fault
    except OSError as fault:
        raise SebayaError(
            id=f"{folder} tidak bisa ditulisi ({fault.strerror}). Tutup berkasnya bila sedang terbuka, lalu ulangi.",
            en=f"{folder} cannot be written to ({fault.strerror}). Close the file where it is open, then repeat.",
        ) from fault
    progress(4, 4)
    return paths
