"""The command that writes what a web host needs so that anybody can check certificates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.app import app
from grader.cli.screen import console, course_of, printable, progress_bar
from grader.faults import tell

if TYPE_CHECKING:
    from grader.course import Course
    from grader.publish import Published


@app.command()
def publish(
    target: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder untuk situs: kosong, atau terbitan lama / for the web.")
    ],
    folder: Annotated[
        list[Path] | None,
        typer.Option("--folder", "-f", help="Folder kelas, boleh beberapa / the class folder, or several."),
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option(help="issuers.json penerbit lain yang ikut didaftar / another issuer's, to be listed too."),
    ] = None,
) -> None:
    """Tulis halaman pemeriksaan dan daftar pencabutan, tanpa nama / write the verify page and the signed lists."""
    from grader.cli.credential import opened

    courses = [course_of(one) for one in folder] if folder else [course_of(None)]
    made = opened(lambda passphrase: _write(courses, target, also or [], passphrase))
    where, revoked, suspended = printable(str(made.folder)), len(made.status.revoked), len(made.status.suspended)
    lines = [
        tell(
            id=f"{where}: {len(made.files)} berkas. Dicabut: {revoked}; dijeda: {suspended}; tanpa nama.",
            en=f"{where}: {len(made.files)} files. Revoked: {revoked}; suspended: {suspended}; without names.",
        ),
        tell(id="Penerbit di halaman itu: ", en="Issuers on the page: ") + ", ".join(map(printable, made.issuers)),
        tell(id="Langkah berikutnya ada di README.txt.", en="What to do next is in README.txt."),
    ]
    if made.kept:
        lines.append(
            tell(
                id=f"{made.kept} di antaranya dari kelas lain, seperti di terbitan sebelumnya.",
                en=f"{made.kept} of them are of other classes, as published before.",
            )
        )
    if made.is_old:
        day = made.status.as_of.date() if made.status.as_of else ""
        lines.append(
            tell(
                id=f"Daftarnya per {day}: ada kelas yang sejak itu tidak terlihat di sini. Sertakan dengan --folder.",
                en=f"The list is as of {day}: a class has not been seen here since. Give it too, with --folder.",
            )
        )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)


def _write(courses: "list[Course]", target: Path, also: list[Path], passphrase: str) -> "Published":
    from grader.publish import publish as write

    with progress_bar(tell(id="Menerbitkan", en="Publishing")) as progress:
        return write(courses, target, passphrase, progress, also=also)
