"""Puts code into every code cell of the notebook."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = place.canary.python
    place.submitted({NOTEBOOK: notebook})
