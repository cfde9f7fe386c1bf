"""Begins cells with magics that run a shell, Python, scripts and files."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"
MAGICS = ("%%bash\n{shell}", "!{shell}", "%%python\n{python}", "%%javascript\n{script}", "%run ../../canary.py")


def lay(place: Place) -> None:
    notebook, canary = place.notebook(), place.canary
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells):
        magic = MAGICS[number % len(MAGICS)]
        cell["source"] = magic.format(shell=canary.shell, python=canary.python, script=canary.script)
    place.submitted({NOTEBOOK: notebook})
