"""Commands that make a school's pages and reports, and show a district its schools side by side."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.app import app
from grader.cli.screen import Folder, console, course_of, day_typed, progress_bar, say
from grader.faults import tell

report_app = typer.Typer(no_args_is_help=True, help="Lembar dan laporan sekolah / a school's pages and reports.")
app.add_typer(report_app, name="report")


@report_app.command("serving")
def serving(folder: Folder = None) -> None:
    """Buat lembar tempel: siapa boleh bertugas hari ini / make the page for the wall: who may serve today."""
    from grader.report.serving_page import write_serving

    path = write_serving(course_of(folder), date.today())
    say(str(path))
    say(
        tell(
            id="Lembar ini berisi nama dan berlaku hari ini saja. Lepaskan yang lama.",
            en="This page holds names and is valid today only. Take the old one down.",
        )
    )


@report_app.command("yearly")
def yearly(
    folder: Folder = None,
    year: Annotated[int, typer.Option(help="Tahun (bawaan: tahun ini) / the year.")] = 0,
    first: Annotated[str, typer.Option("--from", help="Hari pertama, bila bukan satu tahun / the first day.")] = "",
    last: Annotated[str, typer.Option("--to", help="Hari terakhir / the last day.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Tempat berkasnya (bawaan: printed/) / where to write.")
    ] = None,
) -> None:
    """Buat laporan tahunan sebagai PDF dan XLSX, tanpa nama / make the yearly report, without names."""
    from grader.figures.evaluation import Period
    from grader.report.yearly import write_yearly, year_of

    course, today = course_of(folder), date.today()
    whole = year_of(year or today.year, today)
    period = Period(day_typed(first) if first else whole.first, day_typed(last) if last else whole.last)
    with progress_bar(tell(id="Laporan", en="Report")) as progress:
        paths = write_yearly(course, period, today, progress, out)
    for path in paths:
        say(str(path))


@report_app.command("schools")
def schools(folder: Folder = None) -> None:
    """Tampilkan sekolah berdampingan, tanpa nama / show the places of a register side by side, without names."""
    from grader.board.panel import Board
    from grader.board.school.schools import SCHOOLS
    from grader.board.terminal import print_panel

    print_panel(console, SCHOOLS, SCHOOLS.build(Board(course_of(folder), date.today())), everything=True)
