"""An answer as a marker reads it in formgrader: the task and what the trainee chose, in words, never live markup."""

from collections.abc import Mapping
from typing import Any

from grader.faults import language, tell
from scenarios.items import Answer
from scenarios.model import Dialogue
from scenarios.player import Player
from scenarios.text import Text, pick

__all__ = ["answer_sheet", "inert"]


def inert(text: str) -> str:
    """Return `text` so that no Markdown, HTML or formula in it can come alive: marks become character references."""
    return "".join(sign if sign.isalnum() or sign == " " else f"&#{ord(sign)};" for sign in text)


def answer_sheet(item: Mapping[str, Any], answer: Answer | None) -> str:
    """Return Markdown for one released item and its answer (which fits it; None: not answered)."""
    # Not a heading of the id alone: it would become the page's element of that id, which formgrader seeks.
    lines = [f"### {tell(id='Butir', en='Item')} {item['id']}", _told(item["prompt"])]
    if "quote" in item:
        lines.append(f"> {inert(item['quote']['who'])}&#58; {_told(item['quote']['text'])}")
    if answer is None:
        lines.append(f"*{tell(id='Tidak dijawab.', en='Not answered.')}*")
    elif item["type"] != "text":
        lines.append("\n".join(f"- {line}" for line in _chosen(item, answer)))
    return "\n\n".join(lines)


def _told(text: Text) -> str:
    return inert(pick(text, language()))


def _texts(entries: list[Mapping[str, Any]]) -> dict[str, str]:
    return {entry["id"]: _told(entry["text"]) for entry in entries}


def _chosen(item: Mapping[str, Any], answer: Answer) -> list[str]:
    match item["type"]:
        case "choice":
            return [_texts(item["options"])[answer["option"]]]
        case "ordering":
            steps = _texts(item["steps"])
            return [f"{number}&#46; {steps[step]}" for number, step in enumerate(answer["order"], 1)]
        case "matching":
            rows, targets = _texts(item["rows"]), _texts(item["targets"])
            return [
                f"{text} → {targets[answer['pairs'][row]] if row in answer['pairs'] else '–'}"
                for row, text in rows.items()
            ]
        case _:
            return _conversation(Dialogue.from_json(item["dialogue"]), answer["path"])


def _conversation(dialogue: Dialogue, path: list[str]) -> list[str]:
    lines = []
    for turn in Player(dialogue, path).turns:
        for line in turn.lines:
            who = dialogue.characters.get(line.who, {}).get("name", "")
            lines.append(f"{inert(who)}&#58; {_told(line.text)}" if who else f"*{_told(line.text)}*")
        if turn.choice:
            lines.append(f"**{tell(id='Peserta', en='Trainee')}&#58; {_told(turn.choice.text)}**")
    return lines
