"""The trainer's desk in the browser: collect, mark and give feedback to a class, and nbgrader's formgrader.

Formgrader is where people mark free texts, with the rubric in view.
"""

import json

from grader.course import Course
from grader.server import HOST, Server, serve

__all__ = ["desk_server", "open_desk"]

USUAL_PORT = 8788
PAGE = "sebaya/desk"
EXTENSIONS = {
    "grader.desk.extension": True,  # our page, and formgrader with nothing fetched from another host
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "jupyterlab": False,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "notebook": False,
}


def desk_server(course: Course, *, port: int | None = None) -> Server:
    """Return the desk's server, not started; its settings are written into the class folder."""
    settings = course.root / ".jupyter" / "desk"
    config = settings / "config" / "jupyter_server_config.json"
    config.parent.mkdir(parents=True, exist_ok=True)
    options = {
        "allow_root": True,  # as in a container; it listens to this machine only
        "default_url": f"/{PAGE}",
        "ip": HOST,
        "jpserver_extensions": EXTENSIONS,
        "open_browser": False,
        "port_retries": 0,
        "root_dir": str(course.root),
    }
    config.write_text(json.dumps({"ServerApp": options}, indent=1), encoding="utf-8")
    return Server("jupyter_server", course.root, settings, PAGE, usual_port=USUAL_PORT, port=port)


def open_desk(course: Course, *, port: int | None = None, browser: bool = True) -> None:
    """Serve the desk of the class folder until Ctrl+C. Raises SebayaError."""
    serve(desk_server(course, port=port), browser=browser)
