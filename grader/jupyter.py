"""Runs a Jupyter application, `python -m grader.jupyter MODULE [options]`, without what it would load for nothing.

Importing the package `grader` is what spares it; Jupyter alone takes three times as long to start.
"""

import runpy
import sys

if __name__ == "__main__":
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
