"""A credential with a Data Integrity proof, cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0).

What is signed is SHA-256 of the canonical proof options ‖ SHA-256 of the canonical document, each as N-Quads of
RDFC-1.0. PyLD leaves out in silence what no context defines: here such a word is given an address that gives it away.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import base58
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from grader.credential import base64url
from grader.credential.issuer import Issuer
from grader.credential.pinned import pinned_context
from grader.credential.signing_keys import OKP

__all__ = ["canonical", "is_proven_by", "prove"]

SUITE = "eddsa-rdfc-2022"
PURPOSE = "assertionMethod"
UNDEFINED = "https://undefined.invalid/"
"""What a word or address becomes that no context defines."""
_OPTIONS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose"}


def prove(issuer: Issuer, credential: Mapping[str, Any], created: str) -> dict[str, Any]:
    """Return the credential with a proof of `created` (a moment), its issuer named by the DID of the key that proves.

    Raises ValueError when it has a word that no context defines.
    """
    key = issuer.key(OKP)
    document = {**credential, "issuer": {**credential["issuer"], "id": key.did}}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": key.kid,
        "proofPurpose": PURPOSE,
    }
    signature = issuer.sign(OKP, _digest(document, options))
    return {**document, "proof": {**options, "proofValue": "z" + base58.b58encode(signature).decode("ascii")}}


def is_proven_by(document: Mapping[str, Any], jwk: Mapping[str, str]) -> bool:
    """Whether the key made the proof of a document. Raises ValueError, KeyError or TypeError where it has none."""
    options = dict(document["proof"])
    value = options.pop("proofValue")
    if set(options) != _OPTIONS or (options["type"], options["cryptosuite"]) != ("DataIntegrityProof", SUITE):
        raise ValueError("a proof of another kind")
    if options["proofPurpose"] != PURPOSE or value[:1] != "z":
        raise ValueError("a proof for another purpose")
    unproven = {name: part for name, part in document.items() if name != "proof"}
    try:
        public = Ed25519PublicKey.from_public_bytes(base64url.decode(jwk["x"]))
        public.verify(base58.b58decode(value[1:]), _digest(unproven, options))
    except InvalidSignature:
        return False
    return True


def canonical(data: Mapping[str, Any]) -> str:
    """Return JSON-LD as canonical N-Quads (RDFC-1.0). Raises ValueError for what no pinned context defines."""
    from pyld import jsonld

    if any(name.startswith("@") for name in _names({**data, "@context": ""}) if name != "@context"):
        raise ValueError("a keyword of JSON-LD in place of its word")
    contexts = [{"@vocab": UNDEFINED}, *data["@context"]]
    options = {**_options(), "base": UNDEFINED, "format": "application/n-quads", "algorithm": "URDNA2015"}
    try:
        quads: str = jsonld.normalize({**data, "@context": contexts}, options)
    except jsonld.JsonLdError as fault:
        raise ValueError(f"not JSON-LD that we know: {fault.type}") from fault
    if UNDEFINED in quads:
        word = quads.partition(UNDEFINED)[2].partition(">")[0]
        raise ValueError(f"no context defines “{word}”")
    return quads


def _digest(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    parts = ({**options, "@context": document["@context"]}, document)
    return b"".join(hashlib.sha256(canonical(part).encode()).digest() for part in parts)


def _names(data: Any) -> list[str]:
    if isinstance(data, Mapping):
        return [*map(str, data), *(name for value in data.values() for name in _names(value))]
    return [name for value in data for name in _names(value)] if isinstance(data, list) else []


@cache
def _options() -> dict[str, Any]:
    """Return PyLD's options: our files alone, and contexts worked out once."""
    from pyld import jsonld

    def load(url: str, _options: Any) -> dict[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": pinned_context(url),
            "contentType": "application/ld+json",
        }

    resolver = jsonld.ContextResolver({}, load)
    return {"documentLoader": load, "contextResolver": resolver}
