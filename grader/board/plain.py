"""Blocks as plain data in one language, as they are sent to a screen."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from grader.board.block import Act, Acts, Block, Choice, Note, Number, Numbers, Picture, Table
from grader.board.written import NOT_SHOWN, read_column
from scenarios.text import Text, pick

__all__ = ["of_act", "plain"]


def plain(block: Block, lang: str) -> dict[str, Any]:
    """Return what JSON can hold of a block: its `kind`, and its texts already in `lang`.

    A table's `rows` are texts as they are read, `orders` (column → one value a row) what they are sorted by. A
    picture is a data address, so that nothing in it is part of the page.
    """
    match block:
        case Table():
            return _table(block, lang)
        case Picture():
            source = b64encode(block.svg.encode()).decode()
            words = {"alt": _say(block.alt, lang), "caption": _say(block.caption, lang)}
            return {
                "kind": "picture",
                "id": block.id,
                "n": block.n,
                **words,
                "src": f"data:image/svg+xml;base64,{source}",
            }
        case Numbers():
            return {"kind": "numbers", "id": block.id, "numbers": [_number(one, lang) for one in block.numbers]}
        case Note():
            return {"kind": "note", "text": _say(block.text, lang), "tone": block.tone}
        case Choice():
            options = [[value, _say(text, lang)] for value, text in block.options]
            label = _say(block.label, lang)
            return {"kind": "choice", "id": block.id, "label": label, "options": options, "chosen": block.chosen}
        case Acts():
            return {"kind": "acts", "acts": [of_act(act, lang) for act in block.acts]}


def of_act(act: Act, lang: str) -> dict[str, Any]:
    """Return an act as plain data."""
    return {
        "id": act.id,
        "label": _say(act.label, lang),
        "given": {str(name): str(value) for name, value in act.given.items()},
        "fields": [
            {"id": field.id, "label": _say(field.label, lang), "kind": field.kind, "value": field.value}
            for field in act.fields
        ],
        "confirm": _say(act.confirm, lang) if act.confirm else "",
        "whom": act.whom,
    }


def _table(table: Table, lang: str) -> dict[str, Any]:
    texts: list[list[str]] = []
    orders: dict[str, list[Any]] = {}
    for column in table.columns:
        read, order = read_column(table, column, lang)
        texts.append(read)
        if order is not None:
            orders[column.id] = order
    return {
        "kind": "table",
        "id": table.id,
        "caption": _say(table.caption, lang),
        "columns": [
            {"id": one.id, "title": _say(one.title, lang), "kind": one.kind, "about": _say(one.about, lang)}
            for one in table.columns
        ],
        "rows": [list(row) for row in zip(*texts, strict=True)],
        "orders": orders,
        "empty": _say(table.empty, lang),
        "n": table.n,
        "note": _say(table.note, lang),
        "tones": list(table.tones),
        "acts": [[of_act(act, lang) for act in acts] for acts in table.acts],
    }


def _number(number: Number, lang: str) -> dict[str, Any]:
    value = NOT_SHOWN if number.value is None else number.value
    return {"label": _say(number.label, lang), "value": value, "n": number.n, "tone": number.tone}


def _say(text: Text | str | None, lang: str) -> str:
    """Return a text in `lang`; nothing for one that is empty in both languages."""
    if not text:
        return ""
    return pick(text, lang) if isinstance(text, Mapping) else str(text)
