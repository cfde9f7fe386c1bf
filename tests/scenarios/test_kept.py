"""Entries of the own folder: kept one by one, and never at the cost of another."""

import pytest
from filelock import FileLock

from scenarios import kept
from scenarios.kept import Kept
from scenarios.responses import NotSavedError
from scenarios.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / ".sebaya").mkdir()
    return Workspace(tmp_path)


def test_an_entry_is_there_again_beside_others(workspace):
    """Two notebooks write into one file, and each finds its own entry."""
    Kept("reflections.json", "m02/awal", workspace).write("satu")
    Kept("reflections.json", "m02/akhir", workspace).write("dua")
    assert Kept("reflections.json", "m02/awal", workspace).read() == "satu"


def test_none_forgets_the_entry_alone(workspace):
    """Forgetting removes one entry; forgetting what is not there changes nothing."""
    first, second = (Kept("reflections.json", key, workspace) for key in ("a", "b"))
    first.write("satu")
    second.write("dua")
    first.write(None)
    first.write(None)
    assert workspace.read("reflections.json", {}) == {"b": "dua"}


def test_a_damaged_file_is_moved_aside_not_overwritten(workspace):
    """What can no longer be read may still be worth something to a person."""
    (workspace.own / "reflections.json").write_text('{"a": "sat')
    Kept("reflections.json", "b", workspace).write("dua")
    assert (workspace.own / "reflections.damaged.json").read_text() == '{"a": "sat'
    assert workspace.read("reflections.json", {}) == {"b": "dua"}


def test_without_a_workspace_nothing_is_written(tmp_path, monkeypatch):
    """A facilitator who only looks at a lesson leaves no file."""
    monkeypatch.chdir(tmp_path)
    entry = Kept("reflections.json", "a")
    entry.write("satu")
    assert not entry.is_kept
    assert list(tmp_path.iterdir()) == []


def test_a_file_held_by_another_is_told(workspace, monkeypatch):
    """A lock that stays taken, and a file that cannot be written, are both "not saved"."""
    monkeypatch.setattr(kept, "LOCK_SECONDS", 0.05)
    with FileLock(workspace.own / ".practice.json.lock"), pytest.raises(NotSavedError):
        Kept("practice.json", "a", workspace).write(["satu"])
    (workspace.own / "practice.json").mkdir()
    with pytest.raises(NotSavedError):
        Kept("practice.json", "a", workspace).write(["satu"])
