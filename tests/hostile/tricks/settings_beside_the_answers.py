"""Brings settings of nbgrader, Jupyter and IPython that run code when they are read."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"
SETTINGS = (
    "nbgrader_config.py",
    "jupyter_config.py",
    "jupyter_server_config.py",
    ".jupyter/jupyter_server_config.py",
    ".ipython/profile_default/startup/00-own.py",
    ".ipython/profile_default/ipython_config.py",
    "setup.py",
)


def lay(place: Place) -> None:
    place.submitted({name: place.canary.python.encode() for name in SETTINGS})
