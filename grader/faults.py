"""What went wrong, told to a trainer: what happened and what to do, in the reader's language."""

import os

from scenarios.text import DEFAULT_LANGUAGE, LANGUAGES, Text, pick

__all__ = ["SebayaError", "language", "tell"]


def language() -> str:
    """Return the trainer's language: SEBAYA_LANG when it is one we have, else Indonesian."""
    chosen = os.environ.get("SEBAYA_LANG", DEFAULT_LANGUAGE)[:2]
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def tell(*, id: str, en: str) -> str:  # noqa: A002 (languages are named by their code everywhere)
    """Return the text in the trainer's language."""
    return pick({"id": id, "en": en}, language())


class SebayaError(Exception):
    """A fault that ends a command; its texts say what happened and what to do."""

    def __init__(self, *, id: str, en: str) -> None:  # noqa: A002
        super().__init__(id)
        self.text: Text = {"id": id, "en": en}

    def __str__(self) -> str:
        return pick(self.text, language())
