"""Parity: random hand-ins marked by us and by stock nbgrader, every record of every trainee compared.

`python tests/bench/parity.py [--count 300] [--out FOLDER]`: a tenth is late, of these every third with an
extension; another tenth hands in a second time and is marked again. Stock takes seconds for each. Writes
`parity.json`; ends with 1 when anything differs.
"""

import argparse
import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import stock
from measure import run, told
from nation import hand_in, make_class
from records_of import Records, differences, records

from grader.collect import collect
from grader.course import CONFIG, Course
from grader.example import ASSESSMENT
from grader.released import read_key
from grader.roster import Trainee, read_roster

PENALTY = """
c = get_config()
c.LateSubmissionPlugin.penalty_method = "zero"
"""
EXTENSION = timedelta(minutes=2)


class Parity:
    """A class and its copy; what is handed in reaches both, one is marked by us and the other by stock."""

    def __init__(self, folder: Path, count: int) -> None:
        self.chance = Random(count)  # noqa: S311 (no secret is drawn)
        self.due = datetime.now(UTC).replace(microsecond=0)
        self.ours = make_class(folder / "ours", count, collected=False)
        self.trainees = read_roster(self.ours)
        tenth = max(1, count // 10)
        drawn = self.chance.sample(self.trainees, 2 * tenth)
        self.late, self.again = drawn[:tenth], drawn[tenth:]
        with self.ours.gradebook() as gradebook:
            gradebook.update_or_create_assignment(ASSESSMENT, duedate=self.due.replace(tzinfo=None))
            for trainee in self.late[::3]:
                gradebook.update_or_create_submission(ASSESSMENT, trainee.code)
                gradebook.grant_extension(ASSESSMENT, trainee.code, minutes=EXTENSION.seconds // 60)
        with (self.ours.root / CONFIG).open("a", encoding="utf-8") as config:
            config.write(PENALTY)
        self.stock = Course(Path(shutil.copytree(self.ours.root, folder / "stock")))
        stock.as_stock(self.stock.root)

    def hand_in(self, trainees: list[Trainee], attempt: int) -> None:
        """Hand in minutes before or after the due date, and collect; the other class gets the same submissions."""
        key = read_key(self.ours, ASSESSMENT)
        for trainee in trainees:
            # The second time is after the first; some of the second ones are late, too.
            seconds = self.chance.randrange(1, 500) if trainee in self.late else -self.chance.randrange(60, 500)
            if attempt > 1:
                seconds = self.chance.randrange(-50, 50)
            number = self.trainees.index(trainee)
            hand_in(self.ours, key, trainee, number, attempt, self.due + timedelta(seconds=seconds))
        collect(self.ours, ASSESSMENT)
        for trainee in trainees:
            target = self.stock.submitted(ASSESSMENT, trainee.code)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(self.ours.submitted(ASSESSMENT, trainee.code), target)

    def mark(self) -> tuple[Records, Records]:
        """Mark both classes; return their records."""
        told("ours")
        run(["sebaya", "mark", ASSESSMENT, "--folder", self.ours.root], cwd=self.ours.root)
        told("stock")
        stock.autograde(self.stock.root)
        return records(self.ours), records(self.stock)


def main() -> None:
    """Compare, and tell what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sebaya-parity-") as folder:
        parity = Parity(Path(folder), wanted.count)
        parity.hand_in(parity.trainees, 1)
        first = parity.mark()
        parity.hand_in(parity.again, 2)
        second = parity.mark()
    different = [*differences(*first), *differences(*second)]
    grades = [grade for one in second[0].values() for grade in one["items"].values()]
    found = {
        "hand_ins": wanted.count,
        "late": sum(one["seconds_late"] > 0 for one in second[0].values()),
        "handed_in_again": len(parity.again),
        "marked_again": sum(first[0][t.code]["items"] != second[0][t.code]["items"] for t in parity.again),
        "items": len(grades),
        "partial_credit": sum(grade["partial"] for grade in grades),
        "different": different,
    }
    wanted.out.mkdir(parents=True, exist_ok=True)
    (wanted.out / "parity.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(json.dumps({**found, "different": len(different)}, indent=1))
    print("\n".join(different[:20]))
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
