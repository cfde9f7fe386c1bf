"""What the cells of an assessment call: `intro()`, `ask("A1")`, `submit()`.

One sitting per folder and kernel, and in it one widget per cell: two tabs on one kernel show the same.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from scenarios.attempt import Attempt
from scenarios.text import DEFAULT_LANGUAGE
from scenarios.widgets.frame import Frame
from scenarios.widgets.handin import HandInWidget
from scenarios.widgets.intro import Intro
from scenarios.widgets.item import AssessedItem
from scenarios.widgets.notice import Notice
from scenarios.workspace import Workspace

__all__ = ["Sitting", "ask", "intro", "submit"]

Shown = TypeVar("Shown", bound=Frame)
logger = logging.getLogger(__name__)


class Sitting:
    """An attempt and the widgets that show it, all in one language."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace.find(folder)
        self.attempt = Attempt(folder, self.workspace)
        self.lang = self.workspace.language if self.workspace else DEFAULT_LANGUAGE
        self._introduced: list[Intro] = []
        self._asked: dict[str, list[AssessedItem]] = {}
        self._submitted: list[HandInWidget] = []

    @property
    def widgets(self) -> list[Frame]:
        """Every widget of this sitting."""
        items = [widget for same in self._asked.values() for widget in same]
        return [*self._introduced, *items, *self._submitted]

    def intro(self) -> Intro:
        """Return the widget that opens the assessment."""
        return _one(self._introduced, lambda: Intro(self.attempt, self.lang, self.speak))

    def item(self, name: str) -> AssessedItem:
        """Return the widget of one item of the assessment."""
        same = self._asked.setdefault(name, [])
        return _one(same, lambda: AssessedItem(self.attempt, name, self.lang))

    def submit(self) -> HandInWidget:
        """Return the widget that hands in."""
        return _one(self._submitted, lambda: HandInWidget(self.attempt, self.lang))

    def speak(self, lang: str) -> None:
        """Show everything in `lang`, and remember it where there is a workspace."""
        self.lang = lang
        for widget in self.widgets:
            widget.speak(lang)
        if self.workspace:
            with suppress(OSError):  # it holds for this sitting all the same
                self.workspace.choose_language(lang)


_sittings: dict[Path, Sitting] = {}


UNSEEN = "NBGRADER_EXECUTION"
"""Set by nbgrader where it runs a notebook by itself: no widget is seen there, and each would cost time and space."""


def intro() -> Intro | Notice | None:
    """Show what this assessment is, how far one is, and the choice of language."""
    return _show(lambda sitting: sitting.intro())


def ask(item: str) -> AssessedItem | Notice | None:
    """Show one item of the assessment in this folder."""
    return _show(lambda sitting: sitting.item(item) if item in sitting.attempt.items else None)


def submit() -> HandInWidget | Notice | None:
    """Show what is answered, and hand in."""
    return _show(lambda sitting: sitting.submit())


def _one(widgets: list[Shown], make: Callable[[], Shown]) -> Shown:
    """Return the one widget of its kind; a closed one is replaced."""
    if not widgets or widgets[0].comm is None:
        widgets[:] = [make()]
    return widgets[0]


def _show(choose: Callable[[Sitting], Shown | None]) -> Shown | Notice | None:
    """Return the widget of this folder's sitting, fresh from disk, or a plain sentence: never a traceback."""
    if os.environ.get(UNSEEN):
        return None
    folder = Path.cwd()
    workspace = Workspace.find(folder)
    lang = workspace.language if workspace else DEFAULT_LANGUAGE
    try:
        if folder in _sittings:
            _sittings[folder].attempt.refresh()
        else:
            _sittings[folder] = Sitting(folder)
        widget = choose(_sittings[folder])
    except Exception:
        # Whatever is wrong with the folder, the trainee did nothing wrong and cannot mend it.
        logger.debug("the assessment in %s cannot be opened", folder, exc_info=True)
        return Notice("incomplete", lang)
    return Notice("no_such_item", _sittings[folder].lang) if widget is None else widget
