"""An answer as a marker reads it in formgrader: the task and what the trainee chose, in words, never live markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.items import Answer
from scenarios.model import Dialogue
from scenarios.player import Player
from scenarios.text import Text, pick

__all__ = ["answer_sheet", "inert"]


def inert(text: str) -> str:
    """Return `text` so that no Markdown, HTML or formula in it can come alive: marks become character references."""
    return text.translate(_INERT)


class _Inert(dict[int, str]):
    """Code point → what stands for it, worked out once for each sign that occurs."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = sign if sign.isalnum() or sign == " " else f"&#{code};"
        return self[code]


_INERT = _Inert()


def answer_sheet(item: Mapping[str, Any], answer: Answer | None, lang: str) -> str:
    """Return Markdown for one released item and its answer (which fits it; None: not answered)."""
    return _Sheet(lang).written(item, answer)


@dataclass(frozen=True)
class _Sheet:
    """Writes in one language."""

    lang: str

    def say(self, *, id: str, en: str) -> str:  # noqa: A002 (languages are named by their code everywhere)
        return pick({"id": id, "en": en}, self.lang)

    def told(self, text: Text) -> str:
        return inert(pick(text, self.lang))

    def texts(self, entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        return {entry["id"]: self.told(entry["text"]) for entry in entries}

    def written(self, item: Mapping[str, Any], answer: Answer | None) -> str:
        # Not a heading of the id alone: it would become the page's element of that id, which formgrader seeks.
        lines = [f"### {self.say(id='Butir', en='Item')} {item['id']}", self.told(item["prompt"])]
        if "quote" in item:
            lines.append(f"> {inert(item['quote']['who'])}&#58; {self.told(item['quote']['text'])}")
        if answer is None:
            lines.append(f"*{self.say(id='Tidak dijawab.', en='Not answered.')}*")
        elif item["type"] != "text":
            lines.append("\n".join(f"- {line}" for line in self.chosen(item, answer)))
        return "\n\n".join(lines)

    def chosen(self, item: Mapping[str, Any], answer: Answer) -> list[str]:
        match item["type"]:
            case "choice":
                return [self.texts(item["options"])[answer["option"]]]
            case "ordering":
                steps = self.texts(item["steps"])
                return [f"{number}&#46; {steps[step]}" for number, step in enumerate(answer["order"], 1)]
            case "matching":
                rows, targets = self.texts(item["rows"]), self.texts(item["targets"])
                return [
                    f"{text} → {targets[answer['pairs'][row]] if row in answer['pairs'] else '–'}"
                    for row, text in rows.items()
                ]
            case _:
                return self.conversation(Dialogue.from_json(item["dialogue"]), answer["path"])

    def conversation(self, dialogue: Dialogue, path: list[str]) -> list[str]:
        lines = []
        for turn in Player(dialogue, path).turns:
            for line in turn.lines:
                who = dialogue.characters.get(line.who, {}).get("name", "")
                lines.append(f"{inert(who)}&#58; {self.told(line.text)}" if who else f"*{self.told(line.text)}*")
            if turn.choice:
                lines.append(f"**{self.say(id='Peserta', en='Trainee')}&#58; {self.told(turn.choice.text)}**")
        return lines
