"""A second opinion on each new credential, by programs of other makers than those that signed it.

What is independent: PyJWT reads the JWT; Oxigraph (pyoxigraph, in Rust) reads the JSON-LD and makes RDFC-1.0 of it;
libsodium (PyNaCl) checks Ed25519. What is not: the arithmetic of ES256, which PyJWT takes from `cryptography`, and the
context files. Oxigraph drops a word that no context defines, as the standard says: here such a word gets an address
that gives it away, so that nothing is ever signed only in appearance.

Sources: VC Data Model 2.0, Securing VCs using JOSE and COSE, Data Integrity EdDSA Cryptosuites 1.0 (W3C), Open Badges
3.0 §8.2 (1EdTech).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from grader.credential import base64url
from grader.credential.pinned import pinned_context
from grader.faults import SebayaError
from scenarios.text import Text

__all__ = ["DisagreementError", "second_opinion"]

Keys = Mapping[str, Mapping[str, str]]
"""Public keys as JWK, by the id with which `kid` and `verificationMethod` name them."""

SUITE = "eddsa-rdfc-2022"
CLAIMS = frozenset({"iss", "jti", "sub", "nbf", "exp"})
UNDEFINED = "https://undefined.invalid/"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class DisagreementError(SebayaError):
    """A second program does not find a new credential sound; `reason` says why."""

    def __init__(self, credential: str, reason: Text) -> None:
        super().__init__(
            id=f"Kredensial {credential} tidak dikeluarkan: program pemeriksa kedua menolaknya ({reason['id']}). "
            "Ini kesalahan program, bukan kesalahan Anda. Jalankan sekali lagi; kalau terulang, laporkan.",
            en=f"Credential {credential} was not issued: a second checking program refuses it ({reason['en']}). "
            "This is a fault of the program, not yours. Run it again; if it happens again, report it.",
        )
        self.reason = reason


def second_opinion(jwt: str, document: Mapping[str, Any], keys: Keys) -> None:
    """Raise DisagreementError unless both forms of a credential are sound, and say the same.

    `jwt` is the VC-JWT (ES256), `document` the same credential with its proof (eddsa-rdfc-2022), `keys` the public
    keys of the issuer. Days are not looked at: a credential may begin tomorrow. Takes about 5 ms.
    """
    name = str(document.get("id"))
    try:
        _must_be_signed(document, keys)
        _must_be_the_same(_credential_of(jwt, keys), document)
    except _UnsoundError as fault:
        raise DisagreementError(name, fault.text) from fault
    except (AttributeError, KeyError, TypeError, ValueError, SyntaxError) as fault:
        raise DisagreementError(name, {"id": f"tidak terbaca: {fault}", "en": f"unreadable: {fault}"}) from fault


class _UnsoundError(Exception):
    def __init__(self, *, id: str, en: str) -> None:  # noqa: A002
        super().__init__(en)
        self.text: Text = {"id": id, "en": en}


def _credential_of(token: str, keys: Keys) -> dict[str, Any]:
    import jwt

    for part in token.split("."):
        base64url.decode(part)
    try:
        kid = jwt.get_unverified_header(token)["kid"]
        key = jwt.PyJWK(dict(keys[kid]), algorithm="ES256")
        said = jwt.decode(
            token,
            key,
            ["ES256"],
            options={"require": sorted(CLAIMS), "verify_exp": False, "verify_nbf": False},
            issuer=_did(kid),
        )
    except jwt.PyJWTError as fault:
        raise _UnsoundError(id=f"JWT: {fault}", en=f"JWT: {fault}") from fault
    credential = {name: value for name, value in said.items() if name not in CLAIMS}
    meant = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(credential["validFrom"]),
        "exp": _seconds(credential["validUntil"]),
    }
    if {name: said[name] for name in CLAIMS} != meant:
        raise _UnsoundError(id="klaim JWT berbeda dari isinya", en="the JWT's claims differ from what is in it")
    return credential


def _must_be_signed(document: Mapping[str, Any], keys: Keys) -> None:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    credential = {name: value for name, value in document.items() if name != "proof"}
    options = dict(document["proof"])
    value, method = options.pop("proofValue"), options["verificationMethod"]
    purpose = (options["type"], options["cryptosuite"], options["proofPurpose"])
    if purpose != ("DataIntegrityProof", SUITE, "assertionMethod") or _did(method) != credential["issuer"]["id"]:
        raise _UnsoundError(id="buktinya dari jenis atau penerbit lain", en="its proof is of another kind or issuer")
    options.setdefault("@context", credential["@context"])
    signed = hashlib.sha256(_canonical(options)).digest() + hashlib.sha256(_canonical(credential)).digest()
    try:
        VerifyKey(base64url.decode(keys[method]["x"])).verify(signed, _base58(value))
    except BadSignatureError as fault:
        raise _UnsoundError(
            id="tanda tangan dokumen tidak cocok", en="the document's signature does not fit"
        ) from fault


def _must_be_the_same(credential: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """Compare all but the proof and the issuer's id: with did:key each of the two keys is an issuer by its own name."""
    one, other = ({**form, "issuer": {**form["issuer"], "id": ""}} for form in (credential, document))
    other.pop("proof")
    if one != other:
        raise _UnsoundError(id="JWT dan dokumen tidak sama isinya", en="the JWT and the document do not say the same")


def _canonical(data: Mapping[str, Any]) -> bytes:
    """Return JSON-LD as canonical N-Quads (RDFC-1.0), its contexts put in by hand: Oxigraph loads nothing."""
    import pyoxigraph as ox

    contexts = [{"@vocab": UNDEFINED}, *(_context(url) for url in data["@context"])]
    quads = ox.parse(json.dumps({**data, "@context": contexts}), ox.RdfFormat.JSON_LD, base_iri=UNDEFINED)
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    if undefined := next((line for line in lines if f"<{UNDEFINED}" in line), ""):
        word = undefined.partition(f"<{UNDEFINED}")[2].partition(">")[0]
        raise _UnsoundError(id=f"kata “{word}” tidak didefinisikan", en=f"the word “{word}” is not defined")
    return "".join(lines).encode()


@cache
def _context(url: str) -> Any:
    return pinned_context(url)["@context"]


def _did(key: str) -> str:
    return key.partition("#")[0]


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _base58(text: str) -> bytes:
    """Return the bytes of a multibase text in base58-btc. Raises ValueError."""
    if text[:1] != "z":
        raise ValueError("not base58-btc")
    digits = text[1:]
    number = 0
    for sign in digits:
        number = number * 58 + _BASE58.index(sign)
    zeros = len(digits) - len(digits.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
