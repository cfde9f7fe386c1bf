"""What is published of credentials that no longer count: the W3C list of the revoked, and our own signed status.

Source: Bitstring Status List 1.0 (W3C). The list says which are revoked, no more; the status for the verify page has
the same bits, and since when others are suspended. Neither says why, or of whom.
"""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from grader.credential import base64url
from grader.credential.document import CREDENTIALS_V2
from grader.credential.issuer import Issuer
from grader.credential.vc_jwt import parse_jws, sign_jws

__all__ = ["SIZE", "STATUS", "Status", "decode_bits", "encode_bits", "read_status", "sign_status", "status_credential"]

SIZE = 131_072
"""Bits of the list: the least that the standard allows, so that an index gives nobody away."""
STATUS = "sebaya-status+jwt"
FRESH = timedelta(days=30)
_BYTES = SIZE // 8


@dataclass(frozen=True)
class Status:
    """Which places of the list are revoked, and since which day (YYYY-MM-DD) others are suspended.

    `as_of` is when this was so, of several classes in the oldest; `until` when it is too old to rely on. `used` are all
    places that have a credential.
    """

    revoked: frozenset[int] = frozenset()
    suspended: Mapping[int, str] = field(default_factory=dict)
    as_of: datetime | None = None
    until: datetime | None = None
    used: frozenset[int] = field(default=frozenset(), repr=False)

    def joined(self, other: "Status") -> "Status":
        """Return both in one, as of the earlier."""
        moments = [moment for moment in (self.as_of, other.as_of) if moment]
        return Status(
            self.revoked | other.revoked,
            {**self.suspended, **other.suspended},
            min(moments, default=None),
            used=self.used | other.used,
        )


def encode_bits(revoked: Iterable[int]) -> str:
    """Return the list of SIZE bits: GZIP in base64url behind u; index 0 is the most significant bit of byte 0."""
    bits = bytearray(_BYTES)
    for index in revoked:
        bits[index >> 3] |= 128 >> (index & 7)
    return "u" + base64url.encode(gzip.compress(bytes(bits), mtime=0))


def decode_bits(text: str) -> frozenset[int]:
    """Return which bits are set. Raises ValueError for a list of another form or size."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        bits = unpacker.decompress(base64url.decode(text.removeprefix("u")), _BYTES + 1)
    except zlib.error as fault:
        raise ValueError("damaged list") from fault
    if text[:1] != "u" or len(bits) != _BYTES or not unpacker.eof:
        raise ValueError("a list of another size")
    return frozenset(at * 8 + bit for at, byte in enumerate(bits) if byte for bit in range(8) if byte & (128 >> bit))


def status_credential(issuer: Issuer, status: Status, now: datetime | None = None) -> dict[str, Any]:
    """Return the list as a credential of the standard, not yet signed; good for 30 days, see `sign_status`."""
    moment = _whole(now)
    return {
        "@context": [CREDENTIALS_V2],
        "id": issuer.status_list,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer.did},
        "validFrom": _written(moment),
        "validUntil": _written(_until(status, moment)),
        "credentialSubject": {
            "id": f"{issuer.status_list}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_bits(status.revoked),
        },
    }


def sign_status(issuer: Issuer, status: Status, now: datetime | None = None) -> str:
    """Return `status.jwt` for the verify page; it is stale 30 days after the class seen longest ago was seen."""
    moment = _whole(now)
    payload = {
        "iss": issuer.did,
        "iat": int(moment.timestamp()),
        "exp": int(_until(status, moment).timestamp()),
        "list": encode_bits(status.revoked),
        "suspended": {str(index): day for index, day in sorted(status.suspended.items())},
    }
    return sign_jws(issuer, payload, STATUS)


def read_status(text: str) -> Status:
    """Return what a `status.jwt` says; its signature is not verified. Raises ValueError, KeyError or TypeError."""
    payload = parse_jws(text).payload
    as_of, until = (datetime.fromtimestamp(payload[name], UTC) for name in ("iat", "exp"))
    suspended = {int(index): str(day) for index, day in payload["suspended"].items()}
    return Status(decode_bits(payload["list"]), suspended, as_of, until)


def _until(status: Status, moment: datetime) -> datetime:
    return max(_whole(status.as_of or moment) + FRESH, moment + timedelta(seconds=1))


def _whole(now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
