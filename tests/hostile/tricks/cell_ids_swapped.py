"""Swaps the ids of two marked cells, so that one item's points would count for the other."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
    cells["A2"]["metadata"]["nbgrader"]["grade_id"] = "A14"
    cells["A14"]["metadata"]["nbgrader"]["grade_id"] = "A2"
    cells["A2"]["id"], cells["A14"]["id"] = cells["A14"]["id"], cells["A2"]["id"]
    place.submitted({NOTEBOOK: notebook})
