"""How long work tells how far it is."""

from collections.abc import Callable

__all__ = ["Report", "silent"]

Report = Callable[[int, int], None]
"""Called with what is done and how much there is."""


def silent(_done: int, _total: int) -> None:
    """Tell nothing."""
