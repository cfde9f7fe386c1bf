"""Where the content lies (this repository, or the installed package), and the checked content itself."""

from functools import lru_cache
from pathlib import Path

from grader.faults import SebayaError
from scenarios.authoring.check import problems_of
from scenarios.authoring.gather import Content, gather
from scenarios.authoring.problems import Problem

__all__ = ["content_root", "load_content", "read_content"]

FOLDERS = ("modules", "assessments", "scenarios/dialogues")


def content_root() -> Path:
    """Return the folder that holds `modules/`, `assessments/` and `scenarios/`."""
    here = Path(__file__).parent
    return here.parent if (here.parent / "modules").is_dir() else here / "content"


def read_content() -> Content:
    """Return all content as it can be read, unchecked; it is read again only when a file of it changed."""
    root = content_root()
    return _read(root, _state(root))


def load_content() -> Content:
    """Return all content. Raises SebayaError when the checks find a fault: nothing faulty reaches a trainee."""
    root = content_root()
    content, problems = _checked(root, _state(root))
    if problems:
        first = problems[0].tell("id", content.root)
        raise SebayaError(
            id=f"Isi kurikulum punya {len(problems)} masalah, mulai dari: {first} Lihat semuanya: sebaya check",
            en=f"The content has {len(problems)} problems, the first: {problems[0].tell('en', content.root)} "
            "See all of them: sebaya check",
        )
    return content


@lru_cache(maxsize=1)
def _read(root: Path, _state: frozenset[tuple[str, int, int]]) -> Content:
    return gather(root)


@lru_cache(maxsize=1)
def _checked(root: Path, state: frozenset[tuple[str, int, int]]) -> tuple[Content, list[Problem]]:
    """Check the content anew only when a file of it changed: that takes seconds."""
    content = _read(root, state)
    return content, problems_of(content)


def _state(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return name, time and size of every file of the content."""
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    return frozenset((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
