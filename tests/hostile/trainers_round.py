"""What a trainer does with a class, in a process of its own, so that one that waits for ever can be ended.

Called with the class folder, a folder of files brought along, and where to write what became of each hand-in.
"""

import json
import os
import sys
from pathlib import Path

from grader.collect import collect
from grader.course import Course
from grader.example import ASSESSMENT
from grader.feedback import make_feedback
from grader.mark import mark_class


def main(root: str, stick: str, told: str) -> None:
    course = Course(Path(root))
    results = {
        "collected": [
            [os.fspath(one.path), one.outcome, one.trainee, one.reason]
            for one in collect(course, ASSESSMENT, [Path(stick)])
        ],
        "marked": [[one.trainee, one.outcome, one.reason] for one in mark_class(course, ASSESSMENT)],
        "feedback": make_feedback(course, ASSESSMENT),
    }
    Path(told).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
