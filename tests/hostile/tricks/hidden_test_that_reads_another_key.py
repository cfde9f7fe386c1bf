"""Writes a hidden test into the notebook that names another folder of keys and another assessment."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"
TEST = """import os; {python}
os.environ["SEBAYA_KEYS"] = "."
### BEGIN HIDDEN TESTS
1000.0
### END HIDDEN TESTS"""


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code":
            cell["source"] = TEST.format(python=place.canary.python)
    place.submitted({NOTEBOOK: notebook})
