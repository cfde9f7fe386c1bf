"""The marking phase alone: `python phase.py CLASS [--workers N | --scheduler ADDRESS]` prints its seconds.

Nothing is imported at the top, because worker processes import this module anew, as they do `sebaya`'s.
"""

import argparse
import json
import time
from pathlib import Path


def main() -> None:
    """Import everything, then mark one class and print how long that took."""
    from grader.course import Course
    from grader.crew import alone, cluster, processes
    from grader.example import ASSESSMENT
    from grader.mark import mark_class

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--scheduler")
    wanted = parser.parse_args()
    several = processes(wanted.workers) if wanted.workers > 1 else alone
    crew = cluster(wanted.scheduler) if wanted.scheduler else several
    began = time.perf_counter()
    mark_class(Course(wanted.root), ASSESSMENT, crew=crew)
    print(json.dumps({"seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
