"""Who has to be reminded of what: a certificate that ends soon, overdue supervision, consent that is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from grader.course import Course
from grader.observation.locked import not_struck
from grader.register import Entry, register_of
from grader.roster import Trainee, read_roster
from grader.rule import Certification, read_certification
from grader.standing import HELD, MAY_SERVE, Standing, Status, standing_of
from grader.views import glance
from scenarios.dates import written_date
from scenarios.text import Text

__all__ = ["Reminder", "read_reminders", "reminders"]

KINDS = ("consent", "assent")
STAGES = ("probation", "certificate", "renewal")
OVER = (Status.EXPIRED, Status.REVOKED, Status.ERASED)
"""With these standings nobody is asked for a consent."""


@dataclass(frozen=True)
class Reminder:
    """What to remind one trainee of: `kind` is `expires`, `supervision`, `consent` or `assent`.

    `until` is the last day on which it is in time; None where it is for today. `within` is the span of days, of those
    that the rule names, into which an expiry falls. `told` says what is the matter and what to do, to anybody.
    """

    trainee: Trainee
    kind: str
    told: Text
    until: date | None = None
    days_left: int = 0
    within: int = 0
    since: str = ""

    @property
    def key(self) -> str:
        """What stays the same for as long as it is about the same thing."""
        return f"{self.trainee.code}/{self.kind}/{self.since}"


def read_reminders(course: Course, today: date | None = None) -> list[Reminder]:
    """Return the reminders of a class. Raises SebayaError."""
    with register_of(course).reading() as connection:
        entries = glance(connection, place=course.about["id"])
    return reminders(read_certification(course), read_roster(course), entries, today or date.today())


def reminders(rule: Certification, roster: Sequence[Trainee], entries: Iterable[Entry], today: date) -> list[Reminder]:
    """Return what to remind the trainees of one class of, the most urgent first; pure."""
    of_person: dict[str, list[Entry]] = {}
    for entry in not_struck(entries):
        if entry.on_day <= today.isoformat():
            of_person.setdefault(entry.person, []).append(entry)
    found: list[Reminder] = []
    for trainee in roster:
        own = sorted(of_person.get(trainee.code, ()), key=lambda one: (one.on_day, one.number))
        standing = standing_of(own, today, rule.standing)
        found += _expiry(trainee, standing, today, rule.standing)
        found += _supervision(trainee, own, standing, today, rule)
        found += _consent(trainee, own, standing, rule)
    return sorted(found, key=lambda one: (one.until or today, one.trainee.group, one.trainee.code, one.kind))


def _expiry(trainee: Trainee, standing: Standing, today: date, limits: Mapping[str, Any]) -> Iterator[Reminder]:
    if not standing.until or standing.status not in (*MAY_SERVE, Status.SUSPENDED):
        return
    until = date.fromisoformat(standing.until)
    left = (until - today).days
    within = min((days for days in limits["remind_days"] if left <= days), default=0)
    if within:
        yield Reminder(
            trainee,
            "expires",
            {
                "id": f"Sertifikat berlaku sampai {written_date(standing.until)}. Siapkan perpanjangan bersama "
                "pembina.",
                "en": f"The certificate is valid until {written_date(standing.until, 'en')}. Prepare its renewal with "
                "the supervisor.",
            },
            until,
            left,
            within,
            standing.until,
        )


def _supervision(
    trainee: Trainee, own: Sequence[Entry], standing: Standing, today: date, rule: Certification
) -> Iterator[Reminder]:
    """Whoever serves, or no longer may for want of supervision, and was not there for longer than the calendar asks."""
    is_pause = standing.status is Status.SUSPENDED and any(entry.kind == "decision" for entry in _of(own, standing))
    if standing.status not in MAY_SERVE and not is_pause:
        return
    began = [one for one in own if one.kind == "decision" and one.about in STAGES and one.outcome == "passed"]
    held = [one for one in own if one.kind == "supervision" and one.outcome in HELD]
    last = max(one.on_day for one in (*began, *held, *(one for one in own if one.kind == "return")))
    since = date.fromisoformat(last)
    if (today - since).days <= rule.value("certificate", "supervision", "at_most_days"):
        return
    until = since + timedelta(days=rule.standing["at_most_days"])
    word = (
        ("Tugas dijeda sesudah", "Service pauses after") if until >= today else ("Tugas dijeda sejak", "Paused since")
    )
    day = until.isoformat()
    yield Reminder(
        trainee,
        "supervision",
        {
            "id": f"Belum ada supervisi sejak {written_date(last)}. {word[0]} {written_date(day)}. Temui pembina.",
            "en": f"No supervision since {written_date(last, 'en')}. {word[1]} {written_date(day, 'en')}. See the "
            "supervisor.",
        },
        until,
        (until - today).days,
        since=last,
    )


def _consent(trainee: Trainee, own: Sequence[Entry], standing: Standing, rule: Certification) -> Iterator[Reminder]:
    has_left = standing.status is Status.SUSPENDED and any(entry.kind == "leave" for entry in _of(own, standing))
    if standing.status in OVER or has_left:
        return
    minors = rule.value("probation", "consent", "minors")
    for kind in KINDS if trainee.tier in minors else KINDS[1:]:
        latest = next((one for one in reversed(own) if one.kind == kind), None)
        if latest is None or latest.outcome != "given":
            told = _CONSENT[kind] if latest is None else _WITHDRAWN[kind]
            yield Reminder(trainee, kind, told, since=latest.on_day if latest else "")


def _of(own: Sequence[Entry], standing: Standing) -> list[Entry]:
    return [entry for entry in own if entry.number in standing.entries]


_CONSENT: Mapping[str, Text] = {
    "consent": {
        "id": "Izin orang tua belum tercatat. Serahkan izin tertulisnya kepada pembina.",
        "en": "The consent of a parent is not recorded. Give the written consent to the supervisor.",
    },
    "assent": {
        "id": "Kesediaan sendiri belum tercatat. Bicarakan dengan pembina; boleh juga tidak ikut.",
        "en": "Own assent is not recorded. Talk with the supervisor; not taking part is fine, too.",
    },
}
_WITHDRAWN: Mapping[str, Text] = {
    "consent": {
        "id": "Izin orang tua ditarik. Jangan bertugas; pembina menghentikan tugasnya dulu.",
        "en": "The consent of a parent was withdrawn. No service; the supervisor ends it first.",
    },
    "assent": {
        "id": "Kesediaan ditarik, dan itu tidak apa-apa. Jangan bertugas; pembina menghentikan tugasnya dulu.",
        "en": "Assent was withdrawn, and that is fine. No service; the supervisor ends it first.",
    },
}
