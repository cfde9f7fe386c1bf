"""A Jupyter server extension: the desk's own page, and formgrader with nothing fetched from another host."""

from pathlib import Path
from typing import Any

from jinja2 import DictLoader
from jupyter_server.utils import url_path_join
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import base, formgrader
from tornado import web

from grader.course import Course
from grader.desk.api import DeskAPI
from grader.desk.page import handlers
from grader.desk.work import Desk

__all__ = ["_load_jupyter_server_extension"]

# Answers are prose, so no formula has to be typeset. nbconvert's own macro would load MathJax from a CDN, and
# formgrader's scripts wait for it to call them: this stands in its place, and calls them once the page is read.
WITHOUT_MATHJAX = {
    "mathjax.html.j2": """{% macro mathjax(url='', config='') %}
<script>
  window.MathJax = {Hub: {
    Config() {}, Queue() {}, Typeset() {},
    Startup: {signal: {Interest(tell) { window.addEventListener("load", () => tell("End")); }}},
  }};
</script>
{% endmacro %}"""
}

# The desk shows pages. Jupyter's own ways to files and kernels would hand one rater another's draft.
CLOSED = r"(?:api/(?:contents|kernels|sessions|terminals)|files|nbconvert|view)(?:/.*)?"


def _load_jupyter_server_extension(server: Any) -> None:
    """Load formgrader into `server`, with our way to the class folder and pages that stay on this machine."""
    base.NbGraderAPI = DeskAPI  # each of its handlers makes one of these, by this name
    formgrader.load_jupyter_server_extension(server)
    settings = server.web_app.settings
    own = handlers(settings["base_url"], Desk(Course(Path(server.root_dir))))
    server.web_app.add_handlers(
        ".*$", [*own, (url_path_join(settings["base_url"], CLOSED), web.ErrorHandler, {"status_code": 404})]
    )
    config = settings["nbgrader_exporter"].config
    settings["nbgrader_exporter"] = HTMLExporter(config=config, extra_loaders=[DictLoader(WITHOUT_MATHJAX)])


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]
