"""Opens a trainee's workspace in the browser: prepares its folder, then runs Notebook 7 on it.

What is written lies in the class folder: the workspace (`trainees/<code>/`) and the settings of this server
(`.jupyter/<code>/`). Nothing of the user's own Jupyter is read or changed, so staff keep their JupyterLab as it is.
"""

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_runtime_dir

from grader.faults import SebayaError
from grader.trainee_folder import GUEST, TraineeFolder, prepare

__all__ = ["GUEST", "Server", "start"]

SURFACE = Path(__file__).parents[1] / "scenarios" / "surface"
HOST = "127.0.0.1"
USUAL_PORT = 8787
READY_WITHIN_S = 120
"""An old computer reads Jupyter from a slow disk for a long time when it does so first."""
STOP_WITHIN_S = 15
SERVER_EXTENSIONS_OFF = (
    "jupyter_server_terminals",
    "jupyterlab",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)


def start(folder: Path, *, trainee: str = GUEST, port: int | None = None, browser: bool = True) -> None:
    """Open the class in `folder` for `trainee` and serve it until Ctrl+C.

    `port` is the one to use; without one the usual port is taken, or a free one; 0 is any free one.
    Raises SebayaError.
    """
    prepared = prepare(folder, trainee)
    with suppress(KeyboardInterrupt), _ended_by_signal(), Server(prepared, port=port) as server:
        print(
            "\nSebaya siap. Buka alamat ini di browser.\nSebaya is ready. Open this address in your browser.\n\n"
            f"    {server.address}\n\n"
            "Tekan Ctrl+C untuk berhenti.\nPress Ctrl+C to stop.\n",
            flush=True,
        )
        if browser:
            webbrowser.open(server.address)
        server.wait()


class Server:
    """Notebook 7 for one trainee, as a context: ready when entered, stopped with its kernels when left.

    `options` are passed to Jupyter as they are (tests expose the application with one).
    """

    def __init__(self, trainee: TraineeFolder, *, port: int | None = None, options: tuple[str, ...] = ()) -> None:
        self.trainee = trainee
        self.port = port or _free_port(usual=port is None)
        self.options = options
        self.token = secrets.token_urlsafe(24)
        self.log = trainee.settings / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://{HOST}:{self.port}/"

    @property
    def address(self) -> str:
        """The start page, with the token that lets this browser in."""
        return f"{self.url}notebooks/beranda.ipynb?token={self.token}"

    def __enter__(self) -> "Server":
        if _answers(self.port):
            raise SebayaError(
                id=f"Port {self.port} sedang dipakai program lain. Pilih yang lain dengan --port, atau tanpa --port.",
                en=f"Port {self.port} is in use by another program. Choose another with --port, or leave it out.",
            )
        write_settings(self.trainee)
        command = [sys.executable, "-m", "notebook", f"--ServerApp.port={self.port}", *self.options]
        with self.log.open("wb") as log:
            # In our own process group on purpose: Ctrl+C, or closing the terminal, ends the server as well.
            self._process = subprocess.Popen(
                command,
                cwd=self.trainee.root,
                env=_environment(self.trainee, self.token),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Wait until the server ends by itself. Raises SebayaError when it failed."""
        if self._process and self._process.wait() != 0:
            raise self._failed()

    def stop(self) -> None:
        """Ask the server to stop its kernels and itself; end it when it does not."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        with suppress(OSError, KeyboardInterrupt):
            self._ask("api/shutdown", method="POST")
        try:
            process.wait(STOP_WITHIN_S)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_WITHIN_S)
            process.kill()
            process.wait()

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < end:
            if process.poll() is not None:
                raise self._failed()
            with suppress(OSError):
                self._ask("api/status")
                return
            time.sleep(0.1)
        raise self._failed()

    def _ask(self, path: str, method: str = "GET") -> None:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, headers=headers, method=method)  # noqa: S310 (http)
        # No proxy: a school's proxy setting must not come between us and our own machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=5):
            pass

    def _failed(self) -> SebayaError:
        return SebayaError(
            id=f"Jupyter berhenti atau tidak bisa dimulai. Catatannya ada di {self.log}.",
            en=f"Jupyter stopped or could not be started. Its log is {self.log}.",
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
    kernel = {
        # A file beside a notebook must never stand in for one of our modules (see also PYTHONSAFEPATH).
        "InteractiveShellApp": {"ignore_cwd": True},
        # The history is a database that trainees do not use, and that network drives cannot lock.
        "HistoryManager": {"enabled": False},
    }
    _write(trainee.settings / "ipython" / "profile_default" / "ipython_kernel_config.json", kernel)


def _server_config(trainee: TraineeFolder) -> dict[str, Any]:
    labextensions = {"extra_labextensions_path": [str(SURFACE / "labextensions")]}
    return {
        "ServerApp": {
            "allow_root": True,  # as in a container; it listens to this machine only
            "answer_yes": True,
            "default_url": "/notebooks/beranda.ipynb",
            "ip": HOST,
            "jpserver_extensions": dict.fromkeys(SERVER_EXTENSIONS_OFF, False),
            "open_browser": False,
            "port_retries": 0,
            "root_dir": str(trainee.root),
            "terminals_enabled": False,
        },
        "JupyterNotebookApp": labextensions,
        "LabServerApp": labextensions,
        # Each page has a kernel. One whose page was left goes after ten minutes: memory is short on old computers.
        "MappingKernelManager": {"cull_connected": False, "cull_idle_timeout": 600, "cull_interval": 60},
    }


def _environment(trainee: TraineeFolder, token: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    return {
        **kept,
        "IPYTHONDIR": str(trainee.settings / "ipython"),
        "JUPYTER_CONFIG_DIR": str(trainee.settings / "config"),
        "JUPYTER_DATA_DIR": str(trainee.settings / "data"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        # The user's usual place: connection files need permissions that a USB stick cannot keep.
        "JUPYTER_RUNTIME_DIR": jupyter_runtime_dir(),
        "JUPYTER_TOKEN": token,
        "PYTHONSAFEPATH": "1",
        "SEBAYA_INBOX": str(trainee.inbox),
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _speaks_indonesian() -> bool:
    """Whether the Indonesian language pack is installed; asking for a missing one is an error on every page."""
    from importlib.metadata import entry_points

    return any(re.fullmatch("id.ID", pack.name) for pack in entry_points(group="jupyterlab.languagepack"))


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _free_port(*, usual: bool) -> int:
    """Return a free port: the usual one where that is wished and free."""
    if usual and not _answers(USUAL_PORT):
        return USUAL_PORT
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) do what Ctrl+C does, so that no server stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
