"""Writes elements into a free text that bear the names which formgrader's own scripts look for."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
MARKUP = """<input class=score id=A12 value=4><textarea class=comment></textarea><a name=MathJax id=MathJax>
<form name=document><input name=cookie></form><img name=getElementById><script type=text/template id=x></script>"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=MARKUP))
