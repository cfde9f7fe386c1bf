"""What may be reported of trainees, as data: kinds, outcomes, further fields, reasons, and the words for them.

Decisions, ratings, calibrations and second marks are not reported: they come from where they are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.text import Text

__all__ = ["FIELDS", "KINDS", "STRIKES", "WORDS", "Kind", "recognised"]

FIELDS = ("count", "percent", "codes", "reason", "role")
"""What an entry may say beyond its outcome; all of it numbers and codes, so that no free text reaches an entry."""


@dataclass(frozen=True)
class Kind:
    """One kind of report. The first outcome is meant where none is given; `fields` maps a field to whether it must be.

    `reasons` are the codes that the field `reason` takes. `is_of_place`: it is of the class itself, of no trainee.
    `is_once_a_day`: a second, different one on the same day is a mistake.
    """

    name: Text
    outcomes: tuple[str, ...]
    fields: Mapping[str, bool]
    reasons: tuple[str, ...] = ()
    is_of_place: bool = False
    is_once_a_day: bool = False


KINDS: Mapping[str, Kind] = {
    "consent": Kind({"id": "izin orang tua", "en": "consent of a parent"}, ("given", "withdrawn"), {}),
    "assent": Kind({"id": "kesediaan sendiri", "en": "own assent"}, ("given", "withdrawn"), {}),
    "wellbeing": Kind({"id": "obrolan tentang keadaan diri", "en": "talk about wellbeing"}, ("held",), {}),
    "coaching": Kind({"id": "pendampingan", "en": "coaching"}, ("held",), {}),
    "supervision": Kind(
        {"id": "supervisi", "en": "supervision"}, ("attended", "missed", "in-depth"), {}, is_once_a_day=True
    ),
    "refresher": Kind({"id": "penyegaran", "en": "refresher"}, ("attended", "missed"), {}, is_once_a_day=True),
    "conversation": Kind({"id": "percakapan", "en": "conversation"}, ("held",), {"count": False}),
    "law-quiz": Kind({"id": "kuis hukum", "en": "law quiz"}, ("passed", "not-passed"), {"percent": True}),
    "incident": Kind({"id": "kejadian", "en": "incident"}, ("open",), {"codes": False}),
    "suspension": Kind(
        {"id": "jeda", "en": "suspension"},
        ("suspended",),
        {"reason": True},
        ("incident", "wellbeing", "own-wish", "no-supervision", "consent-withdrawn", "other"),
    ),
    "return": Kind(
        {"id": "kembali bertugas", "en": "return"},
        ("returned",),
        {"reason": True},
        ("settled", "well-again", "supervised-again", "begins-anew", "other"),
    ),
    "revocation": Kind(
        {"id": "pencabutan", "en": "revocation"},
        ("revoked",),
        {"reason": True},
        ("critical-harm", "repeated-harm", "role-misused", "other"),
    ),
    "leave": Kind(
        {"id": "keluar", "en": "leaving"},
        ("left",),
        {"reason": True},
        ("graduated", "moved", "own-wish", "other"),
    ),
    "safeguarding": Kind(
        {"id": "persetujuan perlindungan anak", "en": "safeguarding sign-off"}, ("signed", "refused"), {}
    ),
    "content-review": Kind(
        {"id": "tinjauan isi", "en": "review of the content"}, ("reviewed",), {"role": True}, is_of_place=True
    ),
}

STRIKES = ("typing-error", "wrong-person", "wrong-day", "wrong-outcome", "twice", "other")
"""Reasons of a correction."""

WORDS: Mapping[str, Text] = {
    "given": {"id": "diberikan", "en": "given"},
    "withdrawn": {"id": "ditarik", "en": "withdrawn"},
    "held": {"id": "sudah", "en": "held"},
    "attended": {"id": "hadir", "en": "attended"},
    "missed": {"id": "tidak hadir", "en": "missed"},
    "in-depth": {"id": "mendalam", "en": "in depth"},
    "passed": {"id": "lulus", "en": "passed"},
    "not-passed": {"id": "belum lulus", "en": "not passed"},
    "open": {"id": "terbuka", "en": "open"},
    "suspended": {"id": "dijeda", "en": "suspended"},
    "returned": {"id": "kembali", "en": "returned"},
    "revoked": {"id": "dicabut", "en": "revoked"},
    "left": {"id": "keluar", "en": "left"},
    "signed": {"id": "disetujui", "en": "signed"},
    "refused": {"id": "tidak disetujui", "en": "refused"},
    "reviewed": {"id": "ditinjau", "en": "reviewed"},
    "incident": {"id": "ada kejadian", "en": "an incident"},
    "wellbeing": {"id": "perlu istirahat", "en": "needs rest"},
    "own-wish": {"id": "keinginan sendiri", "en": "own wish"},
    "no-supervision": {"id": "tanpa supervisi", "en": "no supervision"},
    "consent-withdrawn": {"id": "izin ditarik", "en": "consent withdrawn"},
    "settled": {"id": "sudah diselesaikan", "en": "settled"},
    "well-again": {"id": "sudah pulih", "en": "well again"},
    "supervised-again": {"id": "kembali disupervisi", "en": "supervised again"},
    "begins-anew": {"id": "mulai dari awal", "en": "begins anew"},
    "critical-harm": {"id": "bahaya kritis", "en": "critical harm"},
    "repeated-harm": {"id": "bahaya berulang", "en": "repeated harm"},
    "role-misused": {"id": "peran disalahgunakan", "en": "role misused"},
    "graduated": {"id": "tamat", "en": "graduated"},
    "moved": {"id": "pindah", "en": "moved"},
    "other": {"id": "lainnya", "en": "other"},
    "typing-error": {"id": "salah ketik", "en": "typing error"},
    "wrong-person": {"id": "salah orang", "en": "wrong person"},
    "wrong-day": {"id": "salah tanggal", "en": "wrong day"},
    "wrong-outcome": {"id": "salah hasil", "en": "wrong outcome"},
    "twice": {"id": "tercatat dua kali", "en": "recorded twice"},
    "psikolog": {"id": "psikolog", "en": "psychologist"},
}


def recognised(typed: str, codes: tuple[str, ...]) -> str | None:
    """Return which of `codes` is meant: typed as it is, or as its word in either language. None when it is none."""
    wanted = " ".join(typed.casefold().replace("_", "-").split())
    for code in codes:
        if wanted in (code, *(word.casefold() for word in WORDS[code].values())):
            return code
    return None
