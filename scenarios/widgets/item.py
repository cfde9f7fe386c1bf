"""Shows one item, of an assessment or of a lesson's exercises, and takes its answer."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from scenarios.attempt import Attempt, Entry
from scenarios.items import MAX_TEXT, Answer, Item, check_answer
from scenarios.model import Dialogue
from scenarios.player import Player
from scenarios.responses import StaleAnswerError
from scenarios.review import Review, review
from scenarios.text import pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.widgets.interface import say

__all__ = ["AssessedItem", "ExerciseItem", "conversation", "shown"]

PARTS = ("options", "steps", "rows", "targets")
SCREENS = ("parts", "bubbles", "choice", "matching", "ordering", "talk", "writing", "exercise", "item")


def shown(item: Item, lang: str) -> dict[str, Any]:
    """Return what the screen may know of `item`, in one language: never a key, a reason or a level."""
    view: dict[str, Any] = {"id": item["id"], "type": item["type"], "prompt": pick(item["prompt"], lang)}
    if "quote" in item:
        view["quote"] = {"who": item["quote"]["who"], "text": pick(item["quote"]["text"], lang)}
    for part in PARTS:
        if part in item:
            view[part] = [{"id": entry["id"], "text": pick(entry["text"], lang)} for entry in item[part]]
    if item["type"] == "text":
        view["limit"] = MAX_TEXT
    return view


def conversation(dialogue: Dialogue, path: Sequence[str], lang: str) -> dict[str, Any]:
    """Return a conversation so far, as the screen shows it: what was said, and what can be said now."""
    player = Player(dialogue, path)
    return {
        "setting": pick(dialogue.setting, lang),
        "content_note": pick(dialogue.content_note, lang),
        "path": list(path),
        "has_ended": player.has_ended,
        "turns": [
            {
                "lines": [
                    {
                        "id": line.id,
                        "who": line.who,
                        "name": str(dialogue.characters.get(line.who, {}).get("name", "")),
                        "text": pick(line.text, lang),
                    }
                    for line in turn.lines
                ],
                "reply": {"text": pick(turn.choice.text, lang)} if turn.choice else None,
            }
            for turn in player.turns
        ],
        "choices": [{"id": choice.id, "text": pick(choice.text, lang)} for choice in player.choices],
    }


class ItemWidget(Frame):
    """What both kinds of item share: the texts, the answer, and a conversation's present moment."""

    _esm = assemble(*SCREENS)
    _css = styles("bubbles", "dialogue", "item")

    item = traitlets.Dict().tag(sync=True)
    heading = traitlets.Unicode().tag(sync=True)
    answer: Any = traitlets.Dict(None, allow_none=True).tag(sync=True)
    chat = traitlets.Dict().tag(sync=True)
    revision = traitlets.Int().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    is_exercise = traitlets.Bool(False).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, item: Item, lang: str, **traits: Any) -> None:
        self.take(item)
        super().__init__(lang=lang, answer=None, **traits)
        self.fill(lang)

    def take(self, item: Item) -> None:
        """Show `item` from now on."""
        self.source = item
        self.dialogue = Dialogue.from_json(item["dialogue"]) if item["type"] == "dialogue" else None

    def fill(self, lang: str) -> None:
        """Put the item, and the conversation if it is one, into the traits."""
        self.item = shown(self.source, lang)
        self.show_answer(self.answer, lang)

    def show_answer(self, answer: Answer | None, lang: str | None = None) -> None:
        """Put an answer, and the conversation that follows from it, into the traits."""
        self.answer = None if answer is None else dict(answer)
        if self.dialogue:
            path = answer["path"] if answer else []
            self.chat = conversation(self.dialogue, path, lang or self.lang)


class AssessedItem(ItemWidget):
    """An item of an assessment: every change goes to `attempt` at once. `asked` names the variant on the screen."""

    asked = traitlets.Unicode().tag(sync=True)

    @staticmethod
    def _texts(lang: str) -> dict[str, str]:
        return {**Frame._texts(lang), "stale": say("stale_answer", lang)}

    def __init__(self, attempt: Attempt, name: str, lang: str) -> None:
        self.attempt = attempt
        self.name = name
        self._writer: object = None
        super().__init__(attempt.items[name], lang)
        self.update()
        attempt.listeners.append(self.update)

    def fill(self, lang: str) -> None:
        """Put the item, its number and what has to be told into the traits."""
        self.asked = str(self.source.get("variant", "")) if self.attempt.is_open else "closed"
        if self.attempt.is_open:
            super().fill(lang)
        else:
            self.item = {"id": self.name, "type": "closed"}
        names = list(self.attempt.items)
        number, total = names.index(self.name) + 1, len(names)
        self.heading = say("item_heading", lang, number=number, total=total)
        entry = self.attempt.entries.get(self.name, Entry())
        self.notice = "" if entry.fits else say("no_longer_fits", lang)
        if not self.attempt.is_readable:
            self.notice = say("unreadable", lang)

    def update(self) -> None:
        """Show the newest answer known; one that came from elsewhere makes every window's own draft old."""
        entry = self.attempt.entries.get(self.name, Entry())
        if entry.revision != self.revision:
            self._writer = None
        with self.hold_sync():
            self.take(self.attempt.items[self.name])
            self.revision = entry.revision
            self.show_answer(entry.answer)
            self.fill(self.lang)

    def handle(self, message: dict[str, Any]) -> str:
        """Save the answer that the screen sends.

        `seen` is the revision that the screen showed, `window` the screen: two tabs on one kernel must not
        overwrite each other either.
        """
        entry = self.attempt.entries.get(self.name, Entry())
        if message["seen"] < entry.revision and message["window"] != self._writer:
            raise StaleAnswerError({"answer": entry.answer, "revision": entry.revision})
        self.attempt.save(self.name, _clean(message["answer"]))
        self._writer = message["window"]
        return "saved"


class ExerciseItem(ItemWidget):
    """An item of a lesson's exercises: checked when the trainee asks, kept nowhere."""

    def __init__(self, item: Item, lang: str) -> None:
        super().__init__(_shuffled(item), lang, is_exercise=True)
        self.key = item

    def fill(self, lang: str) -> None:
        """Put the exercise into the traits; a text brings its checklist and examples, shown after writing."""
        super().fill(lang)
        self.heading = say("exercise_heading", lang)
        if self.source["type"] == "text":
            extra = {
                "checklist": [pick(entry, lang) for entry in self.source.get("checklist", [])],
                "examples": [pick(entry, lang) for entry in self.source.get("examples", [])],
            }
            self.item = {**self.item, **extra}

    def handle(self, message: dict[str, Any]) -> str:
        """Take an answer, check it, or clear the feedback to try again."""
        with self.hold_sync():
            match message["type"]:
                case "answer":
                    self.show_answer(check_answer(self.source, message["answer"]))
                    self.feedback = {}
                case "check":
                    self.feedback = self._feedback()
                case "again":
                    self.feedback = {}
        return "done"

    def _feedback(self) -> dict[str, Any]:
        found = review(self.key, self.answer)
        return {
            "is_right": found.share == 1,
            "summary": self._summary(found),
            "parts": [
                {
                    "id": part.id,
                    "is_right": part.is_right,
                    "why": pick(part.why, self.lang) if part.why else "",
                }
                for part in found.parts
            ],
        }

    def _summary(self, found: Review) -> str:
        right, total = sum(part.is_right for part in found.parts), len(found.parts)
        name = "all_right" if found.share == 1 else "some_right"
        if total == 1:
            name = "right" if right else "not_yet"
        said = say(name, self.lang, right=right, total=total)
        if self.source["type"] == "ordering" and found.share == 0 and "safety" in self.key:
            order, safety = self.answer["order"], self.key["safety"]
            if order.index(safety["step"]) > order.index(safety["before"]):
                said = f"{said} {say('safety_first', self.lang)}"
        return said


def _clean(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer with text that a file can hold: half a sign, left by a cut paste, becomes `?`."""
    text = answer.get("text")
    if isinstance(text, str):
        return {**answer, "text": text.encode("utf-8", "replace").decode()}
    return dict(answer)


def _shuffled(item: Item) -> Item:
    """Return an ordering with its steps mixed, always the same way and never already right."""
    if item["type"] != "ordering":
        return item
    steps = list(item["steps"])
    mixed = sorted(steps, key=lambda step: hashlib.sha256(f"{item['id']}/{step['id']}".encode()).digest())
    if mixed == steps:
        mixed = [*steps[1:], steps[0]]
    return {**item, "steps": mixed}
