"""A trainee's own paper in their workspace: whoever takes an assessment again gets the next attempt, and no other's.

What belongs to another attempt (the answers, the copy of what was handed in) is set aside in
`.sebaya/earlier/<assessment>.<attempt>/`, never deleted, and comes back when that attempt does.
"""

import json
from pathlib import Path
from typing import Any

from grader.course import RESPONSES
from scenarios.atomic import write_whole
from scenarios.variants import attempt_of
from scenarios.workspace import Workspace

__all__ = ["PAPER", "lay_paper"]

PAPER = "items.json"


def lay_paper(root: Path, assessment: str, released: bytes, attempt: int = 1) -> None:
    """Lay the released paper down in the workspace `root` as the trainee's `attempt`; repeat it as often as you like.

    Without a retake it is the released file, byte by byte. Raises OSError, and ValueError for a paper that is none.
    """
    path = root / "assessments" / assessment / PAPER
    paper: dict[str, Any] = json.loads(released)
    wanted = max(attempt, attempt_of(paper, ""))
    content = released
    if wanted != attempt_of(paper, ""):
        content = json.dumps({**paper, "attempt": wanted}, ensure_ascii=False, indent=1).encode()
    before = _read(path)
    if before == content:
        return
    present = _attempt(before, wanted)
    if present != wanted:
        _set_aside(root, assessment, present)
        _bring_back(root, assessment, wanted)
    # Last of all: it says whose answers lie beside it, so that what was cut short is done again.
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _attempt(paper: bytes | None, otherwise: int) -> int:
    """Return the attempt of a paper that lies there; `otherwise` where there is none, or it is damaged."""
    try:
        return attempt_of(json.loads(paper), "") if paper else otherwise
    except (ValueError, TypeError, AttributeError):
        return otherwise


def _places(root: Path, assessment: str) -> tuple[Path, ...]:
    copy = Workspace(root).own / f"handed-in-{assessment}.json"
    return root / "assessments" / assessment / RESPONSES, copy


def _set_aside(root: Path, assessment: str, attempt: int) -> None:
    kept = _kept(root, assessment, attempt)
    for path in _places(root, assessment):
        if path.is_file() and not path.is_symlink():
            kept.mkdir(parents=True, exist_ok=True)
            path.replace(kept / path.name)


def _bring_back(root: Path, assessment: str, attempt: int) -> None:
    kept = _kept(root, assessment, attempt)
    for path in _places(root, assessment):
        if (kept / path.name).is_file() and not path.exists():
            (kept / path.name).replace(path)
    if kept.is_dir() and not any(kept.iterdir()):
        kept.rmdir()


def _kept(root: Path, assessment: str, attempt: int) -> Path:
    return Workspace(root).own / "earlier" / f"{assessment}.{attempt}"
