"""A Jupyter server of ours on this machine: started, asked, stopped. What it shows is its caller's to say."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from grader.faults import SebayaError

__all__ = ["HOST", "STOP_WITHIN_S", "Server", "serve"]

HOST = "127.0.0.1"
READY_WITHIN_S = 120
"""An old computer reads Jupyter from a slow disk for a long time when it does so first."""
STOP_WITHIN_S = 15


class Server:
    """A Jupyter application as a context: ready when entered, stopped with its kernels when left.

    `module` is the application (`notebook`, `jupyter_server`), `root` the folder it serves, `settings` where its
    own files lie (`config/` is written by the caller), `page` what is opened first. `usual_port` is taken where it
    is free and no `port` is named; 0 is any free one. `options` are passed to Jupyter as they are.
    """

    def __init__(
        self,
        module: str,
        root: Path,
        settings: Path,
        page: str,
        *,
        usual_port: int,
        port: int | None = None,
        environment: Mapping[str, str] | None = None,
        options: tuple[str, ...] = (),
    ) -> None:
        self.module = module
        self.root = root
        self.settings = settings
        self.page = page
        self.port = port or _free_port(None if port == 0 else usual_port)
        self.environment = environment or {}
        self.options = options
        self.token = secrets.token_urlsafe(24)
        self.log = settings / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://{HOST}:{self.port}/"

    @property
    def address(self) -> str:
        """The first page, with the token that lets this browser in."""
        return f"{self.url}{self.page}?token={self.token}"

    def __enter__(self) -> "Server":
        if _answers(self.port):
            raise SebayaError(
                id=f"Port {self.port} sedang dipakai program lain. Pilih yang lain dengan --port, atau tanpa --port.",
                en=f"Port {self.port} is in use by another program. Choose another with --port, or leave it out.",
            )
        command = [sys.executable, "-m", "grader.jupyter", self.module, f"--ServerApp.port={self.port}", *self.options]
        with self.log.open("wb") as log:
            # In our own process group on purpose: Ctrl+C, or closing the terminal, ends the server as well.
            self._process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self._environment(),
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

    def _environment(self) -> dict[str, str]:
        """Nothing of the user's own Jupyter is read or changed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
        return {
            **kept,
            "IPYTHONDIR": str(self.settings / "ipython"),
            "JUPYTER_CONFIG_DIR": str(self.settings / "config"),
            "JUPYTER_DATA_DIR": str(self.settings / "data"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            # The user's usual place: connection files need permissions that a USB stick cannot keep.
            "JUPYTER_RUNTIME_DIR": jupyter_runtime_dir(),
            "JUPYTER_TOKEN": self.token,
            **self.environment,
        }

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


def serve(server: Server, *, browser: bool) -> None:
    """Run `server` until Ctrl+C: print its address in both languages, and open the browser if wished."""
    with _ended_by_signal(), server, suppress(KeyboardInterrupt):
        print(
            "\nSebaya siap. Buka alamat ini di browser.\nSebaya is ready. Open this address in your browser.\n\n"
            f"    {server.address}\n\n"
            "Tekan Ctrl+C untuk berhenti.\nPress Ctrl+C to stop.\n",
            flush=True,
        )
        if browser:
            webbrowser.open(server.address)
        server.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _free_port(usual: int | None) -> int:
    """Return a free port: the usual one where there is one and it is free."""
    if usual and not _answers(usual):
        return usual
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
