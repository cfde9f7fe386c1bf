"""What every handler of the desk can do: answer with JSON, show a page, take what was asked."""

import json
from pathlib import Path
from typing import Any

import jinja2
from babel.numbers import format_decimal
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from grader.desk.work import Desk
from grader.faults import language, tell

__all__ = ["HERE", "DeskHandler"]

HERE = Path(__file__).parent
_PAGES = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True)


class DeskHandler(JupyterHandler):
    """Knows the desk; only a browser that was let in is answered."""

    def initialize(self, desk: Desk) -> None:
        """Take what the route gives."""
        self.desk = desk

    def answer(self, content: Any) -> None:
        """Finish with JSON."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(content))

    def asked(self) -> dict[str, Any]:
        """Return the JSON object that was sent. Raises HTTPError 400 for anything else."""
        try:
            body = json.loads(self.request.body)
        except (ValueError, RecursionError) as fault:
            raise web.HTTPError(400) from fault
        if not isinstance(body, dict):
            raise web.HTTPError(400)
        return body

    def show(self, template: str, **shown: Any) -> None:
        """Finish with a page."""
        name = self.desk.course.about["name"]
        page = _PAGES.get_template(template)
        self.finish(page.render(say=tell, lang=language(), decimal=decimal, name=name, base=self.base_url, **shown))


def decimal(value: float, places: int) -> str:
    """Return a number with so many places, as the trainer's language writes it."""
    return str(format_decimal(value, "0" + "." * bool(places) + "0" * places, locale=language()))
