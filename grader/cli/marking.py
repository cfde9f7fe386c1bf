"""Commands from a hand-in to its marks and feedback."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from grader.cli.app import app
from grader.cli.screen import (
    DEFAULT_ASSESSMENT,
    Assessment,
    Folder,
    console,
    course_of,
    printable,
    progress_bar,
    table,
)
from grader.faults import tell

MOST_NAMED = 12
"""Of many trainees with the same outcome, so many are named."""


@app.command()
def collect(
    assessment: Assessment = DEFAULT_ASSESSMENT,
    folder: Folder = None,
    source: Annotated[
        list[Path] | None, typer.Option("--from", help="Folder berkas (USB, pesan) / a folder of files.")
    ] = None,
) -> None:
    """Kumpulkan jawaban dari kotak masuk, folder, dan exchange / collect hand-ins."""
    from grader import told
    from grader.collect import collect as collect_hand_ins

    with progress_bar(tell(id="Mengumpulkan", en="Collecting")) as progress:
        results = collect_hand_ins(course_of(folder), assessment, source or (), progress)
    refused = [result for result in results if result.outcome == "refused"]
    if refused:
        shown = _problems(tell(id="Tidak diterima", en="Not accepted"), tell(id="berkas", en="file"))
        for result in refused:
            shown.add_row(printable(f"{result.path.parent.name}/{result.path.name}"), *told.problem(result.reason))
        console.print(shown)
    console.print(told.collected(results))


@app.command()
def mark(
    assessment: Assessment = DEFAULT_ASSESSMENT,
    folder: Folder = None,
    workers: Annotated[int, typer.Option(min=1, help="Jumlah proses di komputer ini / processes here.")] = 1,
    scheduler: Annotated[str | None, typer.Option(help="Klaster Dask, tcp://… / a Dask cluster.")] = None,
    accept_empty: Annotated[
        list[str] | None,
        typer.Option(help="Kode peserta: terima kumpulannya sebagai kosong / accept this one as empty."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Nilai ulang semuanya / mark all of them anew.")] = False,
) -> None:
    """Nilai semua yang baru atau berubah; tidak menjalankan kode peserta / mark what is new or changed."""
    from grader.crew import alone, cluster, processes
    from grader.empty import accept_as_empty
    from grader.mark import mark_class

    course = course_of(folder)
    for code in accept_empty or ():
        kept = accept_as_empty(course, assessment, code)
        console.print(
            tell(
                id=f"{code}: diterima sebagai kosong. Yang asli disimpan di {kept}",
                en=f"{code}: accepted as empty. What it was is kept in {kept}",
            ),
            soft_wrap=True,
            highlight=False,
        )
    crew = cluster(scheduler) if scheduler else processes(workers) if workers > 1 else alone
    try:
        with progress_bar(tell(id="Menilai", en="Marking")) as progress:
            results = mark_class(course, assessment, progress, again=again, crew=crew)
    except KeyboardInterrupt:
        console.print(
            tell(
                id="Dihentikan. Yang sudah dinilai tetap tersimpan; jalankan lagi untuk meneruskan.",
                en="Stopped. What was marked is kept; run this again to go on.",
            )
        )
        raise typer.Exit(130) from None
    _tell_marked(course, assessment, results)


def _tell_marked(course: Any, assessment: str, results: list[Any]) -> None:
    from grader import told

    refused = [result for result in results if result.outcome == "refused"]
    if refused:
        shown = _problems(tell(id="Bermasalah", en="With problems"), tell(id="peserta", en="trainee"))
        for result in refused:
            shown.add_row(printable(result.trainee), *told.problem(result.reason))
        console.print(shown)
        console.print(
            tell(
                id=f"Buka: {course.root / 'submitted'}/KODE/{assessment}\n"
                f"Terima sebagai kosong: sebaya mark {assessment} --accept-empty KODE",
                en=f"Open: {course.root / 'submitted'}/CODE/{assessment}\n"
                f"Accept as empty: sebaya mark {assessment} --accept-empty CODE",
            ),
            soft_wrap=True,
            highlight=False,
        )
    console.print(told.marked(results))
    console.print(tell(id="Teks bebas dinilai orang: sebaya desk", en="Free texts are marked by a person: sebaya desk"))


def _problems(title: str, who: str) -> Table:
    happened = tell(id="apa yang terjadi", en="what happened")
    return table(title, who, happened, tell(id="yang bisa dilakukan", en="what to do"))


@app.command()
def desk(
    board: Annotated[
        str | None, typer.Argument(help="trainer, school, district; tanpa ini: penilaian / without: marking.")
    ] = None,
    folder: Folder = None,
    port: Annotated[int | None, typer.Option(help="Nomor port; 0 memilih sendiri / 0 picks a free one.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban / open the browser.")] = True,
) -> None:
    """Buka meja pelatih untuk menilai, atau meja kerja / open the desk to mark, or a board of figures and acts."""
    if board is None:
        from grader.desk import open_desk

        open_desk(course_of(folder), port=port, browser=browser)
    else:
        from grader.board.open import open_board

        open_board(course_of(folder), board, port=port, browser=browser)


@app.command()
def feedback(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Buat halaman umpan balik untuk seluruh kelas / make the feedback pages of the class."""
    from grader.given_feedback import give_feedback

    course = course_of(folder)
    with progress_bar(tell(id="Umpan balik", en="Feedback")) as progress:
        results, _ = give_feedback(course, assessment, progress)
    groups: dict[str, list[str]] = {}
    for trainee, outcome in results:
        groups.setdefault(outcome, []).append(trainee)
    for outcome, codes in groups.items():
        named = ", ".join(codes[:MOST_NAMED]) + (" …" if len(codes) > MOST_NAMED else "")
        console.print(f"{len(codes)} {outcome}: {named}", markup=False, highlight=False)
    console.print(str(course.root / "feedback"))
