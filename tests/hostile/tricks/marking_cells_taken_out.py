"""Takes out the cells that are marked, and the notes that nbgrader keeps in the others."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    notebook["cells"] = [cell for cell in notebook["cells"] if "nbgrader" not in cell["metadata"]]
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    place.submitted({NOTEBOOK: notebook})
