"""The command `sebaya`: each command is a thin layer of words and progress over one function of this package."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from grader.faults import SebayaError, language, tell
from grader.progress import Report

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Sebaya: melatih, menilai, dan mencatat pendukung sebaya / trains, assesses and records peer supporters.",
)
course_app = typer.Typer(no_args_is_help=True, help="Folder kelas / the class folder.")
roster_app = typer.Typer(no_args_is_help=True, help="Daftar peserta / the roster.")
app.add_typer(course_app, name="course")
app.add_typer(roster_app, name="roster")
console = Console()

Folder = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="Folder kelas (bawaan: folder ini, atau ~/sebaya) / the class folder."),
]
Assessment = Annotated[str, typer.Argument(help="Nama penilaian, misalnya m02-listening / the assessment.")]
DEFAULT_ASSESSMENT = "m02-listening"


def _usual_folder() -> Path:
    """Where one stands, if that is a class folder; else the one that `start` makes."""
    return Path.cwd() if (Path.cwd() / "class.yaml").is_file() else Path.home() / "sebaya"


def _course(folder: Path | None) -> Any:
    from grader.course import find_course

    return find_course(folder or _usual_folder())


@contextmanager
def _progress(label: str) -> Iterator[Report]:
    """A progress bar; gives the function that long work reports to."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


@app.command()
def start(
    folder: Annotated[Path | None, typer.Option("--folder", "-f", help="Folder kelas / the class folder.")] = None,
    trainee: Annotated[str, typer.Option(help="Kode peserta di komputer ini / the trainee on this computer.")] = "tamu",
    port: Annotated[int | None, typer.Option(help="Nomor port; 0 memilih sendiri / 0 picks a free one.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban / open the browser.")] = True,
) -> None:
    """Buka kurikulum di peramban; membuat kelas contoh bila belum ada / open the curriculum in the browser."""
    from grader.example import example_course
    from grader.roster import read_roster
    from grader.start import start as serve

    root = folder or _usual_folder()
    course = _course(root) if (root / "class.yaml").is_file() else None
    if course is None:
        with console.status(tell(id="Menyiapkan kelas contoh …", en="Preparing an example class …")):
            course = example_course(root)
        anybody = read_roster(course)[0]
        console.print(
            tell(
                id=f"Kelas contoh dibuat di {course.root}\n"
                f"Untuk mencoba mengumpulkan: kode peserta {anybody.code}, kode pribadi {anybody.personal_code}",
                en=f"Example class made in {course.root}\n"
                f"To try handing in: trainee code {anybody.code}, personal code {anybody.personal_code}",
            ),
            soft_wrap=True,
            highlight=False,
        )
    serve(course.root, trainee=trainee, port=port, browser=browser)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Hanya berkas di bawah ini / only files below these.")
    ] = None,
) -> None:
    """Periksa semua isi kurikulum dan sebut setiap masalahnya / check all content and list every fault."""
    from grader.content import content_root
    from scenarios.authoring.check import check as check_content

    root = content_root()
    content, problems = check_content(root)
    wanted = [path.resolve() for path in paths or ()]
    told = [p for p in problems if not wanted or any(p.path.resolve().is_relative_to(path) for path in wanted)]
    for problem in told:
        console.print(problem.tell(language(), root), markup=False, highlight=False, soft_wrap=True)
    if told:
        console.print(tell(id=f"{len(told)} masalah.", en=f"{len(told)} problems."))
        raise typer.Exit(1)
    count = len(content.dialogues) + len(content.assessed)
    console.print(
        tell(
            id=f"Semua beres: {count} dialog, {len(content.assessments)} penilaian.",
            en=f"All well: {count} dialogues, {len(content.assessments)} assessments.",
        )
    )


@course_app.command("new")
def course_new(
    folder: Annotated[Path, typer.Argument(help="Folder baru / a new folder.")],
    name: Annotated[str, typer.Option(help="Nama kelas / the name of the class.")] = "Kelas pendukung sebaya",
) -> None:
    """Buat folder kelas / make a class folder."""
    from grader.course import create_course

    course = create_course(folder, name)
    console.print(
        tell(
            id=f"Folder kelas siap: {course.root}\nLanjut: isi contacts.yaml, lalu sebaya roster import DAFTAR.csv",
            en=f"The class folder is ready: {course.root}\n"
            "Next: fill contacts.yaml, then sebaya roster import LIST.csv",
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
        with _progress(tell(id="Peserta", en="Trainees")) as progress:
            result = import_roster(_course(folder), file, dry_run=dry_run, progress=progress)
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

    console.print(str(write_code_slips(_course(folder))))


@app.command()
def release(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Rilis penilaian untuk peserta / release an assessment to trainees."""
    from grader.release import release as release_assessment

    with console.status(tell(id=f"Menyiapkan {assessment} …", en=f"Preparing {assessment} …")):
        has_changed = release_assessment(_course(folder), assessment)
    console.print(
        tell(id=f"{assessment} dirilis.", en=f"{assessment} is released.")
        if has_changed
        else tell(id=f"{assessment} sudah dirilis; tidak ada perubahan.", en=f"{assessment} was released; no change.")
    )


@app.command()
def collect(
    assessment: Assessment = DEFAULT_ASSESSMENT,
    folder: Folder = None,
    source: Annotated[
        list[Path] | None, typer.Option("--from", help="Folder berkas (USB, pesan) / a folder of files.")
    ] = None,
) -> None:
    """Kumpulkan jawaban dari kotak masuk, folder, dan exchange / collect hand-ins."""
    from grader.collect import collect as collect_hand_ins
    from grader.handin import REASONS
    from scenarios.text import pick

    with _progress(tell(id="Mengumpulkan", en="Collecting")) as progress:
        results = collect_hand_ins(_course(folder), assessment, source or (), progress)
    refused = [result for result in results if result.outcome == "refused"]
    if refused:
        table = _table(
            tell(id="Tidak diterima", en="Not accepted"),
            tell(id="berkas", en="file"),
            tell(id="apa yang terjadi", en="what happened"),
            tell(id="yang bisa dilakukan", en="what to do"),
        )
        for result in refused:
            fact, remedy = REASONS[result.reason or "unreadable"]
            table.add_row(
                f"{result.path.parent.name}/{result.path.name}", pick(fact, language()), pick(remedy, language())
            )
        console.print(table)
    counts = {outcome: sum(result.outcome == outcome for result in results) for outcome in ("new", "known", "older")}
    console.print(
        tell(
            id=f"{counts['new']} baru, {counts['known']} sudah ada, {counts['older']} lebih lama, "
            f"{len(refused)} tidak diterima.",
            en=f"{counts['new']} new, {counts['known']} known, {counts['older']} older, {len(refused)} not accepted.",
        )
    )


@app.command()
def mark(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Nilai semua yang baru atau berubah; tidak menjalankan kode peserta / mark what is new or changed."""
    from grader.handin import REASONS
    from grader.mark import mark_class
    from scenarios.text import pick

    with _progress(tell(id="Menilai", en="Marking")) as progress:
        results = mark_class(_course(folder), assessment, progress)
    for result in results:
        if result.outcome == "refused":
            fact, remedy = REASONS.get(result.reason or "", REASONS["unreadable"])
            console.print(f"{result.trainee}: {pick(fact, language())}. {pick(remedy, language())}.", markup=False)
    counts = {name: sum(r.outcome == name for r in results) for name in ("marked", "unchanged", "none", "refused")}
    console.print(
        tell(
            id=f"{counts['marked']} dinilai, {counts['unchanged']} tetap, {counts['none']} belum mengumpulkan, "
            f"{counts['refused']} bermasalah.",
            en=f"{counts['marked']} marked, {counts['unchanged']} unchanged, {counts['none']} not handed in, "
            f"{counts['refused']} with problems.",
        )
    )
    console.print(tell(id="Teks bebas dinilai orang: sebaya desk", en="Free texts are marked by a person: sebaya desk"))


@app.command()
def desk(
    folder: Folder = None,
    port: Annotated[int | None, typer.Option(help="Nomor port; 0 memilih sendiri / 0 picks a free one.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban / open the browser.")] = True,
) -> None:
    """Buka meja pelatih: formgrader untuk menilai teks bebas / open formgrader to mark free texts."""
    from grader.desk import open_desk

    open_desk(_course(folder), port=port, browser=browser)


@app.command()
def feedback(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Buat halaman umpan balik untuk seluruh kelas / make the feedback pages of the class."""
    from grader.feedback import make_feedback

    course = _course(folder)
    with _progress(tell(id="Umpan balik", en="Feedback")) as progress:
        results = make_feedback(course, assessment, progress)
    for trainee, outcome in results:
        console.print(f"{trainee}: {outcome}", markup=False, highlight=False)
    console.print(str(course.root / "feedback"))


@app.command()
def decide(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Putuskan catatan modul: langkah demi langkah, lalu dibekukan / decide the module record, step by step."""
    from grader.decision import decide as decide_class

    with _progress(tell(id="Memutuskan", en="Deciding")) as progress:
        decisions = decide_class(_course(folder), assessment, progress)
    table = _table(
        tell(id="Keputusan", en="Decisions"),
        tell(id="peserta", en="trainee"),
        tell(id="hasil", en="outcome"),
        tell(id="langkah", en="steps"),
    )
    for decision in decisions:
        table.add_row(decision.trainee, decision.told, decision.steps_told)
    console.print(table)


@app.command()
def certificate(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Buat PDF catatan modul bagi yang lulus / make the PDF records of those who passed."""
    from grader.certificate import write_records

    with _progress("PDF") as progress:
        paths = write_records(_course(folder), assessment, progress)
    for path in paths:
        console.print(str(path), soft_wrap=True)


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Folder sementara sendiri / a folder of your own.")
    ] = None,
) -> None:
    """Jalankan seluruh rantai pada kelas rekaan 30 peserta / run the whole chain on an invented class of 30."""
    from grader.demo import run_demo

    run_demo(folder, console)


def main() -> None:
    """Run the command; a fault is told in one sentence, never as a traceback."""
    try:
        app()
    except SebayaError as fault:
        Console(stderr=True).print(f"✗ {fault}", markup=False, highlight=False, soft_wrap=True)
        if os.environ.get("SEBAYA_DEBUG"):
            raise
        sys.exit(1)


if __name__ == "__main__":
    main()
