"""A second program agrees with what was soundly signed, and with nothing else."""

import base64
import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import base58
import pytest
from pyld import jsonld

from grader.credential.data_integrity import prove
from grader.credential.document import Facts, credential_document, name_commitment
from grader.credential.issuer import Issuer
from grader.credential.making import make_issuer
from grader.credential.pinned import pinned_context
from grader.credential.second_opinion import DisagreementError, second_opinion
from grader.credential.signing_keys import OKP
from grader.credential.vc_jwt import sign_jwt

DAY = date(2026, 1, 5)
MOMENT = f"{DAY}T00:00:00Z"
ADDRESSES = {"did:web": "https://smp.example/sebaya", "did:key": ""}
Document = dict[str, Any]


@pytest.fixture(scope="module", params=ADDRESSES)
def issuer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return make_issuer(
        tmp_path_factory.mktemp("issuer") / "keys", "SMP Contoh", ADDRESSES[request.param], today=str(DAY)
    )


@pytest.fixture
def credential(issuer: Issuer) -> Document:
    facts = Facts(
        id="urn:uuid:6f9b2f0e-2f6b-4a57-8f0c-3a1d9f2d7c11",
        subject="urn:uuid:0b1a7d5a-6f0e-4e43-9a38-1f6c2d0e9b22",
        issuer_name=issuer.name,
        valid_from=DAY,
        valid_until=date(2027, 1, 4),
        awarded=DAY,
        name_hash=name_commitment("Sari", bytes(16)),
        status_list=issuer.status_list,
        status_index=7,
    )
    return credential_document(issuer.did, facts)


def ask(issuer: Issuer, jwt: str, document: Document) -> None:
    second_opinion(jwt, document, {key.kid: key.jwk for key in issuer.keys})


def proven_carelessly(issuer: Issuer, credential: Document) -> Document:
    """A proof made as PyLD makes it by itself: what no context defines is left out without a word."""

    def load(url: str, _options: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": pinned_context(url)}

    def digest(data: Document) -> bytes:
        options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
        return hashlib.sha256(jsonld.normalize(data, options).encode()).digest()

    proof = deepcopy(prove(issuer, sound(credential), MOMENT)["proof"])
    del proof["proofValue"]
    document = {**credential, "issuer": {**credential["issuer"], "id": issuer.key(OKP).did}}
    signature = issuer.sign(OKP, digest({**proof, "@context": credential["@context"]}) + digest(document))
    return {**document, "proof": {**proof, "proofValue": "z" + base58.b58encode(signature).decode()}}


def sound(credential: Document) -> Document:
    return {name: value for name, value in credential.items() if name != "favouriteColour"}


def test_what_was_soundly_signed_is_agreed_with(issuer: Issuer, credential: Document) -> None:
    ask(issuer, sign_jwt(issuer, credential), prove(issuer, credential, MOMENT))
    ask(issuer, sign_jwt(issuer, credential), proven_carelessly(issuer, credential))


def test_a_word_that_no_context_defines_is_found_though_the_signature_fits(
    issuer: Issuer, credential: Document
) -> None:
    credential["favouriteColour"] = "biru"
    with pytest.raises(DisagreementError, match="favouriteColour"):
        ask(issuer, sign_jwt(issuer, credential), proven_carelessly(issuer, credential))


def test_both_forms_must_say_the_same(issuer: Issuer, credential: Document) -> None:
    other = deepcopy(credential)
    other["validUntil"] = "2028-01-04T23:59:59Z"
    with pytest.raises(DisagreementError, match="tidak sama"):
        ask(issuer, sign_jwt(issuer, other), prove(issuer, credential, MOMENT))


def later(document: Document) -> None:
    document["validUntil"] = "2030-01-01T00:00:00Z"


def another_purpose(document: Document) -> None:
    document["proof"]["proofPurpose"] = "authentication"


def another_moment(document: Document) -> None:
    document["proof"]["created"] = "2026-01-06T00:00:00Z"


def another_alphabet(document: Document) -> None:
    document["proof"]["proofValue"] = "m" + document["proof"]["proofValue"][1:]


def a_foreign_context(document: Document) -> None:
    document["@context"].append("https://example.org/context.json")


def no_proof(document: Document) -> None:
    del document["proof"]


@pytest.mark.parametrize(
    "change", [later, another_purpose, another_moment, another_alphabet, a_foreign_context, no_proof]
)
def test_a_changed_document_is_refused(
    change: Callable[[Document], None], issuer: Issuer, credential: Document
) -> None:
    document = deepcopy(prove(issuer, credential, MOMENT))
    change(document)
    with pytest.raises(DisagreementError):
        ask(issuer, sign_jwt(issuer, credential), document)


def test_a_jwt_that_was_changed_or_is_of_another_issuer_is_refused(
    issuer: Issuer, credential: Document, tmp_path: Path
) -> None:
    document, jwt = prove(issuer, credential, MOMENT), sign_jwt(issuer, credential)
    liar = make_issuer(tmp_path / "keys", issuer.name, issuer.url, today=str(DAY))
    header, payload, signature = jwt.split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
    claims = sign_jwt(issuer, {**credential, "id": "urn:uuid:00000000-0000-4000-8000-000000000000"})
    others = [
        sign_jwt(liar, credential),
        f"{none}.{payload}.",
        f"{header}.{payload}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}",
        f"{header}.{payload}.{signature[:9]} {signature[9:]}",
        claims,
    ]
    for other in others:
        with pytest.raises(DisagreementError):
            ask(issuer, other, document)
    ask(issuer, jwt, document)
