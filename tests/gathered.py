"""The content of this repository, read once for all tests of a process: that takes seconds. Nobody changes it."""

from functools import cache
from pathlib import Path

from scenarios.authoring.gather import Content, gather

__all__ = ["REPOSITORY", "gathered"]

REPOSITORY = Path(__file__).parents[1]


@cache
def gathered() -> Content:
    return gather(REPOSITORY)
