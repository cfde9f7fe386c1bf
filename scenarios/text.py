"""Texts in several languages: picks one, and falls back to Indonesian."""

from collections.abc import Mapping

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Text", "pick"]

Text = Mapping[str, str]
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"


def pick(text: Text, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return `text` in `lang`; a missing or empty translation falls back to Indonesian.

    Raises KeyError when even the Indonesian text is missing: content without it is refused by the checks.
    """
    return text.get(lang) or text[DEFAULT_LANGUAGE]
