"""One assessment under way: its items, the answers kept so far, and the hand-in. Knows no screen."""

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.atomic import write_whole
from scenarios.items import BadAnswerError, Item, check_answer, is_complete
from scenarios.responses import DamagedError, Responses, StaleAnswerError
from scenarios.signature import ALPHABET, CODE_LENGTH, normalise_code
from scenarios.variants import has_variants, items_for
from scenarios.workspace import Workspace

__all__ = ["Attempt", "Entry", "HandIn", "IncompleteError", "is_personal_code", "is_trainee_code"]

FORMAT = 1
TRAINEE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


class IncompleteError(ValueError):
    """The folder holds no assessment that can be opened."""


@dataclass(frozen=True)
class Entry:
    """The newest known answer of one item; `fits` is False when the item changed since it was given."""

    answer: Mapping[str, Any] | None = None
    revision: int = 0
    fits: bool = True


@dataclass(frozen=True)
class HandIn:
    """What was handed in, as a file; `reached_inbox` is False when it has to be brought by hand."""

    name: str
    content: str
    at: str
    reached_inbox: bool


class Attempt:
    """The assessment in `folder` (`items.json`) with its answers (`responses.json`).

    Raises IncompleteError when the folder holds no readable assessment.
    """

    def __init__(self, folder: Path, workspace: Workspace | None = None) -> None:
        self.assessment = _released(folder / "items.json")
        self.trainee = ""
        self.items: dict[str, Item] = items_for(self.assessment, self.trainee)
        self.responses = Responses(folder / "responses.json", self.assessment["id"])
        self.workspace = workspace
        self.entries: dict[str, Entry] = {}
        self.aside: Path | None = None
        self.is_readable = True
        self.handed_in: HandIn | None = None
        self.changed: set[str] = set()
        self.listeners: list[Callable[[], None]] = []
        self.refresh()

    def refresh(self) -> None:
        """Read what is on disk; a damaged file is set aside, so that work can go on."""
        try:
            document = self._read_or_set_aside()
        except OSError:
            self.is_readable = False
            return
        self.is_readable = True
        self._know(document)
        self.entries = {name: self._entry(item, document) for name, item in self.items.items()}
        self._look_back(document)
        self._tell()

    @property
    def is_personal(self) -> bool:
        """Whether its questions differ from trainee to trainee, so that the code has to be known first."""
        return has_variants(self.assessment)

    @property
    def is_open(self) -> bool:
        """Whether the questions can be shown."""
        return bool(self.trainee) or not self.is_personal

    def begin(self, trainee: str) -> None:
        """Open the questions of `trainee`, and keep the code with the answers.

        Answers to questions that another code does not get stay in the file until they are answered anew.
        Raises NotSavedError.
        """
        try:
            self.responses.begin(trainee.strip().upper())
        except DamagedError:
            self.aside = self.responses.set_aside()
            self.responses.begin(trainee.strip().upper())
        self.refresh()

    def save(self, name: str, answer: Mapping[str, Any]) -> None:
        """Keep `answer` to the item `name`; on disk when it returns.

        Raises BadAnswerError, NotSavedError, or StaleAnswerError (the newer answer is then in `entries`).
        """
        check_answer(self.items[name], answer)
        try:
            revision = self.responses.save(name, answer, self._seen(name))
        except DamagedError:
            self.aside = self.responses.set_aside()
            revision = self._save_anew(name, answer)
        except StaleAnswerError as fault:
            if fault.newer["answer"] is not None:
                return self._adopt(name, answer, fault)
            revision = self._save_anew(name, answer)  # somebody removed the file
        self.entries[name] = Entry(answer, revision)
        if self.handed_in:
            self.changed.add(name)
        return self._tell()

    def state(self, name: str) -> str:
        """Return `answered`, `begun` (something is left to answer) or `open`."""
        answer = self.entries[name].answer if name in self.entries else None
        if answer is None or answer in ({"path": []}, {"pairs": {}}, {"text": ""}):
            return "open"
        return "answered" if is_complete(self.items[name], answer) else "begun"

    @property
    def unanswered(self) -> list[str]:
        """The items that are not fully answered."""
        return [name for name in self.items if self.state(name) != "answered"]

    def hand_in(self, trainee: str, personal_code: str) -> HandIn:
        """Sign the answers as they are on disk, and put a copy in the trainer's inbox where there is one.

        Raises NotSavedError when the signed answers cannot be written.
        """
        document = self.responses.hand_in(trainee.strip().upper(), personal_code, self.assessment.get("attempt", 1))
        reached_inbox = self._deliver(document)
        self._keep_copy(document, reached_inbox=reached_inbox)
        self.handed_in = self._file(document, reached_inbox=reached_inbox)
        self.changed = set()
        self._tell()
        return self.handed_in

    def _read_or_set_aside(self) -> dict[str, Any]:
        try:
            return self._document()
        except DamagedError:
            self.aside = self.responses.set_aside()
            return self._document()

    def _document(self) -> dict[str, Any]:
        document = self.responses.read()
        for entry in document["answers"].values():
            if not isinstance(entry, dict) or type(entry.get("revision")) is not int or "answer" not in entry:
                raise DamagedError("an answer has no revision")
        hand_in = document.get("hand_in", {"trainee": "", "at": ""})
        known = [hand_in.get("trainee"), hand_in.get("at")] if isinstance(hand_in, dict) else [None]
        known.append(document.get("trainee", ""))
        if not all(isinstance(value, str) for value in known):
            raise DamagedError("the hand-in has no trainee or time")
        return document

    def _know(self, document: Mapping[str, Any]) -> None:
        """Take the trainee's code from the answers, else from the workspace, and draw their questions."""
        signed = document.get("hand_in", {}).get("trainee", "")
        known = document.get("trainee") or signed or (self.workspace.trainee if self.workspace else "")
        if known != self.trainee:
            self.trainee = known
            self.items = items_for(self.assessment, known)

    def _entry(self, item: Item, document: Mapping[str, Any]) -> Entry:
        entry = document["answers"].get(item["id"])
        if entry is None or entry["answer"] is None:
            return Entry(revision=entry["revision"] if entry else 0)
        try:
            return Entry(check_answer(item, entry["answer"]), entry["revision"])
        except BadAnswerError:
            return Entry(None, entry["revision"], fits=False)

    def _seen(self, name: str) -> int:
        return self.entries[name].revision if name in self.entries else 0

    def _adopt(self, name: str, answer: Mapping[str, Any], fault: StaleAnswerError) -> None:
        """Take the newer answer of another window; only a different one is news to the trainee."""
        self.entries[name] = self._entry(self.items[name], {"answers": {name: fault.newer}})
        self._tell()
        if fault.newer["answer"] != answer:
            raise fault

    def _save_anew(self, name: str, answer: Mapping[str, Any]) -> int:
        """Save into a file that lost its answers, together with the others that this kernel still knows."""
        known, document = self.entries, self._document()
        self.entries = {other: self._entry(item, document) for other, item in self.items.items()}
        for other, entry in known.items():
            if other != name and entry.answer is not None and self.entries[other].answer is None:
                revision = self.responses.save(other, entry.answer, self._seen(other))
                self.entries[other] = Entry(entry.answer, revision)
        return self.responses.save(name, answer, self._seen(name))

    def _look_back(self, document: Mapping[str, Any]) -> None:
        """Find what was handed in last, and which answers changed since."""
        self.handed_in, self.changed = None, set()
        if "hand_in" not in document:
            return
        copy = self.workspace.read(self._copy_name, {}) if self.workspace else {}
        if copy.get("document", {}).get("hand_in") == document["hand_in"]:
            then = copy["document"]["answers"]
            self.changed = {name for name in self.items if document["answers"].get(name) != then.get(name)}
            self.handed_in = self._file(copy["document"], reached_inbox=copy["reached_inbox"])
            return
        at = document["hand_in"]["at"]
        self.changed = {name for name in self.items if document["answers"].get(name, {}).get("at", "") > at}
        self.handed_in = self._file(document, reached_inbox=False)

    @property
    def _copy_name(self) -> str:
        return f"handed-in-{self.assessment['id']}.json"

    def _keep_copy(self, document: Mapping[str, Any], *, reached_inbox: bool) -> None:
        """Keep what was handed in, to offer it again and to see later which answers changed."""
        if self.workspace:
            with suppress(OSError):  # it is signed and offered for download all the same
                self.workspace.write(self._copy_name, {"document": document, "reached_inbox": reached_inbox})

    @staticmethod
    def _file(document: Mapping[str, Any], *, reached_inbox: bool) -> HandIn:
        content = json.dumps(document, ensure_ascii=False, indent=1)
        return HandIn(_file_name(document), content, document["hand_in"]["at"], reached_inbox)

    def _deliver(self, document: Mapping[str, Any]) -> bool:
        inbox = self.workspace.inbox if self.workspace else None
        if inbox is None:
            return False
        path = inbox / _file_name(document)
        try:
            write_whole(path, json.dumps(document, ensure_ascii=False, indent=1).encode())
            if os.name == "posix":
                path.chmod(0o640)  # the inbox's group, the trainers, may read it
        except OSError:
            return False
        return True

    def _tell(self) -> None:
        for listener in self.listeners:
            listener()


def is_trainee_code(typed: str) -> bool:
    """Whether `typed` can be a trainee's code (it becomes part of a file name)."""
    return TRAINEE_CODE.fullmatch(typed) is not None


def is_personal_code(typed: str) -> bool:
    """Whether `typed` has the ten signs of a personal code, however it is grouped."""
    code = normalise_code(typed)
    return len(code) == CODE_LENGTH and all(sign in ALPHABET for sign in code)


def _file_name(document: Mapping[str, Any]) -> str:
    hand_in = document["hand_in"]
    return f"{document['assessment']}.{hand_in['trainee']}.{hand_in['at'].replace(':', '')}.json"


def _released(path: Path) -> dict[str, Any]:
    try:
        assessment = json.loads(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise IncompleteError(f"{path.name} cannot be read") from fault
    if not isinstance(assessment, dict) or assessment.get("format") != FORMAT or not assessment.get("items"):
        raise IncompleteError(f"{path.name} is not an assessment of format {FORMAT}")
    return assessment
