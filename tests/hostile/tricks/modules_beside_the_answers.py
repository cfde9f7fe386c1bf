"""Brings modules with the names of those that marking imports."""

from place import Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"
MODULES = ("re", "json", "grader", "scenarios", "nbgrader", "sitecustomize", "usercustomize", "conftest", "pwd")


def lay(place: Place) -> None:
    code = place.canary.python.encode()
    files = {f"{name}.py": code for name in MODULES} | {"grader/__init__.py": code, "own.pth": code}
    place.submitted(files)
