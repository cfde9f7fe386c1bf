"""Checks a credential in any of its forms against a list of trusted issuers, with no network.

In this order: can it be read, is the issuer listed, did the issuer's key sign it, does it say the same throughout, did
the key count on that day; then what the newest status says, and the days.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from grader.credential.data_integrity import is_proven_by
from grader.credential.document import CREDENTIALS_V2, OPEN_BADGES
from grader.credential.paper import read_paper
from grader.credential.signing_keys import EC, OKP
from grader.credential.status_list import SIZE
from grader.credential.strict_json import read_object
from grader.credential.trust import Listed, Trust
from grader.credential.vc_jwt import JWT, credential_of, is_signed_by, parse_jws
from grader.credential.verdict import Outcome, Verdict

__all__ = ["verify", "verify_document", "verify_jwt"]

_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_INDEX = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, LookupError)


def verify(text: str, trust: Trust, now: datetime | None = None) -> Verdict:
    """Return what a credential is worth `now` (with its time zone; None: now).

    `text` is a VC-JWT, the JSON of a document with its proof, or the text of a certificate's QR code.
    """
    text = text.strip().removeprefix("\ufeff")
    if text.startswith("{"):
        try:
            document = read_object(text)
        except ValueError as fault:
            return Verdict(Outcome.UNREADABLE, reason=str(fault))
        return verify_document(document, trust, now)
    if _JWT.fullmatch(text):
        return verify_jwt(text, trust, now)
    if "1." not in text:
        return Verdict(Outcome.UNREADABLE)
    try:
        return verify_jwt(read_paper(text).jwt, trust, now)
    except ValueError as fault:
        return Verdict(Outcome.CHANGED, reason=str(fault))


def verify_jwt(text: str, trust: Trust, now: datetime | None = None) -> Verdict:
    """Return what a VC-JWT is worth."""
    try:
        jws = parse_jws(text)
        issuer = trust.issuer(jws.payload["iss"])
        if issuer is None:
            return Verdict(Outcome.UNLISTED)
        kid = jws.header["kid"]
        key = issuer.keys.get(kid)
        if key is None or key.kind != EC or key.did != jws.payload["iss"]:
            return Verdict(Outcome.KEY, issuer.name)
        if not is_signed_by(jws, key.jwk, JWT):
            return Verdict(Outcome.CHANGED, issuer.name, reason="signature")
        return _judged(credential_of(jws), issuer, kid, now)
    except _FAULTS as fault:
        return Verdict(Outcome.CHANGED, reason=str(fault))


def verify_document(document: Mapping[str, Any], trust: Trust, now: datetime | None = None) -> Verdict:
    """Return what a document with a Data Integrity proof is worth."""
    if "proof" not in document or "issuer" not in document:
        return Verdict(Outcome.UNREADABLE)
    try:
        did, proof = document["issuer"]["id"], document["proof"]
        issuer = trust.issuer(did)
        if issuer is None:
            return Verdict(Outcome.UNLISTED)
        kid = proof["verificationMethod"]
        key = issuer.keys.get(kid)
        if key is None or key.kind != OKP or key.did != did:
            return Verdict(Outcome.KEY, issuer.name)
        is_ours = document["@context"] == [CREDENTIALS_V2, OPEN_BADGES] and proof["created"] == document["validFrom"]
        if not is_ours or not is_proven_by(document, key.jwk):
            return Verdict(Outcome.CHANGED, issuer.name, reason="signature")
        return _judged(document, issuer, kid, now)
    except _FAULTS as fault:
        return Verdict(Outcome.CHANGED, reason=str(fault))


def _judged(credential: Mapping[str, Any], issuer: Listed, kid: str, now: datetime | None) -> Verdict:
    """Return what a credential that was signed is worth. Raises one of _FAULTS where it says what it may not."""
    begins, ends = (datetime.fromisoformat(credential[name]) for name in ("validFrom", "validUntil"))
    index, at = _index(credential["credentialStatus"]), now or datetime.now(UTC)
    if {"VerifiableCredential", "OpenBadgeCredential"} - set(credential["type"]) or begins > ends:
        raise ValueError("no credential")
    if not issuer.keys[kid].counts_on(begins.astimezone(UTC).date().isoformat()):
        return Verdict(Outcome.KEY, issuer.name)
    status = issuer.status
    since = status.suspended.get(index, "") if status else ""
    if status and index in status.revoked:
        outcome = Outcome.REVOKED
    elif at > ends:
        outcome = Outcome.EXPIRED
    elif since:
        outcome = Outcome.SUSPENDED
    else:
        outcome = Outcome.EARLY if at < begins else Outcome.VALID
    return Verdict(
        outcome,
        issuer.name,
        begins.date(),
        ends.date(),
        since,
        as_of=status.as_of.date() if status and status.as_of else None,
        is_stale=bool(status and status.until and at > status.until),
    )


def _index(status: Mapping[str, Any]) -> int:
    """Return the place in the status list. Raises ValueError where there is none of the kind that we publish."""
    index = status["statusListIndex"]
    if (status["type"], status["statusPurpose"]) != ("BitstringStatusListEntry", "revocation"):
        raise ValueError("a status of another kind")
    if not _INDEX.fullmatch(index) or int(index) >= SIZE:
        raise ValueError("no place of the status list")
    return int(index)
