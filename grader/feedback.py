"""Makes the feedback pages of a whole class: one file each, that needs nothing else and runs nothing."""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import yaml

from grader.content import content_root
from grader.course import Course
from grader.evidence import Gatherer
from grader.faults import tell
from grader.feedback_page import FeedbackPage
from grader.progress import Report, silent
from grader.roster import Trainee, read_roster
from scenarios.atomic import write_whole
from scenarios.authoring.source import read_source
from scenarios.help import adult_entries, help_content
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["FILE", "make_feedback"]

FILE = "umpan-balik.html"
TEMPLATES = Path(__file__).parent / "templates"


def make_feedback(
    course: Course,
    assessment: str,
    progress: Report = silent,
) -> list[tuple[str, str]]:
    """Write the feedback page of every trainee whose hand-in is marked; return (trainee, what became of it).

    A page also goes into the trainee's workspace on this machine, where there is one. One hand-in that cannot be
    told stops nobody else. Raises SebayaError when the assessment is not released, or key or gradebook are damaged.
    """
    gatherer = Gatherer(course, assessment)
    trainees = read_roster(course)
    vocabulary = _vocabulary()
    cards = {lang: {**help_content(lang), "adults": _adults(course, lang)} for lang in LANGUAGES}
    results = []
    for number, trainee in enumerate(trainees, 1):
        results.append((trainee.code, _make_one(gatherer, trainee, vocabulary, cards[trainee.language])))
        progress(number, len(trainees))
    return results


def _make_one(
    gatherer: Gatherer, trainee: Trainee, vocabulary: Mapping[str, Mapping[str, Any]], card: Mapping[str, Any]
) -> str:
    course, assessment = gatherer.course, gatherer.assessment
    evidence = gatherer.gather(trainee.code)
    if evidence.problem is not None:
        return tell(**evidence.problem)
    if not evidence.is_readable:
        return tell(id="belum mengumpulkan", en="nothing handed in yet")
    page = FeedbackPage(gatherer.key, evidence, gatherer.marks[trainee.code], vocabulary)
    content = _render(gatherer.key.data["title"], trainee, page, card)
    own = course.root / "trainees" / trainee.code
    try:
        is_new = _write(course.feedback(assessment, trainee.code) / FILE, content)
        if own.is_dir():
            _write(own / "feedback" / f"{assessment}.html", content, readable=True)
    except OSError as fault:
        return tell(id=f"tidak bisa ditulis: {fault}", en=f"cannot be written: {fault}")
    done = tell(id="dibuat", en="made") if is_new else tell(id="tetap", en="as before")
    return f"{done}; {tell(id='sebagian masih dinilai', en='some is still being marked')}" if page.is_waiting else done


def _render(title: Text, trainee: Trainee, page: FeedbackPage, card: Mapping[str, Any]) -> bytes:
    """Return the page in the trainee's language."""
    lang = trainee.language
    words = {"text": lambda text: pick(text, lang), "say": lambda **texts: pick(texts, lang)}
    return _template().render(lang=lang, code=trainee.code, title=title, page=page, help=card, **words).encode()


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("feedback.html.j2")


def _write(path: Path, content: bytes, *, readable: bool = False) -> bool:
    """Write the page when it changed, never through a link; return whether it did."""
    if path.parent.is_symlink() or path.is_symlink():
        raise OSError(f"{path.parent.name}/{path.name}: link")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() == content:
        return False
    write_whole(path, content, on_disk=False)
    if readable and os.name == "posix":
        path.chmod(0o644)  # a trainee with an account of their own reads it
    return True


def _vocabulary() -> dict[str, Mapping[str, Any]]:
    source, _ = read_source(content_root() / "modules" / "competencies.yaml", "M")
    entries = source.data["competencies"] if source else ()
    return {entry["id"]: entry for entry in entries}


def _adults(course: Course, lang: str) -> list[dict[str, str]]:
    """Return the school's own adults for the help card; a damaged file leaves none, and the card says so."""
    try:
        content = yaml.safe_load((course.root / "contacts.yaml").read_bytes())
    except (OSError, yaml.YAMLError):
        return []
    return adult_entries(content.get("adults"), lang, date.today()) if isinstance(content, dict) else []
