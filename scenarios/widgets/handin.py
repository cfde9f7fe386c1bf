"""Hands an assessment in: what is answered, the two codes, and the file."""

from typing import Any

import traitlets

from scenarios.attempt import Attempt, is_personal_code, is_trainee_code
from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["HandInWidget"]


class HandInWidget(Frame):
    """The last cell of an assessment. The personal code is used once and never kept."""

    _esm = assemble("parts", "handin")
    _css = styles("item")

    trainee = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    handed_in = traitlets.Dict().tag(sync=True)

    def __init__(self, attempt: Attempt, lang: str) -> None:
        self.attempt = attempt
        super().__init__(lang=lang)
        self.fill(lang)
        attempt.listeners.append(lambda: self.fill(self.lang))

    def fill(self, lang: str) -> None:  # noqa: ARG002 (no text of the authors is shown here)
        """Put the state of every item, and what was handed in, into the traits."""
        self.rows = [
            {
                "id": name,
                "number": number,
                "state": self.attempt.state(name),
                "is_changed": name in self.attempt.changed,
            }
            for number, name in enumerate(self.attempt.items, start=1)
        ]
        self.trainee = self.attempt.trainee
        done = self.attempt.handed_in
        self.handed_in = (
            {"name": done.name, "content": done.content, "at": done.at, "reached_inbox": done.reached_inbox}
            if done
            else {}
        )

    def handle(self, message: dict[str, Any]) -> str:
        """Check the codes, ask when something is unanswered, and hand in.

        Outcomes of its own: `bad-trainee`, `other-trainee`, `bad-code`, `unanswered`.
        """
        trainee, code = message["trainee"].strip(), message["code"]
        if not is_trainee_code(trainee):
            return "bad-trainee"
        if not is_personal_code(code):
            return "bad-code"
        self.attempt.refresh()
        if not self.attempt.is_readable:
            return "not-saved"
        if self.attempt.is_personal and trainee.upper() != self.attempt.trainee:
            return "other-trainee"
        if self.attempt.unanswered and not message.get("confirmed"):
            return "unanswered"
        self.attempt.hand_in(trainee, code)
        return "done"
