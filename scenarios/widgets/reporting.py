"""The reporting routes: to whom, so that the way does not lead past the suspected person."""

import traitlets

from scenarios import referral
from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["ReportingWidget"]


class ReportingWidget(Frame):
    """One route for each kind of suspected person, with lines and laws, their dates and doubts."""

    _esm = assemble("reporting")
    _css = styles("referral")

    routes = traitlets.List(traitlets.Dict()).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)

    def __init__(self, lang: str) -> None:
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the routes into their trait, and where they come from."""
        self.note = referral.note("reporting", lang)
        self.routes = referral.routes(lang)
