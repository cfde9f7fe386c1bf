"""A Jupyter server extension: nbgrader's formgrader, with nothing fetched from another host."""

from typing import Any

from jinja2 import DictLoader
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import formgrader

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


def _load_jupyter_server_extension(server: Any) -> None:
    """Load formgrader into `server`, then give it an exporter whose pages stay on this machine."""
    formgrader.load_jupyter_server_extension(server)
    settings = server.web_app.settings
    config = settings["nbgrader_exporter"].config
    settings["nbgrader_exporter"] = HTMLExporter(config=config, extra_loaders=[DictLoader(WITHOUT_MATHJAX)])


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]
