"""Opens a board in the browser: writes its notebooks, then runs Notebook 7 on them and nothing else.

What is written lies in the class folder: notebooks and settings in `.jupyter/board-BOARD/`. The server's root is a
folder of these notebooks alone, so no file of the class can be opened, edited or run there.
"""

import shutil

from grader.board.notebook import write_notebooks
from grader.board.registry import BOARD, BOARDS, FOLDER, panels_of
from grader.course import Course
from grader.faults import SebayaError, language
from grader.server import Server, serve
from grader.start import write_settings
from grader.trainee_folder import TraineeFolder

__all__ = ["board_server", "open_board"]

USUAL_PORT = 8789


def board_server(course: Course, board: str, *, port: int | None = None, options: tuple[str, ...] = ()) -> Server:
    """Return the server of a board of the class, not started; `options` are passed to Jupyter as they are.

    Raises SebayaError when there is no such board, or its folder cannot be written.
    """
    panels, home = panels_of(board), course.root / ".jupyter" / f"board-{board}"
    root, settings = home / "work", home / "settings"
    page = f"notebooks/{board}.{language()}.ipynb"
    try:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        cells = write_notebooks(root, board, BOARDS[board], panels, str(course.about["name"]))
        write_settings(TraineeFolder(root, settings, course.inbox, cells))
    except OSError as fault:
        raise SebayaError(
            id=f"Meja kerja tidak bisa disiapkan ({fault}). Periksa ruang disk dan izin folder kelas.",
            en=f"The board could not be prepared ({fault}). Check disk space and the folder's permissions.",
        ) from fault
    return Server(
        "notebook",
        root,
        settings,
        page,
        usual_port=USUAL_PORT,
        port=port,
        # A file beside a notebook must never stand in for one of our modules (see also ignore_cwd in grader.start).
        environment={"PYTHONSAFEPATH": "1", FOLDER: str(course.root), BOARD: board},
        options=(f"--ServerApp.default_url=/{page}", *options),
    )


def open_board(course: Course, board: str, *, port: int | None = None, browser: bool = True) -> None:
    """Serve a board of the class until Ctrl+C. Raises SebayaError."""
    serve(board_server(course, board, port=port), browser=browser)
