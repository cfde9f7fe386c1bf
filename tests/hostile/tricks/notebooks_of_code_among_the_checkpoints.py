"""Hides notebooks full of code and scripts among checkpoints and under other names."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook = place.notebook()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = place.canary.python
    place.submitted({".ipynb_checkpoints/m02-listening-checkpoint.ipynb": notebook, "kedua.ipynb": notebook})
