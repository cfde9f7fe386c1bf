"""Where the content lies (this repository, or the installed package), and the checked content itself."""

from pathlib import Path

from grader.faults import SebayaError
from scenarios.authoring.check import check
from scenarios.authoring.gather import Content

__all__ = ["content_root", "load_content"]


def content_root() -> Path:
    """Return the folder that holds `modules/`, `assessments/` and `scenarios/`."""
    here = Path(__file__).parent
    return here.parent if (here.parent / "modules").is_dir() else here / "content"


def load_content() -> Content:
    """Return all content. Raises SebayaError when the checks find a fault: nothing faulty reaches a trainee."""
    content, problems = check(content_root())
    if problems:
        first = problems[0].tell("id", content.root)
        raise SebayaError(
            id=f"Isi kurikulum punya {len(problems)} masalah, mulai dari: {first} Lihat semuanya: sebaya check",
            en=f"The content has {len(problems)} problems, the first: {problems[0].tell('en', content.root)} "
            "See all of them: sebaya check",
        )
    return content
