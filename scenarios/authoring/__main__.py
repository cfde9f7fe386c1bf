"""`python -m scenarios.authoring check [PATH …]`: the content check without the rest of Sebaya."""

import sys
from pathlib import Path

from scenarios.authoring.check import check

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Print the problems whose path starts with one of the named ones (all without a name); 1 if there are any."""
    wanted = [Path(name).resolve() for name in arguments[1:]]
    _, problems = check(ROOT)
    told = [
        problem
        for problem in problems
        if not wanted or any(problem.path.resolve().is_relative_to(path) for path in wanted)
    ]
    for problem in told:
        print(problem.tell("id", ROOT))
    print(f"{len(told)} masalah")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
