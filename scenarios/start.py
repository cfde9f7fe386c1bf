"""What the cell of the start page calls: `home()`."""

from scenarios.widgets.home import HomeWidget
from scenarios.workspace import Workspace

__all__ = ["home"]


def home() -> HomeWidget:
    """Show the start page: what is ready, how far one is, what stays private."""
    return HomeWidget(Workspace.find())
