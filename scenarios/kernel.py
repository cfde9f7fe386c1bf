"""The kernel of our pages: it hears everything in one thread."""

from typing import Any

from ipykernel.ipkernel import IPythonKernel

__all__ = ["PageKernel"]

SUBSHELLS = "kernel subshells"


class PageKernel(IPythonKernel):
    """IPython's kernel, which offers no subshells (threads of their own for what a page's widgets send).

    Jupyter's page opens and closes them with its widgets, and what is then sent to a closed one is lost: ipykernel 7.4
    answers on the one that was used last, which for what a thread of ours shows can be the one that the page opens only
    while it loads.
    """

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What the page is told of the kernel."""
        info = super().kernel_info
        return {**info, "supported_features": [one for one in info["supported_features"] if one != SUBSHELLS]}
