"""Where a trainee's own things lie on this machine: settings, private reflections, practice in progress.

A workspace is a folder that holds `.sebaya/`, made by `sebaya start`. A notebook opened anywhere else (a
facilitator looking at a lesson) works too, and keeps nothing.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.atomic import write_whole
from scenarios.text import DEFAULT_LANGUAGE, LANGUAGES

__all__ = ["Workspace"]

MARK = ".sebaya"


@dataclass(frozen=True)
class Workspace:
    """The folder `root` of one trainee."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> "Workspace | None":
        """Return the workspace that holds `start` (default: the current folder), or None."""
        here = (start or Path.cwd()).resolve()
        return next((cls(folder) for folder in (here, *here.parents) if (folder / MARK).is_dir()), None)

    @property
    def own(self) -> Path:
        """The folder of what never leaves this machine."""
        return self.root / MARK

    def read(self, name: str, empty: Any) -> Any:
        """Return the JSON file `name` of the own folder; `empty` when it is missing or unreadable."""
        try:
            return json.loads((self.own / name).read_bytes())
        except (OSError, ValueError):
            return empty

    def write(self, name: str, content: Any) -> None:
        """Write the JSON file `name` of the own folder, whole. Raises OSError when it cannot."""
        write_whole(self.own / name, json.dumps(content, ensure_ascii=False, indent=1).encode())

    @property
    def language(self) -> str:
        """The language the trainee chose; Indonesian until then."""
        chosen = self.read("settings.json", {}).get("lang")
        return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE

    def choose_language(self, lang: str) -> None:
        """Keep the trainee's choice of language. Raises OSError when it cannot be written."""
        self.write("settings.json", {**self.read("settings.json", {}), "lang": lang})

    @property
    def trainee(self) -> str:
        """The code of the trainee whose folder this is; empty where several share it."""
        code = self.read("trainee.json", "")
        return code if isinstance(code, str) else ""

    @property
    def audience(self) -> str:
        """For whom it was opened: `trainee` or `coordinator`."""
        return "coordinator" if self.read("audience.json", "") == "coordinator" else "trainee"

    @property
    def inbox(self) -> Path | None:
        """The folder where a hand-in is put for the trainer, on a machine that has one."""
        folder = os.environ.get("SEBAYA_INBOX")
        return Path(folder) if folder and Path(folder).is_dir() else None
