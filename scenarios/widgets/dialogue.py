"""Plays a practice conversation as a chat: what is said, what can be said now, and the look back at its end."""

from typing import Any

import traitlets

from scenarios.kept import Kept
from scenarios.model import Choice, Dialogue, Line
from scenarios.player import NotOfferedError, Player
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.widgets.looking_back import looking_back
from scenarios.workspace import Workspace

__all__ = ["DialogueWidget"]


FROM_AGE = {"T2": "15", "T3": "18"}
"""The youngest age of a tier, where it is not open to all."""


class DialogueWidget(Frame):
    """One conversation. How far it went is kept on this machine where there is a workspace, never elsewhere."""

    _esm = assemble("bubbles", "looking_back", "dialogue")
    _css = styles("bubbles", "dialogue", "looking_back")

    about = traitlets.Dict().tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, dialogue: Dialogue, lang: str = DEFAULT_LANGUAGE, workspace: Workspace | None = None) -> None:
        self.dialogue = dialogue
        self.kept = Kept("practice.json", dialogue.id, workspace)
        self.player = _resume(dialogue, self.kept.read())
        self.is_started = self.was_resumed = bool(self.player.path)
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put what stands before the conversation, and its present moment, into the traits."""
        dialogue = self.dialogue
        self.about = {
            "title": pick(dialogue.title, lang),
            "setting": pick(dialogue.setting, lang),
            "content_note": pick(dialogue.content_note, lang),
            "people": [
                {"name": person["name"], "about": pick(person["about"], lang)}
                for person in dialogue.characters.values()
            ],
            "from_age": FROM_AGE.get(dialogue.tiers[0], ""),
            "is_reviewed": dialogue.review.get("status") == "reviewed",
        }
        self._show()

    def handle(self, message: dict[str, Any]) -> str:
        """Start, choose, take a step back or begin again; `at` is how many choices the screen had shown."""
        if message["at"] != len(self.player.path):
            self._show()
            return "stale"
        match message["type"]:
            case "start":
                self.is_started = True
            case "choose":
                self.player.choose(message["choice"])
            case "undo":
                self.player.undo()
            case "restart":
                self.player = Player(self.dialogue)
                self.is_started = False
        self.was_resumed = False
        self._show()
        if message["type"] == "start" or not self.kept.is_kept:
            return "done"
        self.kept.write(self.player.path or None)
        return "saved"

    def _show(self) -> None:
        player = self.player
        self.scene = {
            "is_started": self.is_started,
            "was_resumed": self.was_resumed,
            "turns": [
                {
                    "state": turn.state.id,
                    "lines": [self._line(line) for line in turn.lines],
                    "reply": self._reply(turn.choice) if turn.choice else None,
                }
                for turn in player.turns
            ],
            "choices": [{"id": choice.id, "text": pick(choice.text, self.lang)} for choice in player.choices],
            "back": looking_back(player, self.lang),
        }

    def _line(self, line: Line) -> dict[str, str]:
        name = str(self.dialogue.characters.get(line.who, {}).get("name", ""))
        return {"id": line.id, "who": line.who, "name": name, "text": pick(line.text, self.lang)}

    def _reply(self, choice: Choice) -> dict[str, Any]:
        judged = choice.judgement
        return {
            "id": choice.id,
            "text": pick(choice.text, self.lang),
            "level": judged.level if judged else None,
            "consequence": pick(judged.consequence, self.lang) if judged else "",
            "why": pick(judged.why, self.lang) if judged else "",
        }


def _resume(dialogue: Dialogue, path: object) -> Player:
    """Return the conversation where it was left; from its start when it has changed since."""
    try:
        return Player(dialogue, path if isinstance(path, list) else ())
    except (NotOfferedError, TypeError):
        return Player(dialogue)
