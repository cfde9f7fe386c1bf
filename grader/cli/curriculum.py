"""Commands that open and check the curriculum itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.app import app
from grader.cli.screen import console, course_of, usual_folder
from grader.faults import SebayaError, language, tell

if TYPE_CHECKING:
    from scenarios.authoring.gather import Content


@app.command()
def start(
    folder: Annotated[Path | None, typer.Option("--folder", "-f", help="Folder kelas / the class folder.")] = None,
    trainee: Annotated[str, typer.Option(help="Kode peserta di komputer ini / the trainee on this computer.")] = "tamu",
    coordinator: Annotated[
        bool, typer.Option("--coordinator", help="Untuk koordinator: modul 0 dan formulirnya / for coordinators.")
    ] = False,
    port: Annotated[int | None, typer.Option(help="Nomor port; 0 memilih sendiri / 0 picks a free one.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban / open the browser.")] = True,
) -> None:
    """Buka kurikulum di peramban; membuat kelas contoh bila belum ada / open the curriculum in the browser."""
    from grader.example import example_course
    from grader.roster import read_roster
    from grader.start import start as serve

    root = folder or usual_folder()
    course = course_of(root) if (root / "class.yaml").is_file() else None
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
    serve(course.root, trainee=trainee, coordinator=coordinator, port=port, browser=browser)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Hanya berkas di bawah ini / only files below these.")
    ] = None,
    graph: Annotated[
        str | None, typer.Option(metavar="DIALOG", help="Gambar satu dialog sebagai SVG / draw a dialogue as SVG.")
    ] = None,
    coverage: Annotated[
        Path | None, typer.Option(metavar="BERKAS", help="Tulis matriks cakupan / write the coverage matrix.")
    ] = None,
    translated: Annotated[
        bool, typer.Option("--translated", help="Catat: semua terjemahan sudah diperiksa / all translations checked.")
    ] = False,
) -> None:
    """Periksa semua isi kurikulum dan sebut setiap masalahnya / check all content and list every fault."""
    from grader.content import content_root
    from scenarios.authoring.check import check as check_content

    root = content_root()
    if translated:
        _record_translations(root)
    content, problems = check_content(root)
    if graph:
        _draw(content, graph)
    if coverage:
        from scenarios.authoring.coverage import coverage as matrix

        coverage.write_text(matrix(content), encoding="utf-8")
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


def _record_translations(root: Path) -> None:
    from scenarios.authoring.gather import gather
    from scenarios.authoring.passages import passages
    from scenarios.authoring.translations import record_checked

    new = record_checked(root, (passage.texts for passage in passages(gather(root))))
    console.print(tell(id=f"{new} terjemahan dicatat sudah diperiksa.", en=f"{new} translations recorded as checked."))


def _draw(content: "Content", name: str) -> None:
    from scenarios.authoring.graph import draw

    source = content.dialogues.get(name) or content.assessed.get(name)
    if source is None:
        known = ", ".join(sorted({*content.dialogues, *content.assessed}))
        raise SebayaError(
            id=f"Tidak ada dialog `{name}` yang bisa dibaca. Yang ada: {known}.",
            en=f"There is no readable dialogue `{name}`. There are: {known}.",
        )
    path = Path(f"{name}.svg")
    path.write_text(draw(source.data, language()), encoding="utf-8")
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
