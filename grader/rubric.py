"""A rubric as the marker sees it beside a free text in formgrader."""

import html
from collections.abc import Mapping
from typing import Any

from scenarios.text import pick

__all__ = ["RUBRIC_MARK", "rubric_block"]

RUBRIC_MARK = '\n<section class="sebaya-rubric">'


def rubric_block(item: Mapping[str, Any], lang: str) -> str:
    """Return HTML (one line, so that Markdown leaves it alone) with the four anchors and the example."""

    def text(entry: Mapping[str, str]) -> str:
        return html.escape(pick(entry, lang)).replace("\n", " ")

    anchors = "".join(f'<li value="{entry["level"]}">{text(entry["anchor"])}</li>' for entry in item["rubric"])
    title = html.escape(pick({"id": "Rubrik: beri 1–4 poin", "en": "Rubric: give 1–4 points"}, lang))
    example = html.escape(pick({"id": "Contoh jawaban level 3–4", "en": "Example at level 3–4"}, lang))
    return f"{RUBRIC_MARK}<h4>{title}</h4><ol>{anchors}</ol><h4>{example}</h4><p>{text(item['example'])}</p></section>"
