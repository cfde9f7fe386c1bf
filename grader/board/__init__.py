"""The boards of trainers and schools: panels of numbers, tables and acts, on a screen or in a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.board.widget import PanelWidget

__all__ = ["show"]


def show(panel: str, lang: str = "id") -> "PanelWidget":
    """Show the panel named `panel` in `lang`: what the cells of a board's notebook say, and all they say."""
    from grader.board.widget import show_panel  # widgets are not for those who only describe panels

    return show_panel(panel, lang)
