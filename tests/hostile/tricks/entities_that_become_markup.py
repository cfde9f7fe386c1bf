"""Writes markup into a free text as character references, once and twice, so that an unescaping step revives it."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
ENTITIES = """&lt;script&gt;{0}&lt;/script&gt; &amp;lt;img src=x onerror={0}&amp;gt;
&#60;svg onload={0}&#62; &#x3c;script&#x3e;{0} %3Cscript%3E{0}"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=ENTITIES.format(place.canary.script)))
