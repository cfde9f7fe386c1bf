"""A private reflection: a prompt and a place to write, kept on this machine only."""

from typing import Any

import traitlets

from scenarios.kept import Kept
from scenarios.text import DEFAULT_LANGUAGE, Text, pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.workspace import Workspace

__all__ = ["ReflectionWidget"]

MAX_REFLECTION = 20_000
"""Longest reflection kept, in characters."""


class ReflectionWidget(Frame):
    """The reflection `name` (`module/id`). It is in no hand-in: it lies in the workspace's own folder."""

    _esm = assemble("reflection")
    _css = styles("practice")

    prompt = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    is_kept = traitlets.Bool(True).tag(sync=True)
    limit = traitlets.Int(MAX_REFLECTION).tag(sync=True)

    def __init__(
        self, name: str, prompt: Text, lang: str = DEFAULT_LANGUAGE, workspace: Workspace | None = None
    ) -> None:
        self.kept = Kept("reflections.json", name, workspace)
        self.source = prompt
        text = self.kept.read()
        super().__init__(lang=lang, text=text if isinstance(text, str) else "", is_kept=self.kept.is_kept)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the prompt into its trait."""
        self.prompt = pick(self.source, lang)

    def handle(self, message: dict[str, Any]) -> str:
        """Keep the text as it is now; an empty one is removed."""
        text = message["text"][:MAX_REFLECTION].encode("utf-8", "replace").decode()
        self.kept.write(text if text.strip() else None)
        self.text = text
        return "saved" if self.kept.is_kept else "done"
