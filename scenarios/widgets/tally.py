"""Counts reflections and questions while two people talk. All of it happens on the screen; nothing is kept."""

from scenarios.widgets.frame import Frame, assemble, styles

__all__ = ["TallyWidget"]


class TallyWidget(Frame):
    """Two buttons, five minutes, and feedback on the ratio (after MITI 4.2; never a mark)."""

    _esm = assemble("tally")
    _css = styles("practice")
