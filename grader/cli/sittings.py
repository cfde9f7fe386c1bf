"""Commands for due dates, extensions, late hand-ins and retakes, and the one that takes back what was done."""

from typing import Annotated

import typer

from grader.cli.app import app
from grader.cli.screen import DEFAULT_ASSESSMENT, Assessment, Folder, console, course_of, printable, say, table
from grader.faults import SebayaError, language, tell
from scenarios.text import Text, pick

Code = Annotated[str, typer.Argument(help="Kode peserta / the code of a trainee.")]


@app.command()
def due(
    assessment: Assessment,
    when: Annotated[str, typer.Argument(help="2026-12-01 atau “2026-12-01 15:00” / when it is due.")] = "",
    folder: Folder = None,
    none: Annotated[bool, typer.Option("--none", help="Tanpa tenggat / no due date.")] = False,
) -> None:
    """Tetapkan atau tampilkan tenggat suatu penilaian / set or show when an assessment is due."""
    from grader.deadlines import due_of, read_terms, set_due, shown

    course = course_of(folder)
    if when and none:
        raise SebayaError(id="Pilih tanggal atau --none.", en="Choose a day or --none.")
    if when or none:
        set_due(course, assessment, due_of(when) if when else None)
    at = shown(read_terms(course, assessment).due)
    say(tell(id=f"Tenggat {assessment}: {at}", en=f"{assessment} is due: {at}"))


@app.command()
def extend(
    trainee: Code,
    assessment: Assessment,
    folder: Folder = None,
    days: Annotated[
        float, typer.Option(help="Hari sesudah tenggat, bukan ditambahkan; 0 mencabut / days after the due date.")
    ] = 3,
) -> None:
    """Perpanjang tenggat satu peserta / give one trainee more time."""
    from datetime import timedelta

    from grader.deadlines import extend as give_longer
    from grader.deadlines import read_terms, shown

    course = course_of(folder)
    deed = give_longer(course, trainee, assessment, timedelta(days=days))
    until = shown(read_terms(course, assessment).due_for(deed.trainee))
    say(tell(id=f"{deed.trainee} boleh mengumpulkan sampai {until}.", en=f"{deed.trainee} may hand in until {until}."))


@app.command()
def late(
    assessment: Assessment = DEFAULT_ASSESSMENT,
    folder: Folder = None,
    excuse: Annotated[
        list[str] | None, typer.Option(help="Kode peserta yang dimaafkan / the code of whoever is excused.")
    ] = None,
) -> None:
    """Tampilkan siapa terlambat dan berapa lama; --excuse memaafkan / list who is late, and excuse them."""
    from grader.deadlines import excuse as excuse_one
    from grader.deadlines import late_told, read_terms, shown
    from grader.roster import read_roster

    course = course_of(folder)
    for code in excuse or ():
        deed = excuse_one(course, code, assessment)
        say(tell(id=f"{deed.trainee} dimaafkan.", en=f"{deed.trainee} is excused."))
    terms = read_terms(course, assessment)
    found = terms.late(course, read_roster(course))
    made = table(
        tell(
            id=f"Terlambat: {assessment}, tenggat {shown(terms.due)}", en=f"Late: {assessment}, due {shown(terms.due)}"
        ),
        tell(id="peserta", en="trainee"),
        tell(id="nama", en="name"),
        tell(id="mengumpulkan", en="handed in"),
        tell(id="terlambat", en="late by"),
    )
    for one in found:
        made.add_row(one.trainee, printable(one.name), shown(one.at), pick(late_told(one.by), language()))
    console.print(made if found else tell(id="Tidak ada yang terlambat.", en="Nobody is late."))


@app.command()
def retake(trainee: Code, assessment: Assessment, folder: Folder = None) -> None:
    """Satu peserta mengulang dengan soal lain; yang lama disimpan / one trainee takes an assessment again."""
    from grader.retake import retake as take_again
    from grader.retake import retake_told

    course = course_of(folder)
    say(_told(retake_told(course, take_again(course, trainee, assessment))))


@app.command()
def undo(
    number: Annotated[int | None, typer.Argument(help="Nomor tindakan; bawaan: yang terakhir / which act.")] = None,
    folder: Folder = None,
    show: Annotated[bool, typer.Option("--list", help="Hanya tampilkan yang bisa dibatalkan / only list.")] = False,
) -> None:
    """Batalkan tindakan terakhir: tenggat, perpanjangan, ulang, rilis, umpan balik / undo what was done last."""
    from datetime import datetime

    from grader.acts import deeds
    from grader.deadlines import shown
    from grader.undo import undo as take_back

    course = course_of(folder)
    if not show:
        told = take_back(course, number).told
        say(tell(id=f"Dibatalkan: {told['id']}.", en=f"Undone: {told['en']}."))
        return
    made = table(
        tell(id="Bisa dibatalkan", en="Can be undone"),
        tell(id="nomor", en="number"),
        tell(id="waktu", en="when"),
        tell(id="apa", en="what"),
    )
    standing = [deed for deed in reversed(deeds(course)) if not deed.undone]
    for deed in standing:
        made.add_row(str(deed.number), shown(datetime.fromisoformat(deed.at)), _told(deed.told))
    console.print(made if standing else tell(id="Tidak ada yang bisa dibatalkan.", en="There is nothing to undo."))


def _told(text: Text) -> str:
    return pick(text, language())
