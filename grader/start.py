"""Opens a trainee's workspace in the browser: prepares its folder, then runs Notebook 7 on it.

What is written lies in the class folder: the workspace (`trainees/<code>/`) and the settings of this server
(`.jupyter/<code>/`). Nothing of the user's own Jupyter is read or changed, so staff keep their JupyterLab as it is.
"""

import json
import re
from pathlib import Path
from typing import Any

from grader.referral_form import CLASS_FOLDER
from grader.server import HOST, Server, serve
from grader.trainee_folder import COORDINATOR, GUEST, TRAINEE, TraineeFolder, prepare

__all__ = ["GUEST", "SHUTDOWN_WAIT_S", "start", "trainee_server", "write_kernel_settings", "write_settings"]

SURFACE = Path(__file__).parents[1] / "scenarios" / "surface"
PAGE = "notebooks/beranda.ipynb"
USUAL_PORT = 8787
SHUTDOWN_WAIT_S = 1.0
SERVER_EXTENSIONS_OFF = (
    "jupyter_server_terminals",
    "jupyterlab",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)


def start(
    folder: Path,
    *,
    trainee: str = GUEST,
    coordinator: bool = False,
    port: int | None = None,
    browser: bool = True,
) -> None:
    """Open the class in `folder` for `trainee`, or for its coordinators, and serve it until Ctrl+C.

    `port` is the one to use; without one the usual port is taken, or a free one; 0 is any free one.
    Raises SebayaError.
    """
    prepared = prepare(folder, trainee, COORDINATOR if coordinator else TRAINEE)
    serve(trainee_server(prepared, port=port), browser=browser)


def trainee_server(trainee: TraineeFolder, *, port: int | None = None, options: tuple[str, ...] = ()) -> Server:
    """Return Notebook 7 for one trainee, not started; `options` are passed to Jupyter as they are."""
    write_settings(trainee)
    # A file beside a notebook must never stand in for one of our modules (see also ignore_cwd).
    environment = {"PYTHONSAFEPATH": "1", "SEBAYA_INBOX": str(trainee.inbox)}
    if trainee.of_class:
        environment[CLASS_FOLDER] = str(trainee.of_class)
    return Server(
        "notebook",
        trainee.root,
        trainee.settings,
        PAGE,
        usual_port=USUAL_PORT,
        port=port,
        environment=environment,
        options=options,
    )


def write_settings(trainee: TraineeFolder) -> None:
    """Write what Jupyter reads for this trainee: server, pages, settings and kernels."""
    config = trainee.settings / "config"
    page: dict[str, Any] = json.loads((SURFACE / "labconfig" / "page_config.json").read_bytes())
    overrides: dict[str, Any] = json.loads((SURFACE / "labconfig" / "default_setting_overrides.json").read_bytes())
    if _speaks_indonesian():
        overrides["@jupyterlab/translation-extension:plugin"] = {"locale": "id_ID"}
    _write(config / "labconfig" / "page_config.json", {**page, "sebayaCells": sorted(trainee.cells)})
    _write(config / "labconfig" / "default_setting_overrides.json", overrides)
    _write(config / "jupyter_server_config.json", _server_config(trainee))
    write_kernel_settings(trainee.settings / "ipython")


def write_kernel_settings(folder: Path) -> None:
    """Write what the kernels of our pages read; `folder` is their IPYTHONDIR."""
    settings = {
        # A file beside a notebook must never stand in for one of our modules (see also PYTHONSAFEPATH).
        "InteractiveShellApp": {"ignore_cwd": True},
        # The history is a database that trainees do not use, and that network drives cannot lock.
        "HistoryManager": {"enabled": False},
        "IPKernelApp": {"kernel_class": "scenarios.kernel.PageKernel"},
    }
    _write(folder / "profile_default" / "ipython_kernel_config.json", settings)


def _server_config(trainee: TraineeFolder) -> dict[str, Any]:
    labextensions = {"extra_labextensions_path": [str(SURFACE / "labextensions")]}
    return {
        "ServerApp": {
            "allow_root": True,  # as in a container; it listens to this machine only
            "answer_yes": True,
            "default_url": f"/{PAGE}",
            "ip": HOST,
            "jpserver_extensions": dict.fromkeys(SERVER_EXTENSIONS_OFF, False),
            "open_browser": False,
            "port_retries": 0,
            "root_dir": str(trainee.root),
            "terminals_enabled": False,
        },
        "JupyterNotebookApp": labextensions,
        "LabServerApp": labextensions,
        # ipykernel 7.4 often waits for itself when it ends; half of these seconds later it is ended from outside.
        "KernelManager": {"shutdown_wait_time": SHUTDOWN_WAIT_S},
        # Each page has a kernel. One whose page was left goes after ten minutes: memory is short on old computers.
        "MappingKernelManager": {"cull_connected": False, "cull_idle_timeout": 600, "cull_interval": 60},
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _speaks_indonesian() -> bool:
    """Whether the Indonesian language pack is installed; asking for a missing one is an error on every page."""
    from importlib.metadata import entry_points

    return any(re.fullmatch("id.ID", pack.name) for pack in entry_points(group="jupyterlab.languagepack"))
