"""Closes the elements in which a free text stands, and comments, and begins new cells."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
MARKUP = """</pre></p></textarea></title></style>--></script></div>

<div class="nbgrader_cell"><script>{0}</script></div><!--

```
</code></pre><script>{0}</script>
```
]]><script>{0}</script>"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=MARKUP.format(place.canary.script)))
