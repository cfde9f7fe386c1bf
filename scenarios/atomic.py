"""Writes a file whole or not at all."""

import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes, *, on_disk: bool = True) -> None:
    """Replace `path` by `content`, on disk when it returns, so that a crash leaves the old file or the new one.

    With `on_disk` False it may still be on its way when it returns: for what can be made again at any time.
    Raises OSError when it cannot be written; the old file is then untouched.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if on_disk:
                os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 (the one atomic step, named plainly)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if on_disk and os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
