"""The referral table: sign, by when, who, and what to say."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from scenarios import referral
from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["ReferralWidget"]


class ReferralWidget(Frame):
    """All zones with their signs, the school's own adults by name where its map names them."""

    _esm = assemble("referral")
    _css = styles("referral")

    zones = traitlets.List(traitlets.Dict()).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)

    def __init__(self, lang: str) -> None:
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the zones into their trait, each place by the names of its adults, and where they come from."""
        self.note = referral.note("referral", lang)
        named = {place["id"]: place_name(place) for place in referral.places(lang)}
        self.zones = [
            {**zone, "signs": [{**sign, "who": [named[who] for who in sign["who"]]} for sign in zone["signs"]]}
            for zone in referral.zones(lang)
        ]


def place_name(place: Mapping[str, Any]) -> str:
    """Return the place with its adults: `Guru BK (Bu Sri, Pak Adi)`, or its name alone where nobody is named."""
    adults: Sequence[Mapping[str, str]] = place["adults"]
    return f"{place['name']} ({', '.join(adult['name'] for adult in adults)})" if adults else str(place["name"])
