"""Writes style, redirects and forms into a free text that would hide the page or send the reader away."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
MARKUP = """<style>body {{ display: none }} @import url({0}x.css);</style><link rel=stylesheet href={0}y.css>
<meta http-equiv=refresh content="0;url={0}"><form action={0} id=form><button>Simpan</button></form>
<div style="position:fixed;inset:0;background:url({0}z.png)"></div>"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=MARKUP.format(place.canary.address)))
