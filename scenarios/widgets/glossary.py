"""The terms of a lesson with their meaning, and below them all others."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from scenarios.text import LANGUAGES, pick
from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["GlossaryWidget"]


class GlossaryWidget(Frame):
    """`terms` as in the compiled glossary; `used` names those that the lesson links to, in its order."""

    _esm = assemble("glossary")
    _css = styles("glossary")

    here = traitlets.List(traitlets.Dict()).tag(sync=True)
    others = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, terms: Sequence[Mapping[str, Any]], used: Sequence[str], lang: str) -> None:
        self.terms = {term["id"]: term for term in terms}
        self.used = [name for name in used if name in self.terms]
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the terms into the traits: those in use first, the others by the alphabet."""
        others = [name for name in self.terms if name not in self.used]
        self.here = [self._entry(name, lang) for name in self.used]
        self.others = sorted((self._entry(name, lang) for name in others), key=lambda entry: entry["term"].lower())

    def _entry(self, name: str, lang: str) -> dict[str, str]:
        term = self.terms[name]
        other = next(each for each in LANGUAGES if each != lang)
        return {
            "id": name,
            "term": pick(term["term"], lang),
            "other": pick(term["term"], other),
            "other_lang": other,
            "meaning": pick(term["meaning"], lang),
        }
