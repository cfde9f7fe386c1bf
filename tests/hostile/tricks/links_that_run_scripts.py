"""Writes links into a free text, in Markdown and as plain addresses, that run scripts or lead away."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
LINKS = """[kabar](javascript:{0}) ![x]({1}gambar.png) <{1}auto> {1}polos
[a]: data:text/html,<script>{0}</script>
<a href="javascript:{0}">lihat</a> <base href="{1}"> [[wiki]] [^1]"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=LINKS.format(place.canary.script, place.canary.address)))
