"""Practises a five-second silence. All of it happens on the screen; nothing is kept."""

from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["SilenceWidget"]


class SilenceWidget(Frame):
    """A friend goes quiet, and the trainee lets the silence be."""

    _esm = assemble("bubbles", "silence")
    _css = styles("bubbles", "practice")
