"""One trainee's entries in a file of the own folder, such as reflections: read one, write one, forget one."""

from typing import Any

from filelock import FileLock, Timeout

from scenarios.responses import NotSavedError
from scenarios.workspace import Workspace

__all__ = ["Kept"]

LOCK_SECONDS = 3


class Kept:
    """The entry `key` of the JSON file `name`; without a workspace it lives in memory only."""

    def __init__(self, name: str, key: str, workspace: Workspace | None = None) -> None:
        self.name = name
        self.key = key
        self.workspace = workspace

    @property
    def is_kept(self) -> bool:
        """Whether there is a place to write to."""
        return self.workspace is not None

    def read(self) -> Any:
        """Return the entry, or None."""
        return self._entries().get(self.key)

    def write(self, value: Any) -> None:
        """Write the entry (None removes it); other entries stay. Raises NotSavedError when it cannot."""
        if self.workspace is None:
            return
        path = self.workspace.own / self.name
        try:
            with FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS):
                self._rescue()
                entries = {**self._entries(), self.key: value}
                if value is None:
                    del entries[self.key]
                self.workspace.write(self.name, entries)
        except (OSError, Timeout) as fault:
            raise NotSavedError(str(fault)) from fault

    def _entries(self) -> dict[str, Any]:
        entries = self.workspace.read(self.name, {}) if self.workspace else {}
        return entries if isinstance(entries, dict) else {}

    def _rescue(self) -> None:
        """Move a file that holds something unreadable aside, so that writing does not destroy it."""
        if self.workspace is None or isinstance(self.workspace.read(self.name, None), dict):
            return
        path = self.workspace.own / self.name
        if path.is_file():
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
