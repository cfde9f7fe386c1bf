"""Prints certificates: of everybody who holds one today a PDF with the proof on its paper, and the credential itself.

`records/certificate.CODE.pdf` is for the wall and the folder, `.jwt` and `.json` are the credential in its two forms.
All can be made again from the register at any time. Who may no longer serve has none.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from grader.certificate_page import badges_of, page_of, supervisors_of
from grader.course import Course
from grader.credential.issue import NO_COMPETENCE
from grader.credential.issuer import Issuer, read_issuer
from grader.credential.paper import paper_text
from grader.credential.record import Credential
from grader.faults import SebayaError, tell
from grader.observation.locked import not_struck
from grader.pdf import Press, UnprintableError, unprintable
from grader.progress import Report, silent
from grader.referral import read_map
from grader.register import Entry, register_of
from grader.register.chain import verify
from grader.roster import read_roster
from grader.rule import read_certification
from grader.standing import Status, standing_of
from grader.views import KINDS, glance
from scenarios.atomic import write_whole

__all__ = ["NotPrinted", "Printed", "certificate_path", "must_be_whole", "together_path", "write_certificates"]

TEMPLATE = "certificate.typ"
FORMS = ("pdf", "json", "jwt")
HOLDS = (Status.CERTIFIED, Status.EXPIRING)


@dataclass(frozen=True)
class NotPrinted:
    """Of whom no certificate was printed, and why in the trainer's language; `was_taken` if an old one was removed."""

    code: str
    why: str
    was_taken: bool = False


@dataclass(frozen=True)
class Printed:
    """The certificates that lie in the class folder now, who has none, and the sheet of all of them, if asked for."""

    paths: tuple[Path, ...]
    without: tuple[NotPrinted, ...]
    together: Path | None = None


def certificate_path(course: Course, code: str, form: str = "pdf") -> Path:
    """Where the certificate of a trainee lies, in one of FORMS."""
    return course.root / "records" / f"certificate.{code}.{form}"


def together_path(course: Course) -> Path:
    """Where the certificates of all lie in one file, to print; it names many."""
    return course.root / "printed" / "certificates.pdf"


def must_be_whole(course: Course) -> None:
    """Raise SebayaError when the register's chain is broken: nothing is issued or printed from it then."""
    faults = verify(register_of(course))
    if faults:
        raise SebayaError(
            id=f"Buku register tidak utuh, jadi tidak ada sertifikat yang dibuat. {faults[0]}",
            en=f"The register is not whole, so no certificate was made. {faults[0]}",
        )


def write_certificates(
    course: Course,
    credentials: Iterable[Credential],
    progress: Report = silent,
    *,
    only: str = "",
    together: bool = False,
    today: date | None = None,
    passphrase: str | None = None,
) -> Printed:
    """Write the certificate of everybody who holds one of `credentials` today, or of the trainee `only`.

    Who may not serve today has none, and an old one is taken away. Nobody stops the others: who could not be printed
    is told with the reason. Equal register, people and contacts give equal bytes. `together` also writes all in one
    PDF; `passphrase` opens the issuer's keys. Raises SebayaError when the register's chain is broken, or issuer, rule
    or contacts cannot be read.
    """
    must_be_whole(course)
    of_code = {one.trainee: one for one in credentials}
    on_disk = set(_on_disk(course))
    codes = [only.strip().upper()] if only else sorted({*of_code, *on_disk})
    printer = _Printer(course, today or date.today(), passphrase)
    whys = {code: why for code in codes if (why := printer.why_not(code, of_code.get(code)))}
    without = [NotPrinted(code, why, code in on_disk) for code, why in whys.items()]
    _take_away(course, on_disk & whys.keys())
    progress(len(without), len(codes))
    printable = [of_code[code] for code in codes if code not in whys]
    pages, paths = [], []
    with printer.pages(printable) as made:
        for number, (credential, page) in enumerate(zip(printable, made, strict=True), len(without) + 1):
            try:
                paths.append(printer.write(credential, page.result()))
                pages.append(page.result())
            except SebayaError as fault:
                without.append(NotPrinted(credential.trainee, str(fault)))
            progress(number, len(codes))
    newest = max((one.valid_from for one in printable), default=date.min)
    sheet = printer.write_together(pages, newest) if together and pages else None
    return Printed(tuple(paths), tuple(without), sheet)


class _Printer:
    """What the certificates of a class have in common, read once."""

    def __init__(self, course: Course, today: date, passphrase: str | None) -> None:
        self.course, self.today, self.passphrase = course, today, passphrase
        rule = read_certification(course)
        self.limits = rule.standing
        self.head = {"title": rule.data["title"], "role": rule.data["role"]}
        self.trainees = {trainee.code: trainee for trainee in read_roster(course)}
        self.supervisors, self.place = supervisors_of(read_map(course)), course.about["name"]
        with register_of(course).reading() as connection:
            entries = not_struck(glance(connection, KINDS, course.about["id"]))
        self.entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self.entries.setdefault(entry.person, []).append(entry)
        self.press = Press(TEMPLATE, "ua-1", "a-3a")

    @contextmanager
    def pages(self, credentials: Sequence[Credential]) -> Iterator[list[Future[dict[str, Any]]]]:
        """Make the pages of certificates in their order, while others are being set. Raises SebayaError."""
        if not credentials:
            yield []
            return
        issuer = read_issuer(self.course, self.passphrase)
        with ThreadPoolExecutor(1) as ahead:
            yield [ahead.submit(self.page, credential, issuer) for credential in credentials]

    def why_not(self, code: str, credential: Credential | None) -> str:
        """Return why a trainee has no certificate today, in the trainer's language; empty where they have one."""
        trainee = self.trainees.get(code)
        if trainee is None:
            return tell(id="tidak ada di daftar peserta", en="not on the roster")
        if trainee.tier == NO_COMPETENCE:
            return tell(
                id="T1 menerima catatan keikutsertaan, bukan sertifikat", en="T1 receives a record of participation"
            )
        standing = standing_of(self.entries.get(code, ()), self.today, self.limits)
        if standing.status not in HOLDS:
            return standing.told
        if credential is None or credential.decision not in standing.entries:
            return tell(
                id="keputusan terbarunya belum punya kredensial; jalankan: sebaya certificate",
                en="the newest decision has no credential yet; run: sebaya certificate",
            )
        return ""

    def page(self, credential: Credential, issuer: Issuer) -> dict[str, Any]:
        """Return the page of a certificate. Raises SebayaError when the name is not the credential's."""
        name = self.trainees[credential.trainee].name
        return page_of(
            credential,
            name,
            paper_text(self.course, credential, name, issuer),
            place=self.place,
            supervisors=self.supervisors,
            badges=badges_of(self.entries[credential.trainee]),
        )

    def write(self, credential: Credential, page: Mapping[str, Any]) -> Path:
        """Write a certificate in all FORMS, and return its PDF. Raises SebayaError for a name without a font."""
        data = {**self.head, "of": f"No. {page['number']}", "certificates": [{**page, "jwt": credential.jwt}]}
        try:
            content = self.press.typeset(data, _midnight(credential.valid_from))
        except UnprintableError as fault:
            raise unprintable([credential.trainee]) from fault
        document = json.dumps(credential.document, ensure_ascii=False).encode()
        path = certificate_path(self.course, credential.trainee)
        path.parent.mkdir(exist_ok=True)
        for form, written in zip(FORMS, (content, document, credential.jwt.encode()), strict=True):
            write_whole(certificate_path(self.course, credential.trainee, form), written, on_disk=False)
        return path

    def write_together(self, pages: Sequence[Mapping[str, Any]], on: date) -> Path:
        """Write pages in one PDF, dated `on`, without the files within, and return its path."""
        path = together_path(self.course)
        path.parent.mkdir(exist_ok=True)
        data = {**self.head, "of": self.place, "certificates": pages}
        write_whole(path, self.press.typeset(data, _midnight(on)), on_disk=False)
        return path


def _on_disk(course: Course) -> Iterator[str]:
    """Yield the codes of which there is a file of a certificate."""
    for form in FORMS:
        for path in (course.root / "records").glob(f"certificate.*.{form}"):
            yield path.name.split(".")[1]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _take_away(course: Course, codes: Collection[str]) -> None:
    """Remove the certificates of trainees in all forms; and the sheet of all, which may show them."""
    for code in codes:
        for form in FORMS:
            certificate_path(course, code, form).unlink(missing_ok=True)
    if codes:
        together_path(course).unlink(missing_ok=True)
