"""Commands that set up a class: its folder, its trainees, what it is given."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.app import app, course_app, roster_app
from grader.cli.screen import DEFAULT_ASSESSMENT, Assessment, Folder, console, course_of, progress_bar, table
from grader.faults import language, tell
from scenarios.text import pick


@course_app.command("new")
def course_new(
    folder: Annotated[Path, typer.Argument(help="Folder baru / a new folder.")],
    name: Annotated[str, typer.Option(help="Nama kelas / the name of the class.")] = "Kelas pendukung sebaya",
    db: Annotated[
        str | None, typer.Option(help="Buku nilai di PostgreSQL (postgresql://…) / the gradebook on PostgreSQL.")
    ] = None,
    register: Annotated[
        str | None, typer.Option(help="Buku register di PostgreSQL (postgresql://…) / the register on PostgreSQL.")
    ] = None,
) -> None:
    """Buat folder kelas / make a class folder."""
    from grader.course import create_course

    course = create_course(folder, name, db, register)
    console.print(
        tell(
            id=f"Folder kelas siap: {course.root}\n"
            "Lanjut: isi peta rujukan (sebaya start --coordinator), lalu sebaya roster import DAFTAR.csv",
            en=f"The class folder is ready: {course.root}\n"
            "Next: fill in the referral map (sebaya start --coordinator), then sebaya roster import LIST.csv",
        )
    )


@roster_app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(help="Berkas CSV / the CSV file.")],
    folder: Folder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Hanya periksa / only check.")] = False,
) -> None:
    """Masukkan daftar peserta dari CSV; tidak ada yang masuk sampai semua baris benar / import the roster."""
    from grader.roster import RosterError, import_roster

    try:
        with progress_bar(tell(id="Peserta", en="Trainees")) as progress:
            result = import_roster(course_of(folder), file, dry_run=dry_run, progress=progress)
    except RosterError as fault:
        for problem in fault.problems:
            console.print(str(problem), markup=False, highlight=False)
        raise
    for warning in result.warnings:
        console.print(str(warning), markup=False, highlight=False)
    if result.kept:
        console.print(
            tell(
                id=f"Tidak ada di berkas ini, tetap di daftar: {', '.join(result.kept)}",
                en=f"Not in this file, kept on the roster: {', '.join(result.kept)}",
            )
        )
    verb = tell(id="akan ditambah", en="to be added") if dry_run else tell(id="ditambah", en="added")
    console.print(
        tell(
            id=f"{len(result.added)} {verb}, {len(result.changed)} berubah, {len(result.unchanged)} tetap.",
            en=f"{len(result.added)} {verb}, {len(result.changed)} changed, {len(result.unchanged)} as before.",
        )
    )


@roster_app.command("slips")
def roster_slips(folder: Folder = None) -> None:
    """Buat lembar kode pribadi untuk dibagikan / make the sheet of personal codes to hand out."""
    from grader.roster import write_code_slips

    console.print(str(write_code_slips(course_of(folder))))


@app.command("referral-card")
def referral_card(folder: Folder = None) -> None:
    """Buat kartu kriteria rujukan untuk dicetak / make the card of the referral criteria to print."""
    from grader.referral_card import write_cards

    for path in write_cards(course_of(folder)):
        console.print(str(path))


@app.command("role-play")
def role_play(
    form: Annotated[
        str | None, typer.Argument(help="Satu formulir, mis. form-a; tanpa ini semua / one form; without it all.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Buat lembar kandidat, pemeran, dan penilai untuk dicetak / make the sheets of the observed role-play."""
    from grader.role_play_sheets import write_sheets

    for path in write_sheets(course_of(folder), form):
        console.print(str(path))


@app.command()
def gate(folder: Folder = None) -> None:
    """Periksa gerbang program: apa yang masih kurang / check the programme gate: what is still missing."""
    from datetime import date

    from grader.gate import conditions
    from grader.referral import read_map

    shown = table(
        tell(id="Gerbang program", en="Programme gate"),
        tell(id="syarat", en="condition"),
        tell(id="keadaan", en="state"),
    )
    lacking = 0
    for condition in conditions(read_map(course_of(folder)), date.today()):
        lacking += bool(condition.lack)
        state = pick(condition.lack.text, language()) if condition.lack else "✓"
        shown.add_row(pick(condition.name, language()), state)
    console.print(shown)
    if lacking:
        console.print(
            tell(
                id=f"Belum terbuka: {lacking} syarat belum terpenuhi. Isi dengan: sebaya start --coordinator",
                en=f"Closed: {lacking} conditions are not met. Fill them in with: sebaya start --coordinator",
            )
        )
        raise typer.Exit(1)
    console.print(
        tell(id="Terbuka: modul 2 dan seterusnya boleh dirilis.", en="Open: module 2 and later may be released.")
    )


@app.command()
def release(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Rilis penilaian untuk peserta / release an assessment to trainees."""
    from grader.withdraw import put_out

    with console.status(tell(id=f"Menyiapkan {assessment} …", en=f"Preparing {assessment} …")):
        has_changed, _ = put_out(course_of(folder), assessment)
    console.print(
        tell(id=f"{assessment} dirilis.", en=f"{assessment} is released.")
        if has_changed
        else tell(id=f"{assessment} sudah dirilis; tidak ada perubahan.", en=f"{assessment} was released; no change.")
    )
