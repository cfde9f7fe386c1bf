"""The invented class's certificates: an issuer of its own beside the class folder, paper, and what is published."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console

from grader.certificate import Printed, write_certificates
from grader.course import Course
from grader.credential.issue import issue
from grader.credential.place import VARIABLE
from grader.faults import tell
from grader.progress import bar
from grader.publish import Published, publish

__all__ = ["hand_out", "invented_issuer", "issued_on"]


@contextmanager
def invented_issuer(root: Path) -> Iterator[None]:
    """Sign with keys that lie beside the class folder `root`, never with those of whoever tries this."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(root.with_name(f"{root.name}-penerbit"))
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def issued_on(course: Course, day: date, console: Console) -> None:
    """Issue what is due on a day of the past."""
    with bar(console, f"{tell(id='Menerbitkan kredensial', en='Issuing credentials')} {day.isoformat()}") as report:
        issue(course, report, day)


def hand_out(course: Course, today: date, console: Console) -> tuple[Printed, Published]:
    """Print the certificates that stand today, publish what stands no more beside the class folder, and tell where."""
    issued_on(course, today, console)
    with bar(console, tell(id="Sertifikat", en="Certificates")) as report:
        printed = write_certificates(course, issue(course, today=today), report, today=today)
    with bar(console, tell(id="Menerbitkan", en="Publishing")) as report:
        published = publish(course, course.root.with_name(f"{course.root.name}-terbitan"), progress=report)
    console.print(
        tell(
            id=f"{len(printed.paths)} sertifikat di {course.root / 'records'}\n"
            f"Periksa di {published.folder / 'verify.html'}: taruh salah satu PDF di sana.",
            en=f"{len(printed.paths)} certificates in {course.root / 'records'}\n"
            f"Check one in {published.folder / 'verify.html'}: drop its PDF there.",
        ),
        soft_wrap=True,
    )
    return printed, published
