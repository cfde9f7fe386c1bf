"""A plain sentence to the trainee, where a widget cannot be shown."""

from html import escape

from scenarios.text import DEFAULT_LANGUAGE
from scenarios.widgets.interface import say

__all__ = ["Notice"]


class Notice:
    """One sentence of the interface, shown as the result of a cell."""

    def __init__(self, name: str, lang: str = DEFAULT_LANGUAGE) -> None:
        self.text = say(name, lang)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": f"<p>{escape(self.text)}</p>"}
