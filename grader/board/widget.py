"""A panel as a widget in a notebook: builds its blocks in the background, and does what is pressed there.

One kernel serves one page. Its panels are built one after the other, in the order of the page; acts go on beside
that, one at a time. What the screen shows is set in the kernel's own thread: Jupyter's connection is nobody else's.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from grader.board.panel import Board, Panel
from grader.board.plain import of_act, plain
from grader.board.registry import BOARD, FOLDER, panel_of
from grader.board.words import words
from grader.board.work import UNEXPECTED, Ended, Work, carry_out
from grader.course import Course
from grader.faults import SebayaError
from scenarios.text import pick

__all__ = ["PanelWidget", "Room", "show_panel"]

HERE = Path(__file__).parent
_log = logging.getLogger(__name__)
_shown: dict[str, "PanelWidget"] = {}


class Room:
    """What the panels of one page share: the threads, the one act that goes on, and who is told of it.

    `loop` is the kernel's own; without one, changes are made where they come about.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        self.panels: list[PanelWidget] = []
        self.work: Work | None = None
        self._building = ThreadPoolExecutor(1, "board-build")
        self._acting = ThreadPoolExecutor(1, "board-act")
        self._loop = loop

    def build(self, task: Callable[[], None]) -> None:
        """Do `task` after what was asked before it."""
        self._building.submit(task)

    def act(self, work: Work, task: Callable[[], None]) -> None:
        """Do `task` beside the building, as the one act that goes on."""
        self.work = work
        self._acting.submit(task)

    def say(self, change: Callable[[], None]) -> None:
        """Make a change that the screen is to show, in the kernel's own thread."""
        if self._loop is None:
            change()
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(change)

    def close(self) -> None:
        """End the threads, after what they still have to do."""
        self._acting.shutdown()
        self._building.shutdown()


class PanelWidget(anywidget.AnyWidget):
    """One panel. `shown` is its blocks or why there are none; `work` an act that goes on; `told` what the last one did.

    The screen sends `{"type": "again" | "choose" | "act" | "stop", "number": int, …}`; `heard` is the number of what
    came last, so that the screen can say when nobody hears. After an act all panels of the page are built again: what
    one changes, another counts.
    """

    _esm = "\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("element", "table", "act", "board"))
    _css = (HERE / "board.css").read_text(encoding="utf-8")

    lang = traitlets.Unicode("id").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    about = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict({"state": "loading"}).tag(sync=True)
    work = traitlets.Dict().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    busy = traitlets.Bool(False).tag(sync=True)
    heard = traitlets.Int(0).tag(sync=True)

    def __init__(self, panel: Panel, course: Course, lang: str, room: Room) -> None:
        self.panel, self.course, self.room = panel, course, room
        self.chosen: dict[str, str] = {}
        self._round = 0
        about = {"id": panel.id, "title": pick(panel.title, lang), "about": pick(panel.about, lang)}
        super().__init__(lang=lang, words=words(lang), about=about)
        self.on_msg(self._receive)
        room.panels.append(self)
        self.rebuild()

    def rebuild(self) -> None:
        """Build the panel anew; a build that was asked for before is not shown any more."""
        self._round += 1
        mine, board = self._round, self.board()

        def build() -> None:
            if mine == self._round:
                shown = _built(self.panel, board, self.lang)
                self.room.say(lambda: self._show(mine, shown))

        self.room.build(build)

    def board(self) -> Board:
        """Return what the panel is built from now."""
        return Board(self.course, date.today(), dict(self.chosen))

    def _show(self, mine: int, shown: dict[str, Any]) -> None:
        if mine == self._round:
            self.shown = shown | {"round": mine}

    def _receive(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        self.heard = int(message["number"])
        match message.get("type"):
            case "again":
                self.rebuild()
            case "choose":
                self.chosen[str(message["id"])] = str(message["value"])
                self.rebuild()
            case "act" if message.get("id") in self.panel.acts:
                self._act(str(message["id"]), {str(k): str(v) for k, v in message["given"].items()})
            case "stop" if self.room.work:
                self.room.work.stop()

    def _act(self, act: str, given: Mapping[str, str]) -> None:
        if self.room.work is not None:
            self.told = {"state": "failed", "text": self.words["busy"], "undo": None}
            return
        work, board = Work(lambda far: self.room.say(lambda: self._tell_far(work, far))), self.board()

        def do() -> None:
            ended = carry_out(self.panel, act, board, given, work)
            self.room.say(lambda: self._end(ended))

        self.told = {}
        self.work = {"done": 0, "total": 0, "rate": 0, "left": None}
        self._set_busy(True)
        self.room.act(work, do)

    def _tell_far(self, work: Work, far: dict[str, Any]) -> None:
        if self.room.work is work:
            self.work = far

    def _end(self, ended: Ended) -> None:
        self.room.work = None
        self.work = {}
        undo = of_act(ended.done.undo, self.lang) if ended.done.undo else None
        self.told = {"state": ended.state, "text": pick(ended.done.told, self.lang), "undo": undo}
        self._set_busy(False)
        self.rebuild()
        for other in self.room.panels:
            if other is not self:
                other.rebuild()

    def _set_busy(self, busy: bool) -> None:
        for panel in self.room.panels:
            panel.busy = busy


def _built(panel: Panel, board: Board, lang: str) -> dict[str, Any]:
    """Return a panel's blocks, or a sentence in their place: one panel's fault is not another's."""
    try:
        return {"state": "ready", "blocks": [plain(block, lang) for block in panel.build(board)]}
    except SebayaError as fault:
        return {"state": "fault", "text": pick(fault.text, lang)}
    except Exception:
        _log.exception("panel %s", panel.id)
        return {"state": "fault", "text": pick(UNEXPECTED, lang)}


def show_panel(panel: str, lang: str) -> PanelWidget:
    """Show a panel of the board, and of the class, that this kernel was opened for. Raises SebayaError.

    Shown again, as when its page is loaded anew, it is the same widget: what goes on there is still seen.
    """
    board, folder = os.environ[BOARD], Path(os.environ[FOLDER])
    if not _shown:
        # A page has a kernel of its own, so what is told from deep inside is told in its language, too.
        os.environ["SEBAYA_LANG"] = lang
        _keep_log(folder / ".jupyter" / "board.log")
    known = _shown.get(panel)
    if known:
        known.rebuild()
        return known
    room = next(iter(_shown.values())).room if _shown else Room(asyncio.get_running_loop())
    # Not looked for (find_course): a class folder that cannot be read is told in each panel, in a sentence.
    _shown[panel] = PanelWidget(panel_of(board, panel), Course(folder), lang, room)
    return _shown[panel]


def _keep_log(path: Path) -> None:
    """Write what went wrong to a file: on the page, a traceback helps nobody."""
    ours = logging.getLogger("grader.board")
    ours.addHandler(logging.FileHandler(path, encoding="utf-8", delay=True))
    ours.propagate = False
