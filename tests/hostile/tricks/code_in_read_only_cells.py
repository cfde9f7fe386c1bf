"""Changes the cells that nbgrader locks, and leaves their locks as they were."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["cell_type"] = "code"
            cell |= {"source": f"{place.canary.python}\n1000.0", "outputs": [], "execution_count": None}
    place.submitted({NOTEBOOK: notebook})
