"""Submits a notebook full of code, modules and settings through the exchange, beside good answers."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = "new", "marked", "the key"


def lay(place: Place) -> None:
    notebook, code = place.notebook(), place.canary.python.encode()
    for cell in notebook["cells"]:
        cell |= {"cell_type": "code", "source": place.canary.python, "outputs": [], "execution_count": None}
    place.exchange(
        {"responses.json": place.good(), NOTEBOOK: notebook, "re.py": code, "nbgrader_config.py": code, "x.pth": code}
    )
