"""Practises zone and adult on the school's own map, one little story after another. Nothing is kept."""

import traitlets

from scenarios import referral
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.widgets.referral import place_name

__all__ = ["DrillWidget"]


class DrillWidget(Frame):
    """The cases of a module. First by when an adult must know, then whom to go to first; each answered at once."""

    _esm = assemble("drill")
    _css = styles("practice", "referral")

    cases = traitlets.List(traitlets.Dict()).tag(sync=True)
    zones = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, module: str, lang: str) -> None:
        """Raise MissingContentError for a module without exercises."""
        self.module = module
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put cases, zones and places into their traits."""
        self.cases = referral.cases(self.module, lang)
        self.zones = [{key: zone[key] for key in ("id", "name", "by")} for zone in referral.zones(lang)]
        self.places = [{"id": place["id"], "name": place_name(place)} for place in referral.places(lang)]
