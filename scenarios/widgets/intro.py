"""Opens an assessment: what it is, how long it takes, how far one is, what is private, which language."""

from collections.abc import Callable
from typing import Any

import traitlets

from scenarios.attempt import Attempt, is_trainee_code
from scenarios.text import LANGUAGES, pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.widgets.interface import say

__all__ = ["Intro"]


class Intro(Frame):
    """The first cell of an assessment. `speak_all` changes the language of the whole sitting."""

    _esm = assemble("parts", "intro")
    _css = styles("item")

    page = traitlets.Dict().tag(sync=True)

    def __init__(self, attempt: Attempt, lang: str, speak_all: Callable[[str], None]) -> None:
        self.attempt = attempt
        self.speak_all = speak_all
        super().__init__(lang=lang)
        self.fill(lang)
        attempt.listeners.append(lambda: self.fill(self.lang))

    def fill(self, lang: str) -> None:
        """Put title, instructions and progress into the traits."""
        assessment = self.attempt.assessment
        total = len(self.attempt.items)
        answered = total - len(self.attempt.unanswered)
        aside = self.attempt.aside
        self.page = {
            "title": pick(assessment["title"], lang),
            "intro": pick(assessment["intro"], lang),
            "minutes": say("minutes", lang, minutes=assessment["minutes"]),
            "progress": say("answered_count", lang, answered=answered, total=total),
            "answered": answered,
            "total": total,
            "is_personal": self.attempt.is_personal,
            "trainee": self.attempt.trainee,
            "notice": say("set_aside", lang, name=aside.name) if aside else "",
        }

    def handle(self, message: dict[str, Any]) -> str:
        """Change the language of everything on this page, or open the questions of one trainee.

        An outcome of its own: `bad-trainee`.
        """
        if message["type"] == "begin":
            if not is_trainee_code(message["trainee"].strip()):
                return "bad-trainee"
            self.attempt.begin(message["trainee"])
        elif message["lang"] in LANGUAGES:
            self.speak_all(message["lang"])
        return "done"
