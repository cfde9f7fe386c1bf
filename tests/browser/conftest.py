"""A real Notebook 7 server and Chromium, shared by all browser tests."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

REPOSITORY = Path(__file__).parents[2]
SAMPLES = REPOSITORY / "tests" / "samples" / "compiled"
HERE = {"127.0.0.1", "localhost", "[::1]"}
SETUP = """\
import os, pathlib, scenarios.content
scenarios.content.COMPILED = pathlib.Path({samples!r})
_ = pathlib.Path("kernel.pid").write_text(str(os.getpid()))"""


@dataclass(frozen=True)
class Server:
    """A running Notebook 7 on `root`, a workspace when it holds `.sebaya`."""

    root: Path
    url: str
    token: str
    settings: Path

    def write_notebook(self, *sources: str) -> str:
        """Write a lesson as trainees get it, a heading and one-line cells, and return its name."""
        name = f"lesson-{secrets.token_hex(4)}.ipynb"
        cells: list[dict[str, object]] = [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Pelajaran\n\n## Bagian"}
        ]
        cells += [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, source in enumerate([SETUP.format(samples=str(SAMPLES)), *sources])
        ]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
        (self.root / name).write_text(json.dumps(notebook), encoding="utf-8")
        return name

    def own(self, name: str) -> object:
        """The JSON file `name` of the workspace's own folder; None when there is none."""
        path = self.root / ".sebaya" / name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def shut_kernels(self) -> None:
        for kernel in json.loads(self._ask("GET", "/api/kernels")):
            self._ask("DELETE", f"/api/kernels/{kernel['id']}")

    def tidy(self) -> None:
        """Leave nothing of one test to the next: no kernel, nothing kept, no chosen theme."""
        self.shut_kernels()
        shutil.rmtree(self.settings, ignore_errors=True)
        shutil.rmtree(self.root / ".sebaya")
        (self.root / ".sebaya").mkdir()

    def kill_kernel(self) -> None:
        os.kill(int((self.root / "kernel.pid").read_text()), signal.SIGKILL)

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(  # noqa: S310 (our own server)
            self.url + path, method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.read()


@dataclass
class Lesson:
    """An open notebook whose cells have run, and every address that its page asked for."""

    page: Page
    requests: list[str] = field(default_factory=list)

    @property
    def widget(self) -> Locator:
        return self.page.locator(".sby").first

    @property
    def status(self) -> Locator:
        return self.widget.locator(".sby-status")

    def cells(self) -> list[object]:
        """The notebook's cells as they stand in the page: sources and types."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.context.model.toJSON()"
            ".cells.map((cell) => [cell.cell_type, cell.source])"
        )

    def theme(self, name: str) -> None:
        self.page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        is_light = "true" if name.endswith("Light") else "false"
        self.page.wait_for_selector(f'[data-jp-theme-light="{is_light}"]', state="attached")

    def outside(self) -> list[str]:
        """Addresses asked for that are not on this machine."""
        return [url for url in self.requests if _is_outside(url)]


def _is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Notebook 7 with settings, kernels and files of its own."""
    home = tmp_path_factory.mktemp("jupyter")
    root = tmp_path_factory.mktemp("workspace")
    (root / ".sebaya").mkdir()
    labconfig = home / "config" / "labconfig"
    labconfig.mkdir(parents=True)
    page_config = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (labconfig / "page_config.json").write_text(json.dumps(page_config))
    port, token = _free_port(), secrets.token_hex(16)
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": str(REPOSITORY),
    }
    options = [
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]
    log = (home / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "notebook", *options], env=environment, cwd=root, stdout=log, stderr=log
    )
    started = Server(root, f"http://127.0.0.1:{port}", token, home / "settings")
    try:
        _wait_for(started, process, home / "server.log")
        yield started
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            server._ask("GET", "/api/status")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"Notebook did not start:\n{log.read_text(errors='replace')}")


class Opener:
    """Opens lessons in pages of their own; `open_lesson("from scenarios import …; …", width=360)`."""

    def __init__(self, server: Server, chromium: BrowserContext) -> None:
        self.server = server
        self.chromium = chromium
        self.lessons: list[Lesson] = []

    def __call__(self, *sources: str, width: int = 1280, height: int = 900) -> Lesson:
        lesson = Lesson(self.chromium.new_page())
        self.lessons.append(lesson)
        lesson.page.set_viewport_size({"width": width, "height": height})
        lesson.page.on("request", lambda request: lesson.requests.append(request.url))
        lesson.page.on("websocket", lambda socket: lesson.requests.append(socket.url))
        self.show(lesson, self.server.write_notebook(*sources))
        return lesson

    def show(self, lesson: Lesson, name: str) -> None:
        """Open the notebook `name` and run all its cells."""
        page = lesson.page
        page.goto(f"{self.server.url}/notebooks/{name}?token={self.server.token}")
        page.wait_for_function(
            "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.wait_for_selector(".sby-body > *", timeout=30_000)

    def reload(self, lesson: Lesson) -> None:
        """Leave the page and open the same notebook again, with a fresh kernel."""
        name = lesson.page.url.split("/notebooks/")[1].split("?")[0]
        lesson.page.goto("about:blank")
        self.server.shut_kernels()
        self.show(lesson, name)


@pytest.fixture
def open_lesson(chromium: BrowserContext, server: Server) -> Iterator[Opener]:
    """Open notebooks; afterwards nothing may have been asked of another machine."""
    opener = Opener(server, chromium)
    yield opener
    for lesson in opener.lessons:
        lesson.page.close()
    server.tidy()
    outside = [url for lesson in opener.lessons for url in lesson.outside()]
    assert not outside, f"asked of another machine: {outside}"
