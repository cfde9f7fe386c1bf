"""Writes images, frames and drawings into a free text that would run a script as soon as they are shown."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
MARKUP = """<img src=x onerror="{0}"><svg onload="{0}"></svg><body onload="{0}">
<iframe srcdoc="<script>{0}</script>"></iframe><video><source onerror="{0}"></video>
<details open ontoggle="{0}"><summary>x</summary></details><input autofocus onfocus="{0}">"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=MARKUP.format(place.canary.script)))
