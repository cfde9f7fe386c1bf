"""The two kinds of key that an issuer signs with, P-256 (ES256) and Ed25519, and the forms in which they are known.

Sources: RFC 7517, 7518, 7638 and 8037 (JWK and its thumbprint), Multikey (W3C Controlled Identifiers 1.0), did:key
(W3C CCG). PKCS#8 PEM, encrypted where there is a passphrase.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import base58
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from grader.credential import base64url

__all__ = ["EC", "OKP", "PrivateKey", "PublicKey", "from_pem", "new_key", "public_jwk", "to_pem"]

PrivateKey = ec.EllipticCurvePrivateKey | Ed25519PrivateKey
EC, OKP = "EC", "OKP"
"""The kinds of key as a JWK names them: P-256 signs the JWT, Ed25519 the document."""
_MULTICODEC = {EC: b"\x80\x24", OKP: b"\xed\x01"}
COORDINATE = 32


@dataclass(frozen=True)
class PublicKey:
    """A key as anybody may know it: its id `kid` is of the DID `did`, `pair` says with which it was made.

    Days are YYYY-MM-DD, in UTC: it signs from `since` until `until` (empty: still); what it signed on the day
    `revoked` or later does not count, because it was stolen (empty: it was not).
    """

    kid: str
    did: str
    jwk: Mapping[str, str]
    pair: int
    since: str
    until: str = ""
    revoked: str = ""

    @property
    def kind(self) -> str:
        """EC or OKP."""
        return self.jwk["kty"]

    @property
    def thumbprint(self) -> str:
        """SHA-256 of the JWK in hex, cut to 16 signs: names the file of the private key."""
        return _thumbprint(self.jwk)

    @property
    def short(self) -> str:
        """The eight signs by which a person calls the key."""
        return self.thumbprint[:8]

    @property
    def multibase(self) -> str:
        """The key as Multikey."""
        return _multibase(self.jwk)

    def counts_on(self, day: str) -> bool:
        """Whether what is dated `day` may have been signed with it."""
        is_stolen = bool(self.revoked) and day >= self.revoked
        return self.since <= day and (not self.until or day <= self.until) and not is_stolen

    def ended(self, day: str) -> "PublicKey":
        """Return the key, signing no longer after `day`; one that ended before stays as it is."""
        return self if self.until else replace(self, until=day)

    def to_json(self) -> dict[str, Any]:
        """Return it as `issuer.json` and the verify page have it: days that mean nothing are null."""
        days = {"from": self.since, "until": self.until or None, "revoked": self.revoked or None}
        return {"kid": self.kid, "jwk": dict(self.jwk), "pair": self.pair, **days}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PublicKey":
        """Return the key that `to_json` wrote. Raises KeyError when something is missing."""
        kid, days = data["kid"], (data["from"], data["until"] or "", data["revoked"] or "")
        return cls(kid, kid.partition("#")[0], data["jwk"], data.get("pair", 0), *days)

    @classmethod
    def made(cls, private: PrivateKey, did: str, pair: int, since: str) -> "PublicKey":
        """Return the public part of a new key; without a `did` it is its own: did:key."""
        jwk = public_jwk(private)
        if did:
            return cls(f"{did}#{_thumbprint(jwk)[:8]}", did, jwk, pair, since)
        name = _multibase(jwk)
        return cls(f"did:key:{name}#{name}", f"did:key:{name}", jwk, pair, since)


def new_key(kind: str) -> PrivateKey:
    """Return a new private key of a kind."""
    return ec.generate_private_key(ec.SECP256R1()) if kind == EC else Ed25519PrivateKey.generate()


def to_pem(key: PrivateKey, passphrase: str) -> bytes:
    """Return a private key as PKCS#8 PEM, encrypted unless the passphrase is empty."""
    lock = forms.BestAvailableEncryption(passphrase.encode()) if passphrase else forms.NoEncryption()
    return key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, lock)


def from_pem(pem: bytes, passphrase: str) -> PrivateKey:
    """Return the private key of a PEM. Raises ValueError for a wrong passphrase or damage, TypeError for none."""
    locked = b"ENCRYPTED" in pem
    key = forms.load_pem_private_key(pem, passphrase.encode() if locked and passphrase else None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | Ed25519PrivateKey):
        raise ValueError("a key of another kind")
    return key


def public_jwk(key: PrivateKey) -> dict[str, str]:
    """Return the public part of a key as JWK."""
    public = key.public_key()
    if isinstance(public, Ed25519PublicKey):
        return {"kty": OKP, "crv": "Ed25519", "x": base64url.encode(public.public_bytes_raw())}
    numbers = public.public_numbers()
    x, y = (base64url.encode(number.to_bytes(COORDINATE, "big")) for number in (numbers.x, numbers.y))
    return {"kty": EC, "crv": "P-256", "x": x, "y": y}


def _multibase(jwk: Mapping[str, str]) -> str:
    content = base64url.decode(jwk["x"])
    if jwk["kty"] == EC:  # compressed point: 2 for an even y, 3 for an odd one
        content = bytes([2 + (base64url.decode(jwk["y"])[-1] & 1)]) + content
    return "z" + base58.b58encode(_MULTICODEC[jwk["kty"]] + content).decode("ascii")


def _thumbprint(jwk: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:16]
