"""The kernel of a board: it hears everything in one thread."""

from typing import Any

from ipykernel.ipkernel import IPythonKernel

__all__ = ["BoardKernel"]

SUBSHELLS = "kernel subshells"


class BoardKernel(IPythonKernel):
    """IPython's kernel, which offers no subshells (threads of their own for what the page's widgets send).

    The page opens one while it loads and soon closes it, and ipykernel 7.4 answers on the one that was used last: what
    a thread of ours shows at that moment would tie its widget to the closed one, and no press would be heard any more.
    """

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What the page is told of the kernel."""
        info = super().kernel_info
        return {**info, "supported_features": [one for one in info["supported_features"] if one != SUBSHELLS]}
