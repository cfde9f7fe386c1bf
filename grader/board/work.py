"""An act in the background of a board: how far it is, stopped when somebody wants that, told at its end."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.board.panel import Board, Done, Panel
from grader.faults import SebayaError
from scenarios.text import Text

__all__ = ["UNEXPECTED", "Ended", "Work", "carry_out"]

TELL_EVERY_S = 0.2
STOPPED: Text = {
    "id": "Dihentikan. Yang sudah selesai tetap tersimpan; mulai lagi untuk meneruskan.",
    "en": "Stopped. What is done is kept; start again to go on.",
}
UNEXPECTED: Text = {
    "id": "Ada yang tidak beres di bagian ini. Data kelas tidak berubah karenanya. Coba lagi; kalau tetap begini, "
    "kirim berkas board.log di folder .jupyter kelas ini kepada yang merawat Sebaya.",
    "en": "Something went wrong in this part. The class's data did not change by it. Try again; if it stays so, send "
    "the file board.log in this class's .jupyter folder to whoever looks after Sebaya.",
}
BROKE_OFF: Text = {
    "id": "Ada yang tidak beres sebelum ini selesai. Yang sudah selesai tetap tersimpan; periksa, lalu coba lagi.",
    "en": "Something went wrong before this was finished. What was done is kept; look, then try again.",
}
_log = logging.getLogger(__name__)


class _StoppedError(Exception):
    """Somebody asked the work to stop."""


@dataclass(frozen=True)
class Ended:
    """How an act ended: `state` is done, stopped or failed; `done` is what it told, with what takes it back."""

    state: str
    done: Done


@dataclass
class Work:
    """How far an act is. `tell` is called with `to_json()` when there is news, a few times a second at most."""

    tell: Callable[[dict[str, Any]], None]
    done: int = 0
    total: int = 0
    begun: float = field(default_factory=time.monotonic)
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: float = 0.0

    def stop(self) -> None:
        """Ask it to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Note how far it is, and end the act here if that is wanted."""
        self.done, self.total = done, total
        if self._stop.is_set():
            raise _StoppedError
        now = time.monotonic()
        if now - self._told > TELL_EVERY_S or done == total:
            self._told = now
            self.tell(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return what a screen shows: how many are done, how many a second, and the seconds left."""
        rate = self.done / max(time.monotonic() - self.begun, 1e-3)
        left = round((self.total - self.done) / rate) if rate else None
        return {"done": self.done, "total": self.total, "rate": round(rate, 1), "left": left}


def carry_out(panel: Panel, act: str, board: Board, given: Mapping[str, str], work: Work) -> Ended:
    """Do an act of `panel` to its end; whatever happens is told in words, and nothing is raised."""
    try:
        return Ended("done", panel.acts[act](board, given, work.report))
    except _StoppedError:
        return Ended("stopped", Done(STOPPED))
    except SebayaError as fault:
        return Ended("failed", Done(fault.text))
    except Exception:
        _log.exception("act %s of panel %s", act, panel.id)
        return Ended("failed", Done(BROKE_OFF))
