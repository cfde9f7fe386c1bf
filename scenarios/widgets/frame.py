"""What all widgets share: language, help card, quick exit, and the acknowledgement of every message."""

import logging
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from scenarios.help import help_content
from scenarios.responses import DamagedError, NotSavedError, StaleAnswerError
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.interface import INTERFACE

__all__ = ["Frame", "assemble", "styles"]

HERE = Path(__file__).parent
logger = logging.getLogger(__name__)


def assemble(*names: str) -> str:
    """Return one ES module made of `frame.js` and the named files of this folder, in that order.

    One string per widget, because anywidget loads a single module and nothing may be fetched.
    """
    return "\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("frame", *names))


def styles(*names: str) -> str:
    """Return `frame.css` and the named style sheets of this folder as one, in that order."""
    return "\n".join((HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("frame", *names))


class Frame(anywidget.AnyWidget):
    """A widget whose state lives here and whose screen only shows it.

    The screen sends messages `{"type": …, "seq": n, …}`; `handle` acts on them; `ack` answers each with its
    `seq` and `outcome`: `done` (nothing had to be saved), `saved`, `stale` (a newer answer was kept),
    `not-saved` or `failed`. A screen that gets no answer within its time says so itself.
    """

    _css = styles()

    lang = traitlets.Unicode(DEFAULT_LANGUAGE).tag(sync=True)
    ui = traitlets.Dict().tag(sync=True)
    help = traitlets.Dict().tag(sync=True)
    ack = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str = DEFAULT_LANGUAGE, **traits: Any) -> None:
        super().__init__(lang=lang, ui=self._texts(lang), help=help_content(lang), **traits)
        self.on_msg(self._receive)

    def speak(self, lang: str) -> None:
        """Show everything in `lang` from now on."""
        with self.hold_sync():
            self.lang = lang
            self.ui = self._texts(lang)
            self.help = help_content(lang)
            self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put what the screen shows in `lang` into the traits. Subclasses that show more than `ui` extend it."""

    def handle(self, message: dict[str, Any]) -> str:
        """Act on one message from the screen and return its outcome. Subclasses implement it."""
        raise NotImplementedError

    @staticmethod
    def _texts(lang: str) -> dict[str, str]:
        return {name: pick(text, lang) for name, text in INTERFACE.items()}

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        try:
            outcome = self.handle(message)
        except StaleAnswerError:
            outcome = "stale"
        except (NotSavedError, DamagedError, OSError):
            logger.exception("not saved")
            outcome = "not-saved"
        except Exception:
            # An exception in a message handler is invisible to the trainee: it must become an outcome.
            logger.exception("message failed")
            outcome = "failed"
        self.ack = {"seq": message.get("seq", 0), "outcome": outcome}
