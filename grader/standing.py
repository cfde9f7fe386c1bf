"""What a trainee's status is on a day: derived from what is recorded, never stored.

Sources: curriculum outline §5, rules 7, 9 and 10. Whoever is not supervised may not serve, whatever was decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from grader.faults import language
from grader.register import Entry
from scenarios.text import Text, pick

__all__ = ["HELD", "MAY_SERVE", "Standing", "Status", "standing_of"]

HELD = ("attended", "in-depth")
"""Outcomes of a supervision or refresher at which the trainee was there."""


class Status(StrEnum):
    """Where a trainee stands on a day."""

    IN_TRAINING = "in-training"
    ASSESSED = "assessed"
    PROBATION = "probation"
    CERTIFIED = "certified"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ERASED = "erased"

    @property
    def text(self) -> Text:
        """The status in words."""
        return _WORDS[self]

    @property
    def told(self) -> str:
        """The status in the trainer's language."""
        return pick(self.text, language())


MAY_SERVE = (Status.PROBATION, Status.CERTIFIED, Status.EXPIRING)
"""Who may serve today, under supervision."""
_WORDS: Mapping[Status, Text] = {
    Status.IN_TRAINING: {"id": "dalam pelatihan", "en": "in training"},
    Status.ASSESSED: {"id": "sudah diuji", "en": "assessed"},
    Status.PROBATION: {"id": "masa percobaan", "en": "probation"},
    Status.CERTIFIED: {"id": "bersertifikat", "en": "certified"},
    Status.EXPIRING: {"id": "segera berakhir", "en": "expiring"},
    Status.EXPIRED: {"id": "sudah berakhir", "en": "expired"},
    Status.SUSPENDED: {"id": "dijeda", "en": "suspended"},
    Status.REVOKED: {"id": "dicabut", "en": "revoked"},
    Status.ERASED: {"id": "dihapus", "en": "erased"},
}


@dataclass(frozen=True)
class Standing:
    """A status, the day since when, until when (a certificate's), why, and the entries that make it so."""

    status: Status
    since: str = ""
    until: str = ""
    reason: Text = field(default_factory=lambda: {"id": "", "en": ""})
    entries: tuple[int, ...] = ()

    @property
    def told(self) -> str:
        """The status, until when or why, in the trainer's language."""
        why = pick(self.reason, language()) or self.until
        return f"{self.status.told} ({why})" if why else self.status.told

    @property
    def next_told(self) -> str:
        """What to do next in the trainer's language, where there is nothing to decide; may be empty."""
        found = _NEXT.get(self.status)
        return pick(found, language()) if found else ""


@dataclass
class _Course:
    """How it went so far: the newest of each thing that matters."""

    was_observed: str = ""
    stage: Entry | None = None
    revoked: Entry | None = None
    paused: Entry | None = None
    withdrawn: dict[str, Entry] = field(default_factory=dict)
    missed: int = 0
    supervised: str = ""
    erased: Entry | None = None


def standing_of(entries: Iterable[Entry], today: date, limits: Mapping[str, Any]) -> Standing:
    """Return where a trainee stands on `today`; `limits` is the part `standing` of the rule of certification.

    `entries` are all of one trainee's that count, in any order; those of later days are left out.
    """
    day, went = today.isoformat(), _Course()
    for entry in sorted(entries, key=lambda entry: (entry.on_day, entry.number)):
        if entry.on_day <= day and (took := _TAKES.get(entry.kind)):
            took(went, entry, limits)
    if went.erased:
        return _standing(Status.ERASED, went.erased, "", {"id": "nama dihapus", "en": "name erased"})
    if went.revoked:
        return _standing(Status.REVOKED, went.revoked, "", {"id": "dicabut", "en": "revoked"})
    until = went.stage.until_day if went.stage else ""
    if until and day > until:
        return Standing(Status.EXPIRED, until, until)
    for paused in (went.paused, *went.withdrawn.values()):
        if paused:
            return _standing(Status.SUSPENDED, paused, until, _PAUSED[paused.kind])
    if went.stage is None:
        status = Status.ASSESSED if went.was_observed else Status.IN_TRAINING
        return Standing(status, went.was_observed)
    unsupervised = (today - date.fromisoformat(went.supervised)).days
    if unsupervised > limits["at_most_days"]:
        told = {"id": f"{unsupervised} hari tanpa supervisi", "en": f"{unsupervised} days without supervision"}
        return _standing(Status.SUSPENDED, went.stage, until, told)
    if not until:
        return _standing(Status.PROBATION, went.stage, "")
    days_left = (date.fromisoformat(until) - today).days
    status = Status.EXPIRING if days_left <= max(limits["remind_days"]) else Status.CERTIFIED
    return _standing(status, went.stage, until)


def _standing(status: Status, entry: Entry, until: str, reason: Text | None = None) -> Standing:
    return Standing(status, entry.on_day, until, reason or {"id": "", "en": ""}, (entry.number,))


def _decision(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    if entry.about in ("probation", "certificate", "renewal") and entry.outcome == "passed":
        went.stage = entry
        went.supervised = max(went.supervised, entry.on_day)


def _rating(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    went.was_observed = went.was_observed or entry.on_day


def _supervision(went: _Course, entry: Entry, limits: Mapping[str, Any]) -> None:
    if entry.outcome in HELD:
        went.supervised, went.missed = max(went.supervised, entry.on_day), 0
        return
    went.missed += 1 if went.stage else 0
    if went.missed > limits["at_most_missed"] and not went.paused:
        went.paused = entry


def _pause(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    went.paused = entry
    if entry.outcome == "erased":
        went.erased = entry


def _consent(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    """Without consent of a parent, or their own assent, nobody serves; given again, it lifts no other pause."""
    went.withdrawn = {name: one for name, one in went.withdrawn.items() if name != entry.kind}
    if entry.outcome == "withdrawn":
        went.withdrawn[entry.kind] = entry


def _revocation(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    went.revoked = entry


def _return(went: _Course, entry: Entry, _limits: Mapping[str, Any]) -> None:
    """Whoever comes back is supervised from that day on; after a revocation they begin anew."""
    if went.revoked:
        went.stage, went.was_observed = None, ""
    went.paused = went.revoked = None
    went.missed, went.supervised = 0, max(went.supervised, entry.on_day)


_TAKES = {
    "decision": _decision,
    "consent": _consent,
    "assent": _consent,
    "rating": _rating,
    "supervision": _supervision,
    "suspension": _pause,
    "leave": _pause,
    "incident": _pause,
    "revocation": _revocation,
    "return": _return,
}
_PAUSED: Mapping[str, Text] = {
    "supervision": {"id": "supervisi terlewat berturut-turut", "en": "supervision missed in a row"},
    "suspension": {"id": "dijeda oleh pembina", "en": "paused by the supervisor"},
    "leave": {"id": "tidak lagi di sekolah ini", "en": "left this school"},
    "incident": {"id": "ada kejadian yang perlu ditangani", "en": "an incident has to be dealt with"},
    "consent": {"id": "izin orang tua ditarik", "en": "consent of a parent withdrawn"},
    "assent": {"id": "kesediaan ditarik", "en": "assent withdrawn"},
}
_ON_DUTY: Text = {"id": "Bertugas, dengan supervisi tiap dua minggu.", "en": "Serves, supervised every two weeks."}
_NEXT: Mapping[Status, Text] = {
    Status.PROBATION: _ON_DUTY,
    Status.CERTIFIED: _ON_DUTY,
    Status.EXPIRING: _ON_DUTY,
    Status.SUSPENDED: {
        "id": "Tidak bertugas. Selesaikan dulu alasan jedanya bersama pembina, lalu catat: sebaya log return.",
        "en": "Does not serve. Settle the reason with the supervisor first, then record it: sebaya log return.",
    },
    Status.REVOKED: {"id": "Peran lain, dengan hormat.", "en": "Another role, with dignity."},
}
