"""The command `sebaya`: each command is a thin layer of words and progress over one function of this package."""

import os
import sys

from rich.console import Console

from grader.cli import (  # noqa: F401 (each adds its own)
    board,
    credential,
    curriculum,
    erasing,
    marking,
    observation,
    publish,
    records,
    register,
    report,
    school,
    sittings,
    standing,
)
from grader.cli.app import app
from grader.faults import SebayaError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command; a fault is told in one sentence, never as a traceback."""
    try:
        app()
    except SebayaError as fault:
        Console(stderr=True).print(f"✗ {fault}", markup=False, highlight=False, soft_wrap=True)
        if os.environ.get("SEBAYA_DEBUG"):
            raise
        sys.exit(1)
