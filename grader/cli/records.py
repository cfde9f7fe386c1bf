"""Commands that decide and put on record."""

from grader.cli.app import app
from grader.cli.screen import DEFAULT_ASSESSMENT, Assessment, Folder, console, course_of, progress_bar, table
from grader.faults import tell


@app.command()
def decide(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Putuskan catatan modul: langkah demi langkah, lalu dibekukan / decide the module record, step by step."""
    from grader.decision import decide as decide_class

    with progress_bar(tell(id="Memutuskan", en="Deciding")) as progress:
        decisions = decide_class(course_of(folder), assessment, progress)
    shown = table(
        tell(id="Keputusan", en="Decisions"),
        tell(id="peserta", en="trainee"),
        tell(id="hasil", en="outcome"),
        tell(id="langkah", en="steps"),
    )
    for decision in decisions:
        shown.add_row(decision.trainee, decision.told, decision.steps_told)
    console.print(shown)


@app.command()
def certificate(assessment: Assessment = DEFAULT_ASSESSMENT, folder: Folder = None) -> None:
    """Buat PDF catatan modul bagi yang lulus / make the PDF records of those who passed."""
    from grader.certificate import write_records

    with progress_bar("PDF") as progress:
        paths = write_records(course_of(folder), assessment, progress)
    for path in paths:
        console.print(str(path), soft_wrap=True)
