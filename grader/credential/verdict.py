"""What a check of a credential found, and how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from grader.faults import language
from scenarios.text import Text, pick

__all__ = ["Outcome", "Verdict"]


class Outcome(StrEnum):
    """What a credential is worth today."""

    VALID = "valid"
    EARLY = "early"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    UNLISTED = "unlisted"
    KEY = "key"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """What was found; names nobody. `issuer` is the name in the verifier's own list, never the credential's.

    `as_of` is the day of the status that was used, None where there is none; `is_stale` where it is too old to rely on.
    `reason` says more to whoever looks closely.
    """

    outcome: Outcome
    issuer: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    since: str = ""
    as_of: date | None = None
    is_stale: bool = False
    reason: str = ""

    @property
    def is_good(self) -> bool:
        """Whether one may rely on it: valid, by a status that is known and fresh."""
        return self.outcome is Outcome.VALID and self.as_of is not None and not self.is_stale

    @property
    def told(self) -> str:
        """The verdict in the reader's language, one thing a line."""
        facts = {"issuer": self.issuer, "from": self.valid_from, "until": self.valid_until, "since": self.since}
        lines = [_WORDS[self.outcome]]
        if self.outcome in _WITH_STATUS:
            stale = _NO_STATUS if self.as_of is None else _STALE if self.is_stale else None
            lines += [_AS_OF] if self.as_of else []
            lines += [stale] if stale else []
        return "\n".join(pick(line, language()).format(**facts, as_of=self.as_of) for line in lines)


_WITH_STATUS = (Outcome.VALID, Outcome.SUSPENDED, Outcome.REVOKED)
_WORDS: Mapping[Outcome, Text] = {
    Outcome.VALID: {
        "id": "Berlaku: dari {issuer}, {from} sampai {until}.",
        "en": "Valid: from {issuer}, {from} until {until}.",
    },
    Outcome.EARLY: {"id": "Belum berlaku: mulai {from}.", "en": "Not valid yet: from {from} on."},
    Outcome.EXPIRED: {"id": "Sudah berakhir pada {until}.", "en": "Expired on {until}."},
    Outcome.REVOKED: {"id": "Dicabut oleh {issuer}.", "en": "Revoked by {issuer}."},
    Outcome.SUSPENDED: {
        "id": "Dijeda oleh {issuer} sejak {since}; pemegangnya tidak bertugas untuk sementara.",
        "en": "Suspended by {issuer} since {since}; its holder does not serve for now.",
    },
    Outcome.UNLISTED: {
        "id": "Bukan dari penerbit yang terdaftar. Tanyakan langsung kepada sekolahnya.",
        "en": "Not from a listed issuer. Ask the school itself.",
    },
    Outcome.KEY: {
        "id": "Ditandatangani dengan kunci yang tidak berlaku bagi {issuer} pada tanggal itu. Minta sertifikat baru.",
        "en": "Signed with a key that did not count for {issuer} on that day. Ask for a new certificate.",
    },
    Outcome.CHANGED: {
        "id": "Isinya sudah diubah, atau rusak. Jangan diandalkan; minta aslinya.",
        "en": "It was changed, or is damaged. Do not rely on it; ask for the original.",
    },
    Outcome.UNREADABLE: {
        "id": "Ini bukan kredensial Sebaya yang bisa dibaca. Coba berkas atau teks yang lengkap.",
        "en": "This is no credential of Sebaya that can be read. Try the whole file or text.",
    },
}
_AS_OF: Text = {"id": "Keadaan per {as_of}.", "en": "Status as of {as_of}."}
_STALE: Text = {
    "id": "Daftar itu sudah terlalu lama; tanyakan keadaan hari ini kepada sekolahnya.",
    "en": "That list is too old; ask the school how it is today.",
}
_NO_STATUS: Text = {
    "id": "Tidak ada daftar pencabutan; tanyakan kepada sekolahnya apakah masih berlaku.",
    "en": "There is no list of what was revoked; ask the school whether it still counts.",
}
