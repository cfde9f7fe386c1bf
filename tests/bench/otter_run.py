"""Grades all notebooks of a folder with otter-grader: `python otter_run.py FOLDER` prints the seconds.

The fastest documented way without Docker: `otter.api.grade_submission` again and again in one process.
"""

import json
import sys
import time
from pathlib import Path

from otter.api import grade_submission


def main() -> None:
    """Grade every notebook; scores go to `scores.json`."""
    folder, scores = Path(sys.argv[1]), {}
    began = time.perf_counter()
    for path in sorted(folder.glob("*.ipynb")):
        results = grade_submission(str(path), str(folder / "autograder.zip"), quiet=True)
        scores[path.stem] = {name: results.get_score(name) for name in results.test_files}
    seconds = time.perf_counter() - began
    (folder / "scores.json").write_text(json.dumps(scores), encoding="utf-8")
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
