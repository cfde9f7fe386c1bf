"""Names a kernel whose start command is the trainee's, and brings its description along."""

import sys

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    notebook["metadata"]["kernelspec"] = {"name": "own", "display_name": "Own", "language": "python"}
    kernel = {"argv": [sys.executable, "-c", place.canary.python], "display_name": "Own", "language": "python"}
    place.submitted(
        {NOTEBOOK: notebook, "kernels/own/kernel.json": kernel, "share/jupyter/kernels/python3/kernel.json": kernel}
    )
