"""The kernel of a board: it hears everything in one thread."""

from typing import Any

from ipykernel.ipkernel import IPythonKernel

__all__ = ["BoardKernel"]

SUBSHELLS = "kernel subshells"


class BoardKernel(IPythonKernel):
    """IPython's kernel, which offers no subshells.

    The page would open one for its widgets, and close it again if its settings, read later, said so. What was sent to a
    closed one could be lost, so nothing may hang on the moment when settings arrive.
    """

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What the page is told of the kernel."""
        info = super().kernel_info
        return {**info, "supported_features": [one for one in info["supported_features"] if one != SUBSHELLS]}
