"""A credential as VC-JWT: a compact JWS with ES256, whose payload is the credential and its registered claims.

Sources: Open Badges 3.0 §8.2 (1EdTech), RFC 7515 and RFC 7519.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.credential import base64url
from grader.credential.issuer import Issuer
from grader.credential.signing_keys import EC
from grader.credential.strict_json import compact, read_object

__all__ = ["JWT", "Jws", "claims_of", "credential_of", "is_signed_by", "parse_jws", "sign_jws", "sign_jwt"]

JWT = "JWT"
CLAIMS = ("iss", "jti", "sub", "nbf", "exp")
SIGNATURE = 64


@dataclass(frozen=True)
class Jws:
    """A compact JWS taken apart; nothing of it is verified."""

    text: str
    header: Mapping[str, Any]
    payload: Mapping[str, Any]


def sign_jwt(issuer: Issuer, credential: Mapping[str, Any]) -> str:
    """Return a credential, whose issuer is the DID of `issuer`, as VC-JWT."""
    return sign_jws(issuer, {**credential, **claims_of(credential)}, JWT)


def sign_jws(issuer: Issuer, payload: Mapping[str, Any], kind: str) -> str:
    """Return a compact JWS (ES256) with the `typ` `kind`."""
    header = {"alg": "ES256", "kid": issuer.key(EC).kid, "typ": kind}
    content = f"{base64url.encode(compact(header))}.{base64url.encode(compact(payload))}"
    return f"{content}.{base64url.encode(issuer.sign(EC, content.encode()))}"


def claims_of(credential: Mapping[str, Any]) -> dict[str, Any]:
    """Return the registered claims that say what is in the credential. Raises ValueError, KeyError for no days."""
    return {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        **({"sub": subject} if (subject := credential["credentialSubject"].get("id")) else {}),
        "nbf": _seconds(credential["validFrom"]),
        "exp": _seconds(credential["validUntil"]),
    }


def parse_jws(text: str) -> Jws:
    """Take a compact JWS apart. Raises ValueError for more or fewer than three parts, each in its one spelling."""
    parts = text.split(".")
    if len(parts) != 3:
        raise ValueError("not three parts")
    header, payload, signature = map(base64url.decode, parts)
    if len(signature) != SIGNATURE:
        raise ValueError("no signature of ES256")
    return Jws(text, read_object(header), read_object(payload))


def is_signed_by(jws: Jws, jwk: Mapping[str, str], kind: str) -> bool:
    """Whether the key signed it as a JWS of this kind; header fields that we do not know are refused."""
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey
    from joserfc.jws import deserialize_compact

    if set(jws.header) != {"alg", "kid", "typ"} or jws.header["alg"] != "ES256" or jws.header["typ"] != kind:
        return False
    try:
        deserialize_compact(jws.text, ECKey.import_key(dict(jwk)), algorithms=["ES256"])
    except (JoseError, ValueError):
        return False
    return True


def credential_of(jws: Jws) -> dict[str, Any]:
    """Return the credential in a JWT. Raises ValueError or KeyError where its claims do not say what it says."""
    credential = {name: value for name, value in jws.payload.items() if name not in CLAIMS}
    claims = {name: jws.payload[name] for name in CLAIMS if name in jws.payload}
    meant = claims_of(credential)
    if claims != meant or any(type(claims[name]) is not int for name in ("nbf", "exp")):
        raise ValueError("the claims differ from the credential")
    return credential


def _seconds(moment: str) -> int:
    at = datetime.fromisoformat(moment)
    if at.tzinfo is None or at.microsecond:
        raise ValueError("not a moment in whole seconds")
    return int(at.timestamp())
