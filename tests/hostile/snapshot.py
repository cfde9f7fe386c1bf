"""What lies in a folder: every name with its kind, permissions and content; nothing is opened but ordinary files."""

import hashlib
import os
import stat
from pathlib import Path

Snapshot = dict[str, tuple[object, ...]]
LARGE = 5_000_000


def snapshot(root: Path) -> Snapshot:
    found: Snapshot = {}
    for folder, _, _ in os.walk(root):
        for entry in os.scandir(folder):
            found[os.path.relpath(entry.path, root)] = _print(entry)
    return found


def changed(before: Snapshot, after: Snapshot) -> set[str]:
    """Return every name that came, went, or is not what it was."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _print(entry: os.DirEntry[str]) -> tuple[object, ...]:
    status = entry.stat(follow_symlinks=False)
    kind, mode = stat.S_IFMT(status.st_mode), stat.S_IMODE(status.st_mode)
    if entry.is_symlink():
        return kind, str(Path(entry.path).readlink())
    if not stat.S_ISREG(kind):
        return kind, mode
    if status.st_size > LARGE:
        return kind, mode, status.st_size, status.st_mtime_ns
    return kind, mode, status.st_size, hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
