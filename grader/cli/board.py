"""What the boards show and do, without a browser."""

from datetime import date
from typing import Annotated, Any

import typer

from grader.cli.app import app
from grader.cli.screen import Folder, console, course_of, printable, progress_bar, table
from grader.faults import SebayaError, language, tell
from scenarios.text import pick

Of = Annotated[str | None, typer.Option("--as", help="Meja kerja: trainer, school, district / the board.")]


@app.command()
def show(
    panel: Annotated[str | None, typer.Argument(help="Nama panel; tanpa ini: daftarnya / without: their list.")] = None,
    folder: Folder = None,
    of: Of = None,
    choose: Annotated[list[str] | None, typer.Option(help="Pilihan, misalnya trainee=P07 / what to choose.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Semua baris dan perintah / all rows and commands.")
    ] = False,
) -> None:
    """Tampilkan satu panel meja kerja di terminal / show a board's panel in the terminal."""
    from grader.board.panel import Board
    from grader.board.terminal import print_panel

    if panel is None:
        _list_panels(of)
        return
    found = _panel(panel, of)
    board = Board(course_of(folder), date.today(), _values(choose or []))
    print_panel(console, found, found.build(board), everything=everything)


@app.command()
def do(
    panel: Annotated[str, typer.Argument(help="Nama panel / the panel.")],
    act: Annotated[str, typer.Argument(help="Nama tindakan / the act.")],
    given: Annotated[list[str] | None, typer.Argument(help="nama=nilai, untuk apa / name=value, to what.")] = None,
    folder: Folder = None,
    of: Of = None,
) -> None:
    """Lakukan tindakan dari sebuah panel, seperti tombolnya / do an act of a panel, as its button does."""
    from grader.board.panel import Board
    from grader.board.terminal import command

    found = _panel(panel, of)
    if act not in found.acts:
        known = ", ".join(found.acts) or "–"
        raise SebayaError(
            id=f"Panel {panel} tidak punya tindakan “{act}”. Yang ada: {known}.",
            en=f"The panel {panel} has no act “{act}”. There is: {known}.",
        )
    board = Board(course_of(folder), date.today())
    try:
        with progress_bar(pick(found.title, language())) as progress:
            done = found.acts[act](board, _values(given or []), progress)
    except KeyboardInterrupt:
        console.print(
            tell(
                id="Dihentikan. Yang sudah selesai tetap tersimpan; jalankan lagi untuk meneruskan.",
                en="Stopped. What is done is kept; run this again to go on.",
            )
        )
        raise typer.Exit(130) from None
    console.print(printable(pick(done.told, language())), soft_wrap=True, highlight=False)
    if done.undo:
        typed = f"{pick(done.undo.label, language())}: {command(found, done.undo)}"
        console.print(f"↶ {typed}", soft_wrap=True, markup=False, highlight=False)


def _list_panels(of: str | None) -> None:
    from grader.board.registry import BOARDS, panels_of

    for board in [of] if of else BOARDS:
        panels = panels_of(board)
        title = f"{pick(BOARDS[board].title, language())}: sebaya desk {board}"
        shown = table(title, tell(id="panel", en="panel"), tell(id="judul", en="title"), tell(id="isinya", en="about"))
        for one in panels:
            shown.add_row(one.id, pick(one.title, language()), pick(one.about, language()))
        console.print(shown)


def _panel(panel: str, of: str | None) -> Any:
    from grader.board.registry import found, panel_of

    return panel_of(of, panel) if of else found(panel)[1]


class _Given(dict[str, str]):
    """What was typed; what an act asks for and nobody typed is told as such."""

    def __missing__(self, name: str) -> str:
        raise SebayaError(id=f"Tambahkan {name}=…", en=f"Add {name}=…")


def _values(pairs: list[str]) -> dict[str, str]:
    """Return `name=value` texts as a mapping. Raises SebayaError for one without a sign of equality."""
    for pair in pairs:
        if "=" not in pair:
            raise SebayaError(
                id=f"“{pair}” tidak dikenal: tulis nama=nilai, misalnya trainee=P07.",
                en=f"“{pair}” is not understood: write name=value, such as trainee=P07.",
            )
    return _Given(pair.split("=", 1) for pair in pairs)
