"""The file of answers: what is reported as saved is there, whatever happens afterwards."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scenarios.responses import (
    DamagedError,
    NotSavedError,
    Responses,
    StaleAnswerError,
    signed_content,
    utc_now,
)
from scenarios.signature import verify

KILLS = 40
ROOT = Path(__file__).parents[2]
CODE = "7K2QF-9DM4X"

WRITER = """
import sys
from pathlib import Path
from scenarios.responses import Responses

responses = Responses(Path(sys.argv[1]), "m02-listening")
item = sys.argv[2]
while True:
    count = responses.entry(item)["revision"]
    saved = responses.save(item, {"text": f"{item} {count + 1} " + "kata " * (count % 400)}, count)
    print(saved, flush=True)
"""

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from scenarios.responses import NotSavedError, Responses

responses = Responses(Path(sys.argv[1]), "m02-listening")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    responses.save("A5", {"text": "x" * 8000}, 1)
except NotSavedError:
    print("not saved")
"""


@pytest.fixture
def responses(tmp_path: Path) -> Responses:
    return Responses(tmp_path / "responses.json", "m02-listening")


def test_nothing_saved_yet_reads_as_no_answers(responses: Responses) -> None:
    assert responses.read()["answers"] == {}
    assert responses.entry("A1") == {"answer": None, "revision": 0}
    assert not responses.path.exists()


def test_a_saved_answer_is_read_by_another_reader(responses: Responses) -> None:
    assert responses.save("A1", {"option": "k3f"}, 0) == 1
    again = Responses(responses.path, "m02-listening").entry("A1")
    assert (again["answer"], again["revision"]) == ({"option": "k3f"}, 1)
    assert again["at"] <= utc_now()


def test_each_save_raises_the_revision_and_leaves_other_items(responses: Responses) -> None:
    responses.save("A1", {"option": "k3f"}, 0)
    responses.save("A2", {"path": []}, 0)
    assert responses.save("A1", None, 1) == 2
    assert responses.entry("A1")["answer"] is None
    assert responses.entry("A2")["revision"] == 1


def test_a_save_over_a_newer_answer_is_refused_and_changes_nothing(responses: Responses) -> None:
    responses.save("A1", {"option": "k3f"}, 0)
    before = responses.path.read_bytes()
    with pytest.raises(StaleAnswerError) as caught:
        responses.save("A1", {"option": "p8w"}, 0)
    assert caught.value.newer["answer"] == {"option": "k3f"}
    assert responses.path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 2, "assessment": "m02-listening", "answers": {}}',
        b'{"format": 1, "assessment": "m03-other", "answers": {}}',
        b'{"format": 1, "assessment": "m02-listening", "answers": []}',
    ],
)
def test_a_file_that_is_not_these_answers_is_damaged_and_left_alone(responses: Responses, content: bytes) -> None:
    responses.path.write_bytes(content)
    with pytest.raises(DamagedError):
        responses.read()
    with pytest.raises(DamagedError):
        responses.save("A1", {"option": "k3f"}, 0)
    assert responses.path.read_bytes() == content


def test_a_damaged_file_set_aside_keeps_its_content(responses: Responses) -> None:
    responses.path.write_bytes(b"{")
    aside = responses.set_aside()
    assert aside.read_bytes() == b"{"
    assert aside.name.startswith("responses.damaged-")
    assert responses.read()["answers"] == {}


def test_a_failed_write_is_reported_and_leaves_the_old_file(
    responses: Responses, monkeypatch: pytest.MonkeyPatch
) -> None:
    responses.save("A1", {"option": "k3f"}, 0)
    before = responses.path.read_bytes()

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scenarios.atomic.os.fsync", full)
    with pytest.raises(NotSavedError):
        responses.save("A1", {"option": "p8w"}, 1)
    assert responses.path.read_bytes() == before
    assert [path.name for path in responses.path.parent.glob("*.tmp")] == []


@pytest.mark.skipif(os.name != "posix", reason="a limit on file size is a POSIX thing")
def test_a_full_disk_leaves_the_old_file_whole(responses: Responses) -> None:
    responses.save("A5", {"text": "pendek"}, 0)
    before = responses.path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(responses.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "not saved"
    assert responses.path.read_bytes() == before


def test_a_place_that_cannot_hold_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSavedError):
        Responses(tmp_path / "file" / "responses.json", "m02-listening").save("A1", {"option": "k3f"}, 0)


def test_what_a_killed_process_left_is_swept_up(responses: Responses) -> None:
    orphan = responses.path.with_name(".responses.json.x1y2.tmp")
    orphan.write_bytes(b"{")
    responses.save("A1", {"option": "k3f"}, 0)
    assert not orphan.exists()


def test_a_hand_in_is_signed_over_all_answers(responses: Responses) -> None:
    responses.save("A1", {"option": "k3f"}, 0)
    document = responses.hand_in("X-01", CODE, attempt=2)
    assert json.loads(responses.path.read_bytes()) == document
    assert document["hand_in"]["attempt"] == 2
    assert verify(signed_content(document), CODE, document["hand_in"]["signature"])
    document["answers"]["A1"]["answer"] = {"option": "p8w"}
    assert not verify(signed_content(document), CODE, document["hand_in"]["signature"])


def test_the_personal_code_is_not_in_the_file(responses: Responses) -> None:
    responses.hand_in("X-01", CODE)
    assert not any(part in responses.path.read_text() for part in ("7K2QF", "9DM4X"))


class Writer:
    """A process that saves one answer after another and reports each revision once it is saved."""

    def __init__(self, path: Path, item: str) -> None:
        self.item = item
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), item], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )

    def kill(self) -> int:
        """End it at once and return the last revision that it reported as saved, 0 if none."""
        if self.process.returncode is not None:
            return 0  # killed before, and reported then
        self.process.send_signal(signal.SIGKILL)
        reported, _ = self.process.communicate()
        whole_lines = reported[: reported.rfind("\n") + 1].split()
        return int(whole_lines[-1]) if whole_lines else 0


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX thing")
def test_answers_reported_as_saved_survive_kill_9(responses: Responses) -> None:
    chance = random.Random(20261122)  # noqa: S311 (when to kill is no secret)
    reported: dict[str, int] = {"A1": 0, "A5": 0}
    writers = {item: Writer(responses.path, item) for item in reported}
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.15, 0.4))
            item = chance.choice(sorted(writers))
            reported[item] = max(reported[item], writers[item].kill())
            document: dict[str, Any] = responses.read()  # the other writer is still at it
            saved = document["answers"].get(item, {"revision": 0, "answer": {"text": " 0 "}})
            assert saved["revision"] >= reported[item]
            assert saved["answer"]["text"].split()[:2] == [item, str(saved["revision"])] or not saved["revision"]
            writers[item] = Writer(responses.path, item)
    finally:
        for item, writer in writers.items():
            reported[item] = max(reported[item], writer.kill())
    for item, revision in reported.items():
        assert revision > KILLS / 4, "the writers hardly wrote"
        assert responses.entry(item)["revision"] >= revision
    responses.save("A9", {"option": "k3f"}, 0)
    assert list(responses.path.parent.glob(".responses.json.*.tmp")) == []
