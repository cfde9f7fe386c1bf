"""The whole chain on an invented class of 30: sat, handed in, marked, observed, decided, supervised, certified."""

import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

from grader.course import Course
from grader.decision import decide
from grader.demo.assessed import take_assessments
from grader.demo.cast import Invented, Story, invented_class
from grader.demo.certified import hand_out, invented_issuer
from grader.demo.days import DECIDED, live_through
from grader.demo.told import tell_end, tell_module
from grader.example import ASSESSMENT, example_course
from grader.faults import tell
from grader.feedback import make_feedback
from grader.module_record_pdf import write_records
from grader.progress import bar
from grader.roster import read_roster
from grader.rule import read_certification

__all__ = ["Invented", "Story", "invented_class", "run_demo"]


def run_demo(folder: Path | None, console: Console, today: date | None = None) -> Course:
    """Run the chain in `folder` (default: a new temporary one) with progress, and end with a table of what became.

    Beside it lie the issuer's keys (`-penerbit`) and what a school would publish (`-terbitan`).

    The class begins about 200 days before `today`; hand-ins bear the time at which they are made.
    """
    begun, today = time.monotonic(), today or date.today()
    root = folder or Path(tempfile.mkdtemp(prefix="sebaya-demo-")) / "kelas"
    with console.status(tell(id="Membuat kelas rekaan …", en="Making the invented class …")):
        course = example_course(root)
    members = invented_class(read_roster(course))
    assessments = read_certification(course).data["modules"]  # modules and their assessments have the same ids
    collected = take_assessments(course, members, console, assessments)
    with bar(console, tell(id="Umpan balik", en="Feedback")) as report:
        make_feedback(course, ASSESSMENT, report)
    with bar(console, tell(id="Memutuskan modul 2", en="Deciding module 2")) as report:
        decisions = decide(course, ASSESSMENT, report, today - timedelta(days=DECIDED))
    with bar(console, "PDF") as report:
        records = write_records(course, ASSESSMENT, report)
    tell_module(console, course, members, decisions, collected, records)
    with invented_issuer(course.root):
        findings = live_through(course, members, console, today)
        hand_out(course, today, console)
    tell_end(console, course, members, findings, today)
    console.print(
        tell(
            id=f"Selesai dalam {time.monotonic() - begun:.0f} detik.",
            en=f"Done in {time.monotonic() - begun:.0f} seconds.",
        )
    )
    return course
