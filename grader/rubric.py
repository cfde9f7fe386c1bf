"""A rubric as the marker sees it beside a free text in formgrader."""

import html
from collections.abc import Mapping
from typing import Any

from grader.faults import language, tell
from scenarios.text import pick

__all__ = ["RUBRIC_MARK", "rubric_block"]

RUBRIC_MARK = '\n<section class="sebaya-rubric">'


def rubric_block(item: Mapping[str, Any]) -> str:
    """Return HTML (one line, so that Markdown leaves it alone) with the four anchors and the example."""
    lang = language()

    def text(entry: Mapping[str, str]) -> str:
        return html.escape(pick(entry, lang)).replace("\n", " ")

    anchors = "".join(f'<li value="{entry["level"]}">{text(entry["anchor"])}</li>' for entry in item["rubric"])
    title = tell(id="Rubrik: beri 1–4 poin", en="Rubric: give 1–4 points")
    example = tell(id="Contoh jawaban level 3–4", en="Example at level 3–4")
    return f"{RUBRIC_MARK}<h4>{title}</h4><ol>{anchors}</ol><h4>{example}</h4><p>{text(item['example'])}</p></section>"
