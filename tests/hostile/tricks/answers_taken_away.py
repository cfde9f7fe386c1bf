"""Leaves a notebook full of code and claimed points in the submission, and no answers."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "missing", "nothing"


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        cell |= {"cell_type": "code", "source": f"{place.canary.python}\n2.0", "outputs": [], "execution_count": 1}
    (place.submitted({NOTEBOOK: notebook}) / "responses.json").unlink()
