"""Where a hostile trainee can lay things down, and what they have at hand: their own code and good answers."""

import copy
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from canary import Canary

from grader.course import RESPONSES, Course
from grader.example import ASSESSMENT
from grader.invented import best_answer
from grader.keys import Key
from grader.roster import Trainee
from scenarios.responses import signed_content
from scenarios.signature import sign
from scenarios.variants import items_for

Content = bytes | Mapping[str, Any]
NOTEBOOK = f"{ASSESSMENT}.ipynb"
TIMESTAMP = "timestamp.txt"
TEXT = "Kedengarannya kamu capek. Mau cerita pelan-pelan?"


def good_answers(key: Key, trainee: str) -> dict[str, Any]:
    """Item → answer of `trainee` (a code), opaque ids. Some of it is wrong, so that points nobody deserves are seen."""
    found: dict[str, Any] = {}
    for name, item in key.items_for(trainee).items():
        answer: Any = {"text": TEXT} if item["type"] == "text" else copy.deepcopy(best_answer(item))
        if name == "A2":
            answer = {"option": next(option["id"] for option in item["options"] if not option.get("correct"))}
        if name == "A10":
            one, other = sorted(answer["pairs"])[:2]
            answer["pairs"].pop(one), answer["pairs"].pop(other)
        found[name] = key.opaque(item, answer)
    return found


@dataclass
class Place:
    """`trainee` plays the trick; `other` is honest. `beside` and `stick` are folders outside the class folder.

    `laid` are the paths that collecting comes upon, `ways` how the trick arrives.
    """

    course: Course
    key: Key
    trainee: Trainee
    other: Trainee
    beside: Path
    stick: Path
    canary: Canary
    laid: list[Path] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    def good(self, text: str = TEXT, at: str = "") -> dict[str, Any]:
        """Return a document with good answers and the free text `text`, handed in properly."""
        at = at or self.before(seconds=0)
        answers = {**good_answers(self.key, self.trainee.code), "A12": {"text": text}}
        entries = {name: {"answer": answer, "revision": 1, "at": at} for name, answer in answers.items()}
        hand_in = {"trainee": self.trainee.code, "attempt": 1, "at": at}
        return self.signed({"format": 1, "assessment": ASSESSMENT, "answers": entries, "hand_in": hand_in})

    def before(self, seconds: int) -> str:
        """Return the time so many seconds ago, as it stands in a hand-in."""
        return f"{datetime.now(UTC) - timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"

    def stamp(self, seconds: int = 0) -> str:
        """Return the time so many seconds ago, as it stands in the name of a folder in the exchange."""
        return f"{datetime.now(UTC) - timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S.%f} UTC"

    def asked(self, item: str) -> dict[str, Any]:
        """Return an item as it is released to this trainee."""
        return dict(items_for(self.key.public(), self.trainee.code)[item])

    def answering(self, item: str, answer: Any) -> dict[str, Any]:
        """Return a good document with another answer to `item`, signed as ever."""
        document = self.good()
        document["answers"][item]["answer"] = answer
        return self.signed(document)

    def signed(self, document: dict[str, Any]) -> dict[str, Any]:
        """Sign anew what was changed; everybody knows their own personal code."""
        document["hand_in"].pop("signature", None)
        document["hand_in"]["signature"] = sign(signed_content(document), self.trainee.personal_code)
        return document

    def notebook(self) -> dict[str, Any]:
        """Return the notebook that was released, to change."""
        found: dict[str, Any] = json.loads((self.course.release(ASSESSMENT) / NOTEBOOK).read_bytes())
        return found

    def inbox(self, content: Content | None, name: str = "1") -> Path:
        """Send a file to the class's inbox; without content, return where it would lie."""
        return self._send("inbox", self.course.inbox / f"{ASSESSMENT}.{self.trainee.code}.{name}.json", content)

    def bring(self, content: Content | None, name: str = "1") -> Path:
        """Bring a file on a stick, from which the trainer collects."""
        return self._send("stick", self.stick / f"{self.trainee.code}.{name}.json", content)

    def exchange(self, files: Mapping[str, Content], named: str = "", stamp: str = "") -> Path:
        """Submit a folder to nbgrader's exchange and return it."""
        folder = self.exchange_folder(named, stamp)
        folder.mkdir()
        for name, content in files.items():
            write(folder / name, content)
        return folder

    def exchange_folder(self, named: str = "", stamp: str = "") -> Path:
        """Return where a submission to the exchange would lie."""
        self.ways.append("exchange")
        inbound = self.course.root / "exchange" / self.course.about["id"] / "inbound"
        inbound.mkdir(exist_ok=True)
        code = self.trainee.code
        folder: Path = inbound / f"{named or code}+{ASSESSMENT}+{stamp or self.stamp()}+{code.lower()}"
        self.laid.append(folder / RESPONSES)
        return folder

    def submitted(self, files: Mapping[str, Content] | None = None) -> Path:
        """Leave good answers as stock nbgrader would lay them down, with other `files`; return the folder."""
        self.ways.append("submitted")
        folder = self.course.submitted(ASSESSMENT, self.trainee.code)
        folder.mkdir(parents=True)
        usual: dict[str, Content] = {
            RESPONSES: self.good(),
            NOTEBOOK: self.notebook(),
            TIMESTAMP: f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC".encode(),
        }
        for name, content in {**usual, **(files or {})}.items():
            write(folder / name, content)
        return folder

    def workspace(self) -> Path:
        """Return the trainee's own folder on this machine."""
        self.ways.append("own workspace")
        folder = self.course.root / "trainees" / self.trainee.code
        folder.mkdir(parents=True)
        return folder

    def instead(self, path: Path) -> Path:
        """Clear `path` for something else to take its place."""
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return path

    def _send(self, way: str, path: Path, content: Content | None) -> Path:
        self.ways.append(way)
        self.laid.append(path)
        if content is not None:
            write(path, content)
        return path


def write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def large(path: Path, size: int = 200_000_000) -> None:
    """Make a large file that takes no room on the disk."""
    path.touch()
    with path.open("r+b") as file:
        file.truncate(size)
