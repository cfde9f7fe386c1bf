"""A rubric as the marker sees it beside a free text in formgrader."""

import html
from collections.abc import Mapping
from typing import Any

from grader.faults import language
from scenarios.text import pick

__all__ = ["RUBRIC_MARK", "rubric_block"]

RUBRIC_MARK = "\n<section class=\"sebaya-rubric\">"


def rubric_block(item: Mapping[str, Any]) -> str:
    """Return HTML (one line, so that Markdown leaves it alone) with the task, the four anchors and the example."""
    lang = language()

    def text(entry: Mapping[str, str]) -> str:
        return html.escape(pick(entry, lang)).replace("\n", " ")

    heard = f"<p><em>{html.escape(item['quote']['who'])}: {text(item['quote']['text'])}</em></p>" if "quote" in item else ""
    anchors = "".join(f"<li value=\"{entry['level']}\">{text(entry['anchor'])}</li>" for entry in item["rubric"])
    titles = {"id": ("Tugas", "Rubrik: beri 1–4 poin", "Contoh jawaban level 3–4"),
              "en": ("Task", "Rubric: give 1–4 points", "Example at level 3–4")}[lang]
    return (
        f"{RUBRIC_MARK}<h4>{titles[0]}</h4><p>{text(item['prompt'])}</p>{heard}<h4>{titles[1]}</h4><ol>{anchors}</ol>"
        f"<h4>{titles[2]}</h4><p>{text(item['example'])}</p></section>"
    )
