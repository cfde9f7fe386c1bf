"""That the tests of this folder would see it, if something happened."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from canary import Canary
from snapshot import changed, snapshot


@pytest.mark.parametrize("way", ["python", "shell"])
def test_code_that_ran_would_be_noticed_twice(tmp_path: Path, way: str) -> None:
    canary = Canary(tmp_path / "file")
    assert canary.is_untouched
    command = [sys.executable, "-c", canary.python] if way == "python" else ["sh", "-c", canary.shell]
    subprocess.run(command, check=True, timeout=60)
    canary.wait()
    assert canary.path.exists()
    assert canary.calls == 1
    canary.close()


def clear(path: Path) -> Path:
    path.unlink()
    return path


CHANGES: dict[str, Callable[[Path], object]] = {
    "content": lambda root: (root / "file").write_bytes(b"other"),
    "permissions": lambda root: (root / "file").chmod(0o600),
    "size of what is large": lambda root: os.truncate(root / "large", 6_000_001),
    "target of a link": lambda root: clear(root / "link").symlink_to("large"),
    "gone": lambda root: (root / "file").unlink(),
    "new": lambda root: (root / "folder" / "new").mkdir(),
    "another kind": lambda root: os.mkfifo(clear(root / "file")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_would_be_seen(tmp_path: Path, name: str) -> None:
    for path in ("file", "large"):
        (tmp_path / path).write_bytes(b"")
    (tmp_path / "file").chmod(0o644)
    os.truncate(tmp_path / "large", 6_000_000)
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    before = snapshot(tmp_path)
    assert not changed(before, snapshot(tmp_path))

    CHANGES[name](tmp_path)

    assert len(changed(before, snapshot(tmp_path))) == 1
