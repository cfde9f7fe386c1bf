"""The help card on its own, open, as a lesson shows it."""

from scenarios.widgets.frame import Frame, assemble

__all__ = ["HelpCardWidget"]


class HelpCardWidget(Frame):
    """Whom to go to: the school's own adults first, then help lines."""

    _esm = assemble("help_card")
