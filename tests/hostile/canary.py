"""Two canaries: a file that must never come to be, and a socket that nobody may call."""

import socket
import sys
import threading
from pathlib import Path

# An address of its own: a page of a test beside this one may still ask for a server that used to be at our port.
HOST = "127.0.66.1" if sys.platform == "linux" else "127.0.0.1"


class Canary:
    """Listens on this machine only and counts who calls; `path` is the file. `close` it in the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.calls = 0
        self._called = threading.Event()
        self._listener = socket.create_server((HOST, 0))
        self._port: int = self._listener.getsockname()[1]
        self.address = f"http://{HOST}:{self._port}/"
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_untouched(self) -> bool:
        return not self.path.exists() and self.calls == 0

    @property
    def python(self) -> str:
        """One line of Python that touches both."""
        call = f"socket.create_connection(('{HOST}', {self._port}))"
        return f"import socket; open({str(self.path)!r}, 'w').close(); {call}"

    @property
    def shell(self) -> str:
        """A shell command that touches both."""
        return f'{sys.executable} -c "{self.python}"'

    @property
    def script(self) -> str:
        """JavaScript that calls the socket and leaves a mark in the page; without `<`, `>`, `&` and quotes."""
        return f"window.hacked=1;fetch(`{self.address}script`);alert(1)"

    def wait(self, seconds: float = 5.0) -> None:
        """Wait until somebody called; it is counted a moment later than it happens."""
        self._called.wait(seconds)

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            self.calls += 1
            self._called.set()
            caller.close()
