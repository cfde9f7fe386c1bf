"""Commands that record what people report, show who stands where, and remind."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.app import app
from grader.cli.screen import Folder, console, course_of, day_typed, printable, say, table
from grader.faults import SebayaError, language, tell
from scenarios.text import pick

if TYPE_CHECKING:
    from grader.course import Course
    from grader.views import View

On = Annotated[str, typer.Option(help="Tanggal (2026-11-22 atau 22/11/2026; bawaan: hari ini) / the day, day first.")]
By = Annotated[str, typer.Option(help="Kode pembina atau penilai yang mencatat / the code of who records it.")]


@app.command()
def log(
    kind: Annotated[str, typer.Argument(help="Apa yang dicatat, mis. supervision, consent / what is recorded.")],
    persons: Annotated[
        list[str] | None, typer.Argument(help="Kode peserta, boleh beberapa / codes of trainees.")
    ] = None,
    folder: Folder = None,
    on: On = "",
    outcome: Annotated[str, typer.Option(help="Hasil, mis. attended, missed, in-depth / the outcome.")] = "",
    count: Annotated[str, typer.Option(help="Jumlah percakapan / how many conversations.")] = "",
    percent: Annotated[str, typer.Option(help="Nilai kuis hukum, 0–100 / of the law quiz.")] = "",
    codes: Annotated[str, typer.Option(help="Kode bahaya suatu kejadian, mis. H2 / harm codes of an incident.")] = "",
    reason: Annotated[str, typer.Option(help="Kode alasan, mis. moved / a code for the reason.")] = "",
    role: Annotated[str, typer.Option(help="Siapa yang meninjau isi: psikolog / who reviewed the content.")] = "",
    by: By = "",
    source: Annotated[
        Path | None, typer.Option("--from", help="Berkas CSV: kode, tanggal, hasil … / a CSV file of many.")
    ] = None,
) -> None:
    """Catat supervisi, izin, kejadian, jeda, dan lainnya; semua atau tidak sama sekali / record what people report."""
    from grader.log.recording import LogError
    from grader.log.recording import log as record
    from grader.log.row import LogRow
    from grader.log.table import read_log

    course = course_of(folder)
    rows: list[LogRow] = read_log(kind, source, on, outcome) if source else []
    about = _fingerprint(course) if kind == "content-review" else ""
    codes_of = persons or ([""] if about else [])
    rows += [LogRow(kind, one, on, outcome, count, percent, codes, reason, role, about) for one in codes_of]
    try:
        logged = record(course, rows, by)
    except LogError as fault:
        for problem in fault.problems:
            console.print(str(problem), markup=False, highlight=False, soft_wrap=True)
        raise
    for entry in logged.already:
        number = entry.number or tell(id="dua kali di daftar ini", en="twice in this list")
        say(
            tell(
                id=f"{entry.person or '–'} {entry.on_day}: sudah tercatat ({number}), tidak digandakan.",
                en=f"{entry.person or '–'} {entry.on_day}: there already ({number}), not doubled.",
            )
        )
    numbers = sorted({logged.added[0].number, logged.added[-1].number}) if logged.added else []
    span = f" ({'–'.join(map(str, numbers))})" if numbers else ""
    say(tell(id=f"{len(logged.added)} dicatat{span}.", en=f"{len(logged.added)} recorded{span}."))


@app.command()
def correct(
    number: Annotated[int, typer.Argument(help="Nomor catatan yang salah / the number of the wrong entry.")],
    reason: Annotated[
        str, typer.Option(help="typing-error, wrong-person, wrong-day, wrong-outcome, twice, other / why.")
    ],
    folder: Folder = None,
    by: By = "",
) -> None:
    """Coret satu catatan yang salah; keduanya tetap ada / strike a wrong entry; both stay in the register."""
    from grader.log.recording import correct as strike

    made = strike(course_of(folder), number, reason, by)
    say(
        tell(
            id=f"Catatan {number} dicoret oleh catatan {made.number}. Catat lagi yang benar bila perlu.",
            en=f"Entry {number} is struck by entry {made.number}. Record what is right, if need be.",
        )
    )


@app.command()
def status(
    folder: Folder = None,
    seen_as: Annotated[
        str, typer.Option("--as", help="trainer, coordinator, atau district / for whom: names, or numbers alone.")
    ] = "trainer",
    on: On = "",
) -> None:
    """Tampilkan siapa berdiri di mana: siapa boleh bertugas hari ini / show who stands where, and who may serve."""
    from grader.views import Role, read_view

    if seen_as not in tuple(Role):
        roles = ", ".join(Role)
        raise SebayaError(id=f"--as: pilih {roles}.", en=f"--as: choose {roles}.")
    found = read_view(course_of(folder), Role(seen_as), day_typed(on))
    console.print(_numbers(found) if found.role is Role.DISTRICT else _names(found))


@app.command()
def remind(
    folder: Folder = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="BERKAS", help="Tulis kalender .ics; tanpa nama / write a calendar.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="BERKAS", help="Tulis tabel untuk surat; dengan nama / write a table for letters."),
    ] = None,
    with_names: Annotated[bool, typer.Option("--with-names", help="Nama di kalender / names in the calendar.")] = False,
) -> None:
    """Tampilkan yang segera berakhir, terlambat disupervisi, atau belum ada izinnya / list whom to remind of what."""
    from grader.reminder_files import write_calendar, write_letters
    from grader.reminders import read_reminders
    from grader.rule import read_certification

    course, today = course_of(folder), date.today()
    found = read_reminders(course, today)
    shown = table(
        tell(id="Pengingat", en="Reminders"),
        tell(id="sisa hari", en="days left"),
        tell(id="peserta", en="trainee"),
        tell(id="nama", en="name"),
        tell(id="yang perlu dilakukan", en="what to do"),
    )
    for one in found:
        days = str(one.days_left) if one.until else "–"
        shown.add_row(days, one.trainee.code, printable(one.trainee.name), pick(one.told, language()))
    console.print(shown if found else tell(id="Tidak ada yang perlu diingatkan.", en="There is nobody to remind."))
    if ics:
        limits = read_certification(course).standing
        write_calendar(ics, found, course.about["id"], today, limits["remind_days"], with_names=with_names)
        say(str(ics))
    if csv:
        write_letters(csv, found)
        say(str(csv))
        say(
            tell(
                id="Berkas ini berisi nama. Hapus sesudah suratnya jadi.",
                en="This file holds names. Delete it once the letters are made.",
            )
        )


def _names(found: "View") -> object:
    from grader.standing import MAY_SERVE

    shown = table(
        tell(id="Status", en="Status"),
        tell(id="kelas", en="class"),
        tell(id="peserta", en="trainee"),
        tell(id="nama", en="name"),
        tell(id="status", en="status"),
        tell(id="sejak", en="since"),
        tell(id="sampai", en="until"),
        tell(id="boleh bertugas", en="may serve"),
    )
    for one in found.trainees:
        told, reason = one.standing.status.told, pick(one.standing.reason, language())
        may = tell(id="ya, disupervisi", en="yes, supervised") if one.standing.status in MAY_SERVE else "–"
        shown.add_row(
            f"{one.place} {printable(one.group)}".strip(),
            one.code,
            printable(one.name),
            f"{told} ({reason})" if reason else told,
            one.standing.since,
            one.standing.until,
            may,
        )
    return shown


def _numbers(found: "View") -> object:
    from grader.views import COUNTED, SMALLEST

    def told(count: int | None) -> str:
        return f"<{SMALLEST}" if count is None else str(count)

    shown = table(
        tell(id="Jumlah per kelas", en="Numbers by class"),
        tell(id="kelas", en="class"),
        *(status.told for status in COUNTED),
        tell(id="sedikitnya", en="at least"),
    )
    for one in found.counts:
        place = one.place or tell(id="semua", en="all")
        shown.add_row(place, *(told(one.of_status[status]) for status in COUNTED), str(one.at_least))
    shown.caption = tell(
        id=f"Kelompok di bawah {SMALLEST} orang tidak ditampilkan dan tidak ikut dijumlah.",
        en=f"Groups of fewer than {SMALLEST} are neither shown nor added up.",
    )
    return shown


def _fingerprint(course: "Course") -> str:
    """Return the fingerprint of the content about safety as it is now, which is what was reviewed."""
    from grader.circumstances import content_about_safety
    from grader.content import content_root
    from grader.rule import read_certification
    from scenarios.authoring.gather import gather

    with console.status(tell(id="Membaca isi …", en="Reading the content …")):
        return content_about_safety(gather(content_root()), read_certification(course))
