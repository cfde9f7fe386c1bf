"""A private check of one's own load. All of it happens on the screen: what is ticked never reaches this program."""

from collections.abc import Mapping
from typing import Any

import traitlets

from scenarios.text import pick
from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["SelfCheckWidget"]


class SelfCheckWidget(Frame):
    """Signs to tick, and a kind word for none, some (up to two) and many. `source` is an entry of `self_checks`."""

    _esm = assemble("self_check")
    _css = styles("practice", "referral")

    check = traitlets.Dict().tag(sync=True)

    def __init__(self, source: Mapping[str, Any], lang: str) -> None:
        self.source = source
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the texts into their trait."""
        texts = {name: pick(self.source[name], lang) for name in ("prompt", "none", "some", "many")}
        self.check = {**texts, "signs": [pick(sign, lang) for sign in self.source["signs"]]}
