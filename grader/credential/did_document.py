"""The document that a did:web leads to: the keys with which a school's credentials are checked by other programs.

Sources: did:web method (W3C CCG), Controlled Identifiers 1.0 (W3C): `JsonWebKey`, `Multikey`, `revoked`.
"""

from typing import Any

from grader.credential.issuer import Issuer
from grader.credential.signing_keys import EC, PublicKey

__all__ = ["did_document", "did_path"]

_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/jwk/v1",
    "https://w3id.org/security/multikey/v1",
]


def did_document(issuer: Issuer) -> dict[str, Any]:
    """Return it with all keys that the DID ever had, so that what they signed can be checked; empty for a did:key.

    A stolen key is marked, and vouches for nothing: who reads this alone cannot tell what a thief dated back.
    """
    did = issuer.did
    if not did_path(did):
        return {}
    keys = [key for key in issuer.keys if key.did == did]
    return {
        "@context": _CONTEXTS,
        "id": did,
        "verificationMethod": [{"id": key.kid, "controller": did, **_form(key)} for key in keys],
        "assertionMethod": [key.kid for key in keys if not key.revoked],
    }


def did_path(did: str) -> str:
    """Return where below the published folder the document of a DID belongs; "" for one that has none, as did:key.

    An address without a path has a folder of its own for it.
    """
    if not did.startswith("did:web:"):
        return ""
    return "did.json" if ":" in did.removeprefix("did:web:") else ".well-known/did.json"


def _form(key: PublicKey) -> dict[str, Any]:
    """Return a key in the form in which readers of what it signs look for it: a JWK for a JWT, else Multikey."""
    stolen = {"revoked": f"{key.revoked}T00:00:00Z"} if key.revoked else {}
    if key.kind == EC:
        return {"type": "JsonWebKey", "publicKeyJwk": dict(key.jwk), **stolen}
    return {"type": "Multikey", "publicKeyMultibase": key.multibase, **stolen}
