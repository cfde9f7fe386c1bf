"""What every command shares: the class folder that is meant, tables, and a progress bar."""

import unicodedata
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grader.faults import SebayaError
from grader.progress import Report, bar

__all__ = [
    "DEFAULT_ASSESSMENT",
    "Assessment",
    "Folder",
    "console",
    "course_of",
    "day_typed",
    "printable",
    "progress_bar",
    "say",
    "table",
    "usual_folder",
]

console = Console()
Folder = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="Folder kelas (bawaan: folder ini, atau ~/sebaya) / the class folder."),
]
Assessment = Annotated[str, typer.Argument(help="Nama penilaian, misalnya m02-listening / the assessment.")]
DEFAULT_ASSESSMENT = "m02-listening"


def usual_folder() -> Path:
    """Where one stands, if that is a class folder; else the one that `start` makes."""
    return Path.cwd() if (Path.cwd() / "class.yaml").is_file() else Path.home() / "sebaya"


def course_of(folder: Path | None) -> Any:
    """Return the class folder that is meant. Raises SebayaError when it is none."""
    from grader.course import find_course

    return find_course(folder or usual_folder())


def printable(text: str) -> str:
    """Return a name that somebody else chose so that it changes nothing on a screen: no markup, no control signs."""
    kept = (sign if unicodedata.category(sign)[0] != "C" else "�" for sign in text)
    return escape("".join(kept))


def progress_bar(label: str) -> AbstractContextManager[Report]:
    """Show how many are done, how fast, and the time left; gives the function that long work reports to."""
    return bar(console, label)


def table(title: str, *columns: str) -> Table:
    """Return a table whose cells fold where the screen is narrow."""
    made = Table(title=title, title_justify="left")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def say(text: str) -> None:
    """Print a text as it is: no markup, no colours, lines as the terminal breaks them."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def day_typed(typed: str) -> date:
    """Return the day that was typed; today where nothing was. Raises SebayaError for what is no day."""
    from grader.log.row import day_of

    found = day_of(typed, date.today())
    if found is None:
        raise SebayaError(
            id=f"Tanggal “{typed}” tidak terbaca. Tulis seperti 2026-11-22.",
            en=f"The day “{typed}” cannot be read. Write it like 2026-11-22.",
        )
    return found
