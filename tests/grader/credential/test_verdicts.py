"""Verdicts: what our own check says of sound, changed, old, foreign and taken-back credentials, in each form."""

import json
import random
import shutil
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from certified_class import TODAY, UNTIL

from grader.course import Course
from grader.credential import base64url
from grader.credential.data_integrity import canonical, is_proven_by, prove
from grader.credential.document import OPEN_BADGES
from grader.credential.given import credential_in, read_given
from grader.credential.issue import issue
from grader.credential.issuer import Issuer
from grader.credential.making import make_issuer
from grader.credential.paper import paper_text, read_paper
from grader.credential.pinned import CONTEXTS, PINNED, pinned_context
from grader.credential.record import Credential
from grader.credential.signing_keys import OKP
from grader.credential.status_list import SIZE, Status, decode_bits, encode_bits, sign_status, status_credential
from grader.credential.trust import Trust, listed_of
from grader.credential.vc_jwt import sign_jws, sign_jwt
from grader.credential.verdict import Outcome
from grader.credential.verify import verify
from grader.faults import SebayaError

FORMS = ("jwt", "document", "paper")
SIGNS = string.ascii_letters + string.digits + '-_.:/ "{}é'


class School:
    """An issuer and one credential in its three forms."""

    def __init__(self, folder: Path, certified: Path) -> None:
        course = Course(Path(shutil.copytree(certified, folder / "kelas")))
        self.issuer: Issuer = make_issuer(folder / "penerbit", "SMP Contoh", today=TODAY.isoformat())
        self.credential: Credential = issue(course, today=TODAY)[0]
        self.forms = {
            "jwt": self.credential.jwt,
            "document": json.dumps(self.credential.document, ensure_ascii=False),
            "paper": paper_text(course, self.credential, "Sari Dewi"),
        }

    def trust(self, status: Status | None = None) -> Trust:
        return Trust((listed_of(self.issuer.public, status),))

    @property
    def unsigned(self) -> dict[str, Any]:
        """The credential as the JWT's issuer would sign it."""
        document = {name: value for name, value in self.credential.document.items() if name != "proof"}
        return {**document, "issuer": {**document["issuer"], "id": self.issuer.did}}


@pytest.fixture(scope="module")
def school(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> School:
    folder = tmp_path_factory.mktemp("sekolah")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEBAYA_ISSUER", str(folder / "penerbit"))
        return School(folder, certified)


@pytest.fixture(scope="module")
def other_school(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> School:
    folder = tmp_path_factory.mktemp("sekolah-lain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEBAYA_ISSUER", str(folder / "penerbit"))
        return School(folder, certified)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def status(**changes: Any) -> Status:
    return Status(**{"as_of": noon(TODAY), "until": noon(TODAY) + timedelta(days=30), **changes})


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_credential_is_valid_in_each_form_and_says_as_of_when(school: School, form: str) -> None:
    verdict = verify(school.forms[form], school.trust(status()), noon(TODAY))
    assert verdict.is_good
    assert (verdict.issuer, verdict.valid_until, verdict.as_of) == ("SMP Contoh", UNTIL, TODAY)
    assert "SMP Contoh" in verdict.told
    assert TODAY.isoformat() in verdict.told


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("day", "changes", "outcome"),
    [
        (UNTIL, {}, Outcome.VALID),
        (UNTIL + timedelta(days=1), {}, Outcome.EXPIRED),
        (TODAY - timedelta(days=1), {}, Outcome.EARLY),
        (TODAY, {"is_revoked": True}, Outcome.REVOKED),
        (UNTIL + timedelta(days=1), {"is_revoked": True}, Outcome.REVOKED),
        (TODAY, {"since": "2026-01-30"}, Outcome.SUSPENDED),
        (UNTIL + timedelta(days=1), {"since": "2026-01-30"}, Outcome.EXPIRED),
    ],
)
def test_days_and_status_decide(
    school: School, form: str, day: date, changes: dict[str, Any], outcome: Outcome
) -> None:
    index = school.credential.status_index
    found = status(
        revoked=frozenset([index] if changes.get("is_revoked") else [index ^ 1]),
        suspended={index: changes["since"]} if "since" in changes else {},
    )
    verdict = verify(school.forms[form], school.trust(found), noon(day))
    assert verdict.outcome is outcome
    if outcome is Outcome.SUSPENDED:
        assert "2026-01-30" in verdict.told


def test_an_old_list_and_no_list_say_so(school: School) -> None:
    stale = verify(school.forms["jwt"], school.trust(status()), noon(TODAY) + timedelta(days=31))
    unknown = verify(school.forms["jwt"], school.trust(), noon(TODAY))
    assert (stale.outcome, unknown.outcome) == (Outcome.VALID, Outcome.VALID)
    assert not stale.is_good
    assert not unknown.is_good
    assert "terlalu lama" in stale.told
    assert "Tidak ada daftar" in unknown.told


@pytest.mark.parametrize("form", FORMS)
def test_a_foreign_issuer_is_not_listed(school: School, other_school: School, form: str) -> None:
    assert verify(other_school.forms[form], school.trust(), noon(TODAY)).outcome is Outcome.UNLISTED
    assert verify(school.forms[form], Trust(), noon(TODAY)).outcome is Outcome.UNLISTED


def test_whoever_takes_the_name_of_a_listed_issuer_is_found_out(school: School, other_school: School) -> None:
    forger = replace(
        other_school.issuer,
        keys=school.issuer.keys,
        private={
            key.kid: private
            for key, private in zip(school.issuer.keys, other_school.issuer.private.values(), strict=True)
        },
    )
    credential = school.unsigned
    for forged in (sign_jwt(forger, credential), json.dumps(prove(forger, credential, credential["validFrom"]))):
        assert verify(forged, school.trust(), noon(TODAY)).outcome is Outcome.CHANGED


@pytest.mark.parametrize("form", ["jwt", "document"])
def test_no_change_of_one_character_is_accepted(school: School, form: str) -> None:
    rng = random.Random(form)  # noqa: S311 (the same changes each time)
    text, trust = school.forms[form], school.trust()
    accepted = []
    for _ in range(200):
        at, sign = rng.randrange(len(text)), rng.choice(SIGNS)
        changed = text[:at] + sign + text[at + rng.randrange(2) :]
        if (
            changed != text
            and not _is_same(form, changed, text)
            and verify(changed, trust, noon(TODAY)).outcome is Outcome.VALID
        ):
            accepted.append(changed)
    assert not accepted


def _is_same(form: str, changed: str, text: str) -> bool:
    """Whether a change is of white space alone, around a JWT or between the words of JSON."""
    if form == "jwt":
        return changed.strip() == text
    try:
        return bool(json.loads(changed) == json.loads(text))
    except ValueError:
        return False


def test_no_change_in_what_paper_carries_of_the_credential_is_accepted(school: School) -> None:
    rng = random.Random(7)  # noqa: S311 (the same changes each time)
    text, trust = school.forms["paper"], school.trust()
    begin = text.index("1.") + 2 + 22  # behind the salt, which is the name's
    for _ in range(300):
        at, sign = rng.randrange(begin, len(text)), rng.choice(string.ascii_letters + string.digits + "-_")
        changed = text[:at] + sign + text[at + 1 :]
        if verify(changed, trust, noon(TODAY)).outcome is Outcome.VALID:
            assert read_paper(changed).jwt == school.credential.jwt  # only the bits that fill up the last byte


@pytest.mark.parametrize(
    "change",
    [
        {"validUntil": "2036-01-01T23:59:59Z"},
        {"id": "urn:uuid:7a1f6a5e-0000-4000-8000-000000000000"},
        {"issuer": {"id": "did:web:lain.sch.id"}},
        {"credentialSubject": {}},
        {"credentialStatus": {}},
        {"type": ["VerifiableCredential"]},
    ],
)
def test_a_signed_credential_that_contradicts_its_claims_or_lacks_something_is_refused(
    school: School, change: dict[str, Any]
) -> None:
    payload = {**json.loads(base64url.decode(school.credential.jwt.split(".")[1])), **change}
    found = verify(sign_jws(school.issuer, payload, "JWT"), school.trust(), noon(TODAY))
    assert found.outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    "change", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "EdDSA"}, {"typ": "sebaya-status+jwt"}, {"crit": ["b64"]}]
)
def test_another_algorithm_or_type_is_refused(school: School, change: dict[str, Any]) -> None:
    header, *rest = school.credential.jwt.split(".")
    header = base64url.encode(json.dumps({**json.loads(base64url.decode(header)), **change}).encode())
    assert verify(".".join([header, *rest]), school.trust(), noon(TODAY)).outcome is Outcome.CHANGED


def test_a_status_list_is_no_certificate(school: School) -> None:
    listed = status_credential(school.issuer, status(), noon(TODAY))
    for text in (sign_status(school.issuer, status()), sign_jwt(school.issuer, listed)):
        assert verify(text, school.trust(), noon(TODAY)).outcome is Outcome.CHANGED
    proven = prove(school.issuer, listed, listed["validFrom"])
    assert is_proven_by(proven, school.issuer.key(OKP).jwk)
    assert verify(json.dumps(proven), school.trust(), noon(TODAY)).outcome is Outcome.CHANGED


@pytest.mark.parametrize("more", [".x", ".", "A", "=", "\n.\n"])
def test_more_than_three_parts_and_loose_spelling_are_refused(school: School, more: str) -> None:
    found = verify(school.credential.jwt + more, school.trust(), noon(TODAY))
    assert found.outcome in (Outcome.CHANGED, Outcome.UNREADABLE)


@pytest.mark.parametrize(
    "text", ["", "halo", "{}", "[1]", '{"proof": 1, "issuer": 2}', "https://x.id/#1.", "SEBAYA:1.AA"]
)
def test_other_texts_are_told_as_such(school: School, text: str) -> None:
    found = verify(text, school.trust(), noon(TODAY))
    assert found.outcome in (Outcome.CHANGED, Outcome.UNREADABLE)
    assert found.told


def test_a_word_that_stands_twice_is_refused(school: School) -> None:
    text = school.forms["document"]
    doubled = text.replace('"validUntil"', '"validUntil": "2036-01-01T23:59:59Z", "validUntil"', 1)
    assert verify(doubled, school.trust(), noon(TODAY)).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(
    "change",
    [{"grade": "A"}, {"@id": "urn:x"}, {"evidence": {"siapa": "x"}}, {"type": ["VerifiableCredential", "Entah"]}],
)
def test_nothing_is_signed_that_no_context_defines(school: School, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"defines|keyword"):
        prove(school.issuer, {**school.unsigned, **change}, school.unsigned["validFrom"])


def test_words_that_no_context_defines_are_refused_in_what_is_read(school: School) -> None:
    document = {**school.credential.document, "grade": "A"}
    assert verify(json.dumps(document), school.trust(), noon(TODAY)).outcome is Outcome.CHANGED


def test_contexts_are_those_that_were_pinned_and_no_other_is_read(tmp_path: Path) -> None:
    assert all("@context" in pinned_context(url) for url in PINNED)
    with pytest.raises(ValueError, match="not JSON-LD that we know"):
        canonical({"@context": ["https://example.org/a"], "type": "X"})
    name = PINNED[OPEN_BADGES][0]
    (tmp_path / name).write_bytes((CONTEXTS / name).read_bytes() + b"\n")
    with pytest.raises(ValueError, match="changed"):
        pinned_context(OPEN_BADGES, tmp_path)


def test_contexts_in_another_order_are_refused(school: School) -> None:
    document = {**school.credential.document}
    document["@context"] = document["@context"][::-1]
    assert verify(json.dumps(document), school.trust(), noon(TODAY)).outcome is Outcome.CHANGED


@pytest.mark.parametrize("indexes", [set(), {0}, {7, 8, SIZE - 1}])
def test_the_list_says_which_are_revoked_and_no_more(indexes: set[int]) -> None:
    assert decode_bits(encode_bits(indexes)) == indexes


def test_index_0_is_the_first_bit() -> None:
    assert encode_bits([]).startswith("uH4sI")
    assert len(decode_bits(encode_bits(range(SIZE)))) == SIZE
    with pytest.raises(ValueError, match=r"size|damaged"):
        decode_bits(encode_bits([0])[:40])


def test_the_newest_sound_list_of_an_issuer_counts(school: School, other_school: School) -> None:
    index, day = school.credential.status_index, noon(TODAY)
    older = sign_status(school.issuer, Status(frozenset([index])), day)
    newer = sign_status(school.issuer, Status(suspended={index: "2026-01-29"}), day + timedelta(days=1))
    foreign = sign_status(other_school.issuer, Status(frozenset([index])), day + timedelta(days=2))
    body = newer.rpartition(".")[0]
    trust = Trust.from_json({"issuers": [school.issuer.public], "statuses": [newer, older, foreign, f"{body}.AA", "x"]})
    verdict = verify(school.forms["jwt"], trust, day + timedelta(days=1))
    assert (verdict.outcome, verdict.since) == (Outcome.SUSPENDED, "2026-01-29")
    assert verify(school.forms["jwt"], trust, day + timedelta(days=40)).is_stale


@pytest.mark.parametrize("lay", [str, lambda text: f"  {text}\n", lambda text: f"\ufeff{text}"])
def test_a_file_with_a_credential_is_read(school: School, tmp_path: Path, lay: Callable[[str], str]) -> None:
    (tmp_path / "kredensial.jwt").write_text(lay(school.forms["jwt"]), encoding="utf-8")
    given = read_given(str(tmp_path / "kredensial.jwt"))
    assert verify(given, school.trust(), noon(TODAY)).outcome is Outcome.VALID
    assert read_given(school.forms["paper"]) == school.forms["paper"]


def test_a_pdf_without_a_credential_says_what_to_do() -> None:
    with pytest.raises(SebayaError, match="QR"):
        credential_in(b"%PDF-1.7\nstream\nhalo\nendstream", "a.pdf")
