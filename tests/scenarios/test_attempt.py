"""An assessment under way: newest answers, damage, hand-in."""

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from scenarios.attempt import Attempt, IncompleteError, is_personal_code, is_trainee_code
from scenarios.items import BadAnswerError
from scenarios.responses import NotSavedError, StaleAnswerError, signed_content
from scenarios.signature import verify
from scenarios.workspace import Workspace

DATA = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
CODE = "7K2QF-9DM4X"
WHOLE: dict[str, dict[str, Any]] = {
    "A1": {"option": "k3f"},
    "A2": {"path": ["c1", "c4"]},
    "A3": {"order": ["x7", "b4", "q1", "n9"]},
    "A4": {"pairs": {"r4": "t5", "r1": "t2", "r6": "t8"}},
    "A5": {"text": "Kedengarannya kamu kecewa."},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "penilaian" / "m02-listening"
    place.mkdir(parents=True)
    shutil.copy(DATA, place / "items.json")
    return place


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / ".sebaya").mkdir()
    return Workspace(tmp_path)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "inbox"
    place.mkdir()
    monkeypatch.setenv("SEBAYA_INBOX", str(place))
    return place


def answers_on_disk(folder: Path) -> dict[str, Any]:
    entries = json.loads((folder / "responses.json").read_bytes())["answers"]
    return {name: entry["answer"] for name, entry in entries.items()}


def answer_all(attempt: Attempt) -> None:
    for name, answer in WHOLE.items():
        attempt.save(name, answer)


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b'{"format": 2, "items": [1]}', b'{"format": 1, "items": []}']
)
def test_a_folder_without_a_readable_assessment_is_incomplete(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "items.json").write_bytes(content)
    with pytest.raises(IncompleteError):
        Attempt(tmp_path)


def test_answers_are_on_disk_at_once_and_found_again(folder: Path) -> None:
    answer_all(Attempt(folder))
    assert answers_on_disk(folder) == WHOLE
    again = Attempt(folder)
    assert {name: entry.answer for name, entry in again.entries.items()} == WHOLE
    assert again.unanswered == []


def test_the_states_of_items(folder: Path) -> None:
    attempt = Attempt(folder)
    attempt.save("A1", WHOLE["A1"])
    attempt.save("A2", {"path": ["c1"]})
    attempt.save("A4", {"pairs": {}})
    attempt.save("A5", {"text": ""})
    states = [attempt.state(name) for name in attempt.items]
    assert states == ["answered", "begun", "open", "open", "open"]


def test_an_answer_that_the_item_cannot_have_is_not_written(folder: Path) -> None:
    with pytest.raises(BadAnswerError):
        Attempt(folder).save("A1", {"option": "none"})
    assert not (folder / "responses.json").exists()


def test_a_newer_answer_of_another_kernel_is_kept_and_shown(folder: Path) -> None:
    one, other = Attempt(folder), Attempt(folder)
    one.save("A1", {"option": "k3f"})
    with pytest.raises(StaleAnswerError):
        other.save("A1", {"option": "p8w"})
    assert answers_on_disk(folder)["A1"] == {"option": "k3f"}
    assert other.entries["A1"].answer == {"option": "k3f"}
    other.save("A1", {"option": "p8w"})
    assert answers_on_disk(folder)["A1"] == {"option": "p8w"}


def test_the_same_answer_in_two_kernels_is_no_conflict(folder: Path) -> None:
    one, other = Attempt(folder), Attempt(folder)
    one.save("A1", {"option": "k3f"})
    other.save("A1", {"option": "k3f"})
    assert other.entries["A1"].revision == 1


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"format": 1, "assessment": "m02-listening", "answers": {"A1": {"option": "k3f"}}}',
        b'{"format": 1, "assessment": "m02-listening", "answers": {"A1": 3}}',
        b'{"format": 1, "assessment": "m02-listening", "answers": {}, "hand_in": 3}',
        b'{"format": 1, "assessment": "m02-listening", "answers": {}, "hand_in": {}}',
    ],
)
def test_a_damaged_file_is_set_aside_and_work_goes_on(folder: Path, content: bytes) -> None:
    (folder / "responses.json").write_bytes(content)
    attempt = Attempt(folder)
    assert attempt.aside is not None
    assert attempt.aside.read_bytes() == content
    attempt.save("A1", WHOLE["A1"])
    assert answers_on_disk(folder) == {"A1": WHOLE["A1"]}


@pytest.mark.parametrize("happens", ["damaged", "removed"])
def test_a_file_lost_under_way_is_written_again_with_all_that_is_known(folder: Path, happens: str) -> None:
    attempt = Attempt(folder)
    answer_all(attempt)
    attempt.save("A1", {"option": "z2m"})
    if happens == "damaged":
        (folder / "responses.json").write_bytes(b"{")
    else:
        (folder / "responses.json").unlink()
    attempt.save("A1", {"option": "p8w"})
    assert answers_on_disk(folder) == {**WHOLE, "A1": {"option": "p8w"}}
    attempt.save("A5", {"text": "lagi"})
    assert answers_on_disk(folder)["A5"] == {"text": "lagi"}


def test_a_file_made_anew_by_another_kernel_is_not_overwritten_with_older_answers(folder: Path) -> None:
    one, other = Attempt(folder), Attempt(folder)
    one.save("A1", {"option": "k3f"})
    one.save("A1", {"option": "z2m"})
    other.refresh()
    (folder / "responses.json").unlink()
    other.save("A1", {"option": "p8w"})
    with pytest.raises(StaleAnswerError):
        one.save("A1", {"option": "k3f"})
    assert answers_on_disk(folder)["A1"] == {"option": "p8w"}


def test_an_answer_that_no_longer_fits_counts_as_none_and_says_so(folder: Path) -> None:
    Attempt(folder).save("A1", WHOLE["A1"])
    changed = json.loads(DATA.read_bytes())
    changed["items"][0]["options"][0]["id"] = "new"
    (folder / "items.json").write_text(json.dumps(changed))
    attempt = Attempt(folder)
    assert attempt.state("A1") == "open"
    assert not attempt.entries["A1"].fits
    attempt.save("A1", {"option": "new"})
    assert attempt.entries["A1"].fits


@pytest.mark.skipif(os.name != "posix", reason="a folder in a file's place")
def test_answers_that_cannot_be_read_are_left_alone(folder: Path) -> None:
    (folder / "responses.json").mkdir()
    attempt = Attempt(folder)
    assert not attempt.is_readable
    with pytest.raises(OSError, match="directory"):
        attempt.save("A1", WHOLE["A1"])


def test_handing_in_writes_a_signed_copy_into_the_inbox(folder: Path, workspace: Workspace, inbox: Path) -> None:
    attempt = Attempt(folder, workspace)
    answer_all(attempt)
    done = attempt.hand_in("X-01", CODE)
    assert done.reached_inbox
    assert done.name == f"m02-listening.X-01.{done.at.replace(':', '')}.json"
    document = json.loads((inbox / done.name).read_bytes())
    assert document == json.loads(done.content) == json.loads((folder / "responses.json").read_bytes())
    assert verify(signed_content(document), CODE, document["hand_in"]["signature"])


def test_without_an_inbox_the_file_has_to_be_brought(folder: Path, workspace: Workspace) -> None:
    assert not Attempt(folder, workspace).hand_in("X-01", CODE).reached_inbox


def test_an_inbox_that_fails_does_not_undo_the_hand_in(
    folder: Path, workspace: Workspace, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = Attempt(folder, workspace)

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scenarios.attempt.write_whole", full)
    done = attempt.hand_in("X-01", CODE)
    assert not done.reached_inbox
    assert list(inbox.iterdir()) == []
    assert json.loads(done.content)["hand_in"]["signature"]


def test_a_hand_in_that_cannot_be_written_is_not_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = Attempt(folder)
    attempt.save("A1", WHOLE["A1"])

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scenarios.responses.write_whole", full)
    with pytest.raises(NotSavedError):
        attempt.hand_in("X-01", CODE)
    assert attempt.handed_in is None


@pytest.mark.parametrize("has_workspace", [True, False])
def test_what_changed_since_the_hand_in_is_known_also_by_the_next_kernel(
    folder: Path, workspace: Workspace, has_workspace: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workspace if has_workspace else None
    attempt = Attempt(folder, place)
    answer_all(attempt)
    done = attempt.hand_in("X-01", CODE)
    assert Attempt(folder, place).changed == set()
    monkeypatch.setattr("scenarios.responses.utc_now", lambda: "2999-01-01T00:00:00Z")
    attempt.save("A1", {"option": "z2m"})
    again = Attempt(folder, place)
    assert attempt.changed == again.changed == {"A1"}
    assert again.handed_in is not None
    assert again.handed_in.at == done.at
    if has_workspace:
        assert again.handed_in.content == done.content


def test_handing_in_again_signs_the_newest_answers(folder: Path, workspace: Workspace) -> None:
    attempt = Attempt(folder, workspace)
    attempt.hand_in("X-01", CODE)
    attempt.save("A1", WHOLE["A1"])
    document = json.loads(attempt.hand_in("X-01", CODE).content)
    assert document["answers"]["A1"]["answer"] == WHOLE["A1"]
    assert verify(signed_content(document), CODE, document["hand_in"]["signature"])
    assert attempt.changed == set()


@pytest.mark.parametrize("code", ["7K2QF-9DM4X", "7k2qf9dm4x", "OIL01 23456"])
def test_a_personal_code_of_ten_signs_is_well_formed(code: str) -> None:
    assert is_personal_code(code)


@pytest.mark.parametrize("code", ["", "7K2QF-9DM4", "7K2QF-9DM4XX", "7K2QF-9DM4U", "7K2QF-9DM4é"])
def test_another_personal_code_is_not(code: str) -> None:
    assert not is_personal_code(code)


@pytest.mark.parametrize("code", ["X-01", "smp3_017", "A"])
def test_a_trainee_code_of_letters_digits_and_hyphens_is_well_formed(code: str) -> None:
    assert is_trainee_code(code)


@pytest.mark.parametrize("code", ["", "../x", "a b", ".x", "-x", "Siti é", "x" * 33, "a.b", "a\n"])
def test_another_trainee_code_is_not(code: str) -> None:
    assert not is_trainee_code(code)
