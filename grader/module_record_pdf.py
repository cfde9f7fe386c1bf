"""Makes the PDF of a decision: a module record, which says of itself that it is no certificate."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from grader.content import content_root
from grader.course import Course
from grader.decided import Decision
from grader.decision import latest_decisions
from grader.faults import SebayaError
from grader.pdf import UnprintableError, typeset, unprintable
from grader.policy import Outcome
from grader.progress import Report, silent
from grader.register import register_of
from grader.register.chain import verify
from grader.roster import Trainee, read_roster
from grader.rule import read_rule
from scenarios.atomic import write_whole
from scenarios.authoring.source import read_source
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text

__all__ = ["record_path", "write_record", "write_records"]

TEMPLATE = "record.typ"
SHORT_HASH = 16
_WORDS: Mapping[str, Text] = {
    Outcome.PASSED: {"id": "terpenuhi", "en": "met"},
    Outcome.NOT_PASSED: {"id": "belum terpenuhi", "en": "not met yet"},
    Outcome.UNCHECKED: {"id": "belum diperiksa", "en": "not checked yet"},
}


def record_path(course: Course, module: str, code: str) -> Path:
    """Where the record of a trainee lies."""
    return course.root / "records" / f"{module}.{code}.pdf"


def write_record(course: Course, decision: Decision, trainee: Trainee) -> Path:
    """Write the record of a frozen decision that passed, and return its path. Equal input gives equal bytes.

    Raises SebayaError when the decision is not frozen or did not pass, is another trainee's, or the name cannot be set.
    """
    if not decision.is_frozen or decision.outcome is not Outcome.PASSED or decision.trainee != trainee.code:
        raise SebayaError(
            id=f"Belum ada catatan modul untuk {trainee.code}: {decision.told}.",
            en=f"There is no module record for {trainee.code} yet: {decision.told}.",
        )
    try:
        return _write(course, decision, trainee, _module_title(decision.module))
    except UnprintableError as fault:
        raise unprintable([trainee.code]) from fault


def write_records(
    course: Course,
    assessment: str,
    progress: Report = silent,
) -> list[Path]:
    """Write the record of every trainee whose latest decision passed, and return the paths.

    A record whose decision was superseded by one that did not pass is taken away; the register keeps both.
    Raises SebayaError when the register's chain is broken, and after all others when a name cannot be set.
    """
    faults = verify(register_of(course))
    if faults:
        raise SebayaError(
            id=f"Buku register tidak utuh, jadi tidak ada catatan yang dibuat. {faults[0]}",
            en=f"The register is not whole, so no record was made. {faults[0]}",
        )
    trainees = {trainee.code: trainee for trainee in read_roster(course)}
    decisions = latest_decisions(course, assessment)
    title = _module_title(read_rule(assessment).data["module"])
    paths, without_font = [], []
    for number, decision in enumerate(decisions, 1):
        if decision.outcome is Outcome.PASSED:
            try:
                paths.append(_write(course, decision, trainees[decision.trainee], title))
            except UnprintableError:
                without_font.append(decision.trainee)
        else:
            record_path(course, decision.module, decision.trainee).unlink(missing_ok=True)
        progress(number, len(decisions))
    if without_font:
        raise unprintable(without_font)
    return paths


def _write(course: Course, decision: Decision, trainee: Trainee, module_title: Text) -> Path:
    path = record_path(course, decision.module, decision.trainee)
    path.parent.mkdir(exist_ok=True)
    at = datetime.combine(decision.decided_on, time(), UTC)
    write_whole(path, typeset(TEMPLATE, _data(course, decision, trainee, module_title), at))
    return path


def _data(course: Course, decision: Decision, trainee: Trainee, module_title: Text) -> dict[str, Any]:
    rule = read_rule(decision.assessment).data
    reviewed = all(status == "reviewed" for status in decision.evidence["review"].values())
    return {
        "title": rule["title"],
        "statement": rule["statement"],
        "role": rule["role"],
        "participation": rule["participation"] if trainee.tier == "T1" else None,
        "class": course.about["name"],
        "name": trainee.name,
        "code": trainee.code,
        "group": trainee.group,
        "module": module_title,
        "date": {lang: written_date(decision.decided_on.isoformat(), lang) for lang in LANGUAGES},
        # No marks: a step's reason is for the trainer, its name and outcome are for everybody.
        "steps": [
            {"name": step["name"], "outcome": step["outcome"], "words": _WORDS[step["outcome"]]}
            for step in decision.steps
        ],
        "is_draft": not reviewed,
        "number": decision.number,
        "hash": decision.hash[:SHORT_HASH],
    }


def _module_title(module: str) -> Text:
    curriculum, _ = read_source(content_root() / "modules" / "curriculum.yaml", "M")
    modules = curriculum.data["modules"] if curriculum else ()
    return next((entry["title"] for entry in modules if entry["id"] == module), {"id": module, "en": module})
