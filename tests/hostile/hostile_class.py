"""One class of honest and hostile trainees: laid down, then collected, marked and told by the trainer."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from canary import Canary
from memory import little_memory
from place import Place
from snapshot import Snapshot, snapshot
from trick import Trick

from grader.course import Course, create_course
from grader.example import ASSESSMENT, open_gate
from grader.invented import PROFILES, answer_for
from grader.keys import Key
from grader.release import release
from grader.released import read_key
from grader.roster import Trainee, import_roster, read_roster

HONEST = 5
SECONDS_FOR_A_ROUND = 60
ROUND = Path(__file__).with_name("trainers_round.py")
FOLDERS = ("submitted", "autograded", "feedback")
SHARED = {"gradebook.db", ".marking.lock", "autograded", "feedback", f"received/{ASSESSMENT}"}


@dataclass(frozen=True)
class HostileClass:
    """`places` are by the trick's name; `collected`, `marked` and `feedback` what the trainer was told."""

    root: Path
    course: Course
    key: Key
    canary: Canary
    honest: list[Trainee]
    tricks: list[Trick]
    places: dict[str, Place]
    before: Snapshot
    after: Snapshot
    collected: list[tuple[Path, str, str | None, str | None]]
    marked: dict[str, tuple[str, str | None]]
    feedback: dict[str, str]

    def of_collect(self, trick: str) -> list[str]:
        """Return what became of each file that a trick laid down: the outcome, or why it was refused."""
        laid = self.places[trick].laid
        found = {path: reason or outcome for path, outcome, _, reason in self.collected}
        return [found.get(path) or found.get(path.parent) or "not found" for path in laid]


def make_class(root: Path, tricks: list[Trick], canary: Canary) -> tuple[Course, list[Trainee], dict[str, Place]]:
    """Make the class folder `root`/kelas with one trainee for each trick, and lay down all hand-ins."""
    course = create_course(root / "kelas", "Kelas usil")
    codes = [*(f"P{number:02}" for number in range(1, HONEST + 1)), *(f"U{number:03}" for number in range(len(tricks)))]
    rows = [f"{code},Peserta {code},8A,T2,{('id', 'en')[number % 2]}" for number, code in enumerate(codes)]
    table = root / "daftar.csv"
    table.write_text("\n".join(["kode,nama,kelas,jenjang,bahasa", *rows]), encoding="utf-8")
    import_roster(course, table)
    open_gate(course)
    release(course, ASSESSMENT)
    key, trainees = read_key(course, ASSESSMENT), read_roster(course)
    honest, hostile = trainees[:HONEST], trainees[HONEST:]
    beside, stick = root / "samping", root / "stik"
    for folder in (beside, stick):
        folder.mkdir()
        (folder / "catatan.txt").write_text("Jangan diubah.", encoding="utf-8")
    for number, trainee in enumerate(honest):
        hand_in(Place(course, key, trainee, trainee, beside, stick, canary), number)
    places = {}
    for trick, trainee in zip(tricks, hostile, strict=True):
        places[trick.name] = Place(course, key, trainee, honest[0], beside, stick, canary)
        trick.lay(places[trick.name])
    return course, honest, places


def hand_in(place: Place, number: int) -> None:
    """Hand in as an honest trainee does, each one otherwise."""
    document, chance = place.good(), random.Random(number)  # noqa: S311 (no secret is drawn)
    for name, item in place.key.items_for(place.trainee.code).items():
        answer = answer_for(item, PROFILES[number % 3], chance)
        document["answers"][name]["answer"] = place.key.opaque(item, answer)
    place.inbox(place.signed(document))


def play(root: Path, told: Path, tricks: Iterable[Trick], canary: Canary) -> HostileClass:
    """Make the class in `root`, and let the trainer collect, mark and give feedback; `told` lies elsewhere."""
    tricks = list(tricks)
    course, honest, places = make_class(root, tricks, canary)
    before = snapshot(root)
    command = [sys.executable, str(ROUND), str(course.root), str(root / "stik"), str(told)]
    with little_memory():
        done = subprocess.run(command, cwd=course.root, timeout=SECONDS_FOR_A_ROUND, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the class was not marked to its end:\n{done.stderr.decode(errors='replace')[-3000:]}")
    results: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return HostileClass(
        root=root,
        course=course,
        key=read_key(course, ASSESSMENT),
        canary=canary,
        honest=honest,
        tricks=tricks,
        places=places,
        before=before,
        after=snapshot(root),
        collected=[(Path(path), *rest) for path, *rest in results["collected"]],
        marked={trainee: (outcome, reason) for trainee, outcome, reason in results["marked"]},
        feedback=dict(results["feedback"]),
    )
