"""Writes formulas into a free text that a typesetter would turn into links, files and markup."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
FORMULAS = r"""$\href{{javascript:{0}}}{{x}}$ $$\require{{html}}\style{{background:url({1})}}{{x}}$$
\(\unicode{{<img src=x onerror={0}>}}\) \begin{{align}}\input{{register.db}}\end{{align}}"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=FORMULAS.format(place.canary.script, place.canary.address)))
