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
from playwright.sync_api import Locator, Page, WebSocket, expect
from restarting import Restarting

from grader.server import STOP_WITHIN_S
from grader.start import SHUTDOWN_WAIT_S, write_kernel_settings

REPOSITORY = Path(__file__).parents[2]
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
LABCONFIG = REPOSITORY / "scenarios" / "surface" / "labconfig"
SAMPLES = REPOSITORY / "tests" / "samples" / "compiled"
HERE = {"127.0.0.1", "localhost", "[::1]"}
expect.set_options(timeout=15_000)
"""The browser, two servers and their kernels share two cores with the other half of the tests."""
RUN_ALL = """async () => {
  const { content, sessionContext } = jupyterapp.shell.currentWidget;
  for (const cell of content.widgets.filter((cell) => cell.model.type === "code")) {
    await cell.constructor.execute(cell, sessionContext);
  }
}"""
SETUP = """\
import os, pathlib, scenarios.content
scenarios.content.COMPILED = pathlib.Path({samples!r})
_ = pathlib.Path("kernel.pid").write_text(str(os.getpid()))"""
FORGET = """\
import os, sys
from ipywidgets import Widget
Widget.close_all()
for name in [name for name in sys.modules if name.partition(".")[0] in ("scenarios", "grader")]:
    del sys.modules[name]
for name in [name for name in os.environ if name.startswith("SEBAYA_")]:
    del os.environ[name]
get_ipython().reset()"""
"""What a kernel runs that serves the next test too: nothing of ours is left in it."""


def notebook_of(*sources: str) -> dict[str, object]:
    """A lesson's notebook: a heading and one-line cells."""
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
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@dataclass(frozen=True)
class Server:
    """A running Notebook 7 on `root`, a workspace when it holds `.sebaya`."""

    root: Path
    url: str
    token: str
    settings: Path
    kept: set[str] = field(default_factory=set)
    """Kernels that outlive a test."""

    def write_notebook(self, *sources: str) -> str:
        """Write a lesson as trainees get it and return its name."""
        name = f"lesson-{secrets.token_hex(4)}.ipynb"
        (self.root / name).write_text(json.dumps(notebook_of(*sources)), encoding="utf-8")
        return name

    def own(self, name: str) -> object:
        """The JSON file `name` of the workspace's own folder; None when there is none."""
        path = self.root / ".sebaya" / name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def shut_kernels(self) -> None:
        for kernel in json.loads(self._ask("GET", "/api/kernels")):
            if kernel["id"] not in self.kept:
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
    """An open notebook whose cells have run, every address that its page asked for, and what it sent to the kernel."""

    page: Page
    requests: list[str] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        socket.on("framesent", lambda frame: self.sent.append(frame.encode() if isinstance(frame, str) else frame))

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
    shutil.copy(LABCONFIG / "page_config.json", labconfig)
    whole = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}  # as trainees have it
    (labconfig / "default_setting_overrides.json").write_text(json.dumps(whole))
    write_kernel_settings(home / "ipython")
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
        f"--KernelManager.shutdown_wait_time={SHUTDOWN_WAIT_S}",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]
    log = (home / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "grader.jupyter", "notebook", *options],
        env=environment,
        cwd=root,
        stdout=log,
        stderr=log,
    )
    started = Server(root, f"http://127.0.0.1:{port}", token, home / "settings")
    try:
        _wait_for(started, process, home / "server.log")
        yield started
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:  # Jupyter hangs now and then; grader.server ends it in the same way
            process.kill()
            process.wait()
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

    def __init__(self, server: Server, chromium: Restarting) -> None:
        self.server = server
        self.chromium = chromium
        self.lessons: list[Lesson] = []

    def __call__(self, *sources: str, width: int = 1280, height: int = 900) -> Lesson:
        lesson = Lesson(self.chromium.new_page())
        self.lessons.append(lesson)
        lesson.page.set_viewport_size({"width": width, "height": height})
        self.show(lesson, self.server.write_notebook(*sources))
        return lesson

    def show(self, lesson: Lesson, name: str) -> None:
        """Open the notebook `name` and run all its cells."""
        page = lesson.page
        page.goto(f"{self.server.url}/notebooks/{name}?token={self.server.token}")
        page.wait_for_function(
            "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )
        self.run(page)

    def run(self, page: Page) -> None:
        """Run all cells to their end, as lessons do: the notebook's own command calls the focus to a cell, late."""
        page.evaluate(RUN_ALL)
        page.wait_for_selector(".sby-body > *", timeout=30_000)

    def reload(self, lesson: Lesson) -> None:
        """Leave the page and open the same notebook again, with a fresh kernel."""
        name = lesson.page.url.split("/notebooks/")[1].split("?")[0]
        lesson.page.goto("about:blank")
        self.server.shut_kernels()
        self.show(lesson, name)


def _assert_all_here(lessons: list[Lesson]) -> None:
    outside = [url for lesson in lessons for url in lesson.outside()]
    assert not outside, f"asked of another machine: {outside}"


@pytest.fixture
def open_lesson(chromium: Restarting, server: Server) -> Iterator[Opener]:
    """Open notebooks; afterwards nothing may have been asked of another machine."""
    opener = Opener(server, chromium)
    yield opener
    for lesson in opener.lessons:
        lesson.page.close()
    server.tidy()
    _assert_all_here(opener.lessons)


class Filler:
    """Fills one open notebook with cells and runs them, test after test; `fill_lesson("from scenarios import …; …")`.

    Opening takes seconds. This is for tests of what cells show, and neither of a page that opens or closes nor of a
    kernel that begins or ends.
    """

    def __init__(self, opener: Opener) -> None:
        self.opener = opener
        self.lesson: Lesson | None = None

    def __call__(self, *sources: str, width: int = 1280, height: int = 900) -> Lesson:
        if self.lesson is None:
            self.lesson = self.opener(*sources, width=width, height=height)
            self.opener.server.kept.add(self.lesson.page.evaluate(f"() => {KERNEL}.id"))
        else:
            self.lesson.page.bring_to_front()  # behind another page it would be drawn once a second
            self.lesson.page.set_viewport_size({"width": width, "height": height})
            self._put(notebook_of(*sources))
            self.opener.run(self.lesson.page)
        return self.lesson

    def empty(self) -> None:
        """Leave nothing in the page and its kernel."""
        if self.lesson:
            self._put({**notebook_of(), "cells": []})
            self.lesson.page.evaluate(f"async (code) => {{ await {KERNEL}.requestExecute({{code}}).done; }}", FORGET)
            self.lesson.page.evaluate("() => document.documentElement.removeAttribute('style')")
            self.lesson.theme("JupyterLab Light")
            self.lesson.requests.clear()
            self.lesson.sent.clear()

    def close(self) -> None:
        if self.lesson:
            self.lesson.page.close()
        self.lesson = None
        self.opener.server.kept.clear()

    def _put(self, notebook: dict[str, object]) -> None:
        fill = "(notebook) => jupyterapp.shell.currentWidget.context.model.fromJSON(notebook)"
        self.lesson.page.evaluate(fill, notebook)


@pytest.fixture(scope="session")
def filler(chromium: Restarting, server: Server) -> Filler:
    return Filler(Opener(server, chromium))


@pytest.fixture
def fill_lesson(filler: Filler, server: Server, request: pytest.FixtureRequest) -> Iterator[Filler]:
    """Show cells in a notebook that stays open; afterwards nothing may have been asked of another machine."""
    failed = request.session.testsfailed
    yield filler
    lessons = [filler.lesson] if filler.lesson else []
    _assert_all_here(lessons)
    if request.session.testsfailed > failed:
        filler.close()
    filler.empty()
    server.tidy()
