"""The Open Badges 3.0 credential as plain JSON data, before it is signed; names nobody.

Sources: Open Badges 3.0 (1EdTech), Verifiable Credentials Data Model 2.0 and Bitstring Status List 1.0 (W3C).
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from grader.content import content_root
from scenarios.text import Text

__all__ = ["CREDENTIALS_V2", "OPEN_BADGES", "Facts", "achievement", "credential_document", "name_commitment"]

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@dataclass(frozen=True)
class Facts:
    """What one credential says: ids are `urn:uuid:…`, `status_list` is the id of the list that its index is in.

    `name_hash` is the `name_commitment`; `achievement_id` the school's own address for the achievement, or "".
    """

    id: str
    subject: str
    issuer_name: str
    valid_from: date
    valid_until: date
    awarded: date
    name_hash: str
    status_list: str
    status_index: int
    achievement_id: str = ""


def credential_document(issuer: str, facts: Facts) -> dict[str, Any]:
    """Return the credential that `issuer` (a DID) gives; valid through the whole of its last day, in UTC."""
    index = str(facts.status_index)
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": facts.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": facts.issuer_name},
        "validFrom": f"{facts.valid_from}T00:00:00Z",
        "validUntil": f"{facts.valid_until}T23:59:59Z",
        "awardedDate": f"{facts.awarded}T00:00:00Z",
        "credentialSubject": {
            "id": facts.subject,
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": True, "identityHash": facts.name_hash, "identityType": "name"}
            ],
            "achievement": achievement(facts.achievement_id),
        },
        "credentialStatus": {
            "id": f"{facts.status_list}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index,
            "statusListCredential": facts.status_list,
        },
    }


def achievement(address: str = "") -> dict[str, Any]:
    """Return what the certificate attests, from `assessments/achievement.yaml`; a new dict at each call."""
    told = _achievement()
    return {
        "id": address or told["id"],
        "type": ["Achievement"],
        "name": f"{told['name']['id']} / {told['name']['en']}",
        "description": _both(told["description"]),
        "criteria": {"narrative": _both(told["criteria"])},
    }


def name_commitment(name: str, salt: bytes) -> str:
    """Return SHA-256 of a name with its salt in hex: whoever has both can see whether the name fits.

    The name is in NFC, with one space between its words, so that it fits however it was typed.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split()) + salt.hex()
    return f"sha256${hashlib.sha256(text.encode()).hexdigest()}"


@lru_cache(maxsize=1)
def _achievement() -> dict[str, Any]:
    path = content_root() / "assessments" / "achievement.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _both(text: Text) -> str:
    """Return Indonesian and English in one string: Open Badges has no place for more."""
    return f"{text['id']} {text['en']}"
