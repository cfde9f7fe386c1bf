"""Issuing: who gets a credential and when, what it never says, and which credentials no longer count."""

import hashlib
import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from certified_class import DECIDED, NAMES, PLACE, TODAY, UNTIL, certified_class, day, happened, record
from dossiers import stage

from grader.course import Course
from grader.credential import base64url
from grader.credential.class_status import class_status, kept_status
from grader.credential.deflated import DICTIONARY, LARGEST, deflate, inflate
from grader.credential.document import achievement, name_commitment
from grader.credential.issue import issue
from grader.credential.issuer import read_issuer
from grader.credential.making import make_issuer
from grader.credential.paper import SCHEME, paper_text, read_paper
from grader.credential.record import KIND, Credential
from grader.credential.second_opinion import DisagreementError
from grader.credential.status import credentials_of, issued
from grader.credential.status_list import Status
from grader.faults import SebayaError
from grader.log.recording import correct
from grader.register import register_of
from grader.register.backup import backup, restore
from grader.register.chain import verify
from grader.register.exchange import export_register, import_register
from grader.register.people import TRAINEE, Person, erase_person, write_people
from grader.register.store import Register

STOOD = (happened("supervision", 14, "attended"), happened("supervision", 28, "attended"))


def of(credentials: list[Credential], code: str) -> Credential:
    return next(one for one in credentials if one.trainee == code)


def now_status(course: Course, today: date = TODAY) -> Status:
    return class_status(course, read_issuer(), today)


def test_the_certified_get_a_credential_and_others_none(course: Course) -> None:
    done: list[tuple[int, int]] = []
    made = issue(course, lambda *told: done.append(told), TODAY)
    assert [one.trainee for one in made] == ["P01", "P02"]
    assert done == [(1, 2), (2, 2)]
    assert {(one.stage, one.valid_from, one.valid_until, one.awarded) for one in made} == {
        ("certificate", TODAY, UNTIL, day(0))
    }
    assert credentials_of(course) == made
    assert [entry.outcome for entry in register_of(course).entries(kind=KIND)] == ["issued"] * 2


def test_issuing_again_adds_nothing(course: Course) -> None:
    made = issue(course, today=TODAY)
    head = register_of(course).head
    assert issue(course, today=TODAY + timedelta(days=3)) == made
    assert register_of(course).head == head


def test_a_credential_names_nobody(course: Course) -> None:
    for one in issue(course, today=TODAY):
        for said in (one.document, json.loads(base64url.decode(one.jwt.split(".")[1]))):
            told = json.dumps({**said, "proof": "", "iss": "", "issuer": said["issuer"]["name"]}, ensure_ascii=False)
            assert not [word for word in (one.trainee, "8A", PLACE, '"T2"') if word in told]
            assert not [word for word in NAMES[one.trainee].split() if word.lower() in told.lower()]
        assert one.document["issuer"]["name"] == "SMP Contoh"


def test_two_credentials_share_nothing_that_links_them(course: Course) -> None:
    one, other = issue(course, today=TODAY)
    assert one.id != other.id
    assert one.document["credentialSubject"]["id"] != other.document["credentialSubject"]["id"]
    assert one.status_index != other.status_index
    assert one.name_hash != other.name_hash


def test_no_grade_and_no_result_is_published_and_the_wording_is_the_curriculums(course: Course) -> None:
    subject = issue(course, today=TODAY)[0].document["credentialSubject"]
    assert "result" not in subject
    assert "bukan konselor, psikolog, atau layanan darurat." in subject["achievement"]["description"]
    assert "Pendukung sebaya di bawah supervisi" in subject["achievement"]["description"]


@pytest.mark.parametrize(
    "changed",
    [happened("suspension", 1, "suspended"), happened("revocation", 1, "revoked"), happened("leave", 1, "left")],
)
def test_who_may_not_serve_gets_none_and_keeps_what_was_issued(course: Course, changed: object) -> None:
    record(course, "P01", changed)  # type: ignore[arg-type]
    assert [one.trainee for one in issue(course, today=TODAY)] == ["P02"]
    before = issue(course, today=TODAY)
    record(course, "P02", changed)
    assert issue(course, today=TODAY) == before


def test_an_expired_certificate_gets_none(course: Course) -> None:
    record(course, "P01", happened("supervision", 365, "attended"))
    assert issue(course, today=UNTIL + timedelta(days=1)) == []


def test_a_renewal_gets_a_credential_of_its_own_and_the_old_one_stays(course: Course) -> None:
    before = issue(course, today=TODAY)
    record(course, "P01", stage("renewal", DECIDED + 2, until=DECIDED + 367))
    after = issue(course, today=TODAY)
    assert of(after, "P01").stage == "renewal"
    assert of(after, "P01").id != of(before, "P01").id
    assert of(after, "P02") == of(before, "P02")
    assert now_status(course).revoked == frozenset()


def test_a_corrected_name_gets_a_new_credential_for_its_paper(course: Course) -> None:
    old = of(issue(course, today=TODAY), "P01")
    write_people(register_of(course), [Person(PLACE, "P01", TRAINEE, "Sari Dewi Ayu", "8A", "T2")])
    with pytest.raises(SebayaError, match="nama lain"):
        paper_text(course, old, "Sari Dewi Ayu")
    new = of(issue(course, today=TODAY), "P01")
    assert new.id != old.id
    assert paper_text(course, new, "Sari Dewi Ayu")


@pytest.mark.parametrize(
    ("kind", "outcome", "since"),
    [("suspension", "suspended", 1), ("leave", "left", 1), ("incident", "open", 1), ("assent", "withdrawn", 1)],
)
def test_who_is_suspended_is_published_so_since_that_day(course: Course, kind: str, outcome: str, since: int) -> None:
    one = of(issue(course, today=TODAY), "P01")
    record(course, "P01", happened(kind, since, outcome))
    found = now_status(course)
    assert found.suspended == {one.status_index: day(since).isoformat()}
    assert found.revoked == frozenset()


def test_missing_supervision_suspends_from_the_first_day_on_which_it_was_missing(course: Course) -> None:
    made = issue(course, today=TODAY)
    record(course, "P01", *STOOD)
    assert now_status(course, day(28)).suspended == {}
    found = now_status(course, day(40))
    assert found.suspended == {of(made, "P02").status_index: day(29).isoformat()}


def test_a_return_ends_a_suspension(course: Course) -> None:
    issue(course, today=TODAY)
    record(course, "P01", happened("suspension", 1, "suspended"), happened("return", 3, "returned"))
    assert now_status(course).suspended == {}


def test_whoever_was_revoked_and_begins_anew_has_a_new_credential_and_the_old_one_stays_revoked(course: Course) -> None:
    old = of(issue(course, today=TODAY), "P01")
    record(course, "P01", happened("revocation", 1, "revoked"))
    assert now_status(course).revoked == {old.status_index}
    record(course, "P01", happened("return", 2, "returned"), stage("probation", DECIDED + 3))
    record(course, "P01", stage("certificate", DECIDED + 4, until=DECIDED + 369))
    new = of(issue(course, today=TODAY), "P01")
    assert new.id != old.id
    assert now_status(course).revoked == {old.status_index}


def test_a_decision_or_a_revocation_that_is_struck_does_not_count(course: Course) -> None:
    made = issue(course, today=TODAY)
    (revoked,) = record(course, "P01", happened("revocation", 1, "revoked"))
    correct(course, revoked.number, "wrong-person")
    assert now_status(course).revoked == frozenset()
    register_of(course).append(
        replace(happened("correction", 1, "struck"), place=PLACE, person="P02", about=str(of(made, "P02").decision))
    )
    assert now_status(course).revoked == {of(made, "P02").status_index}


def test_a_credential_that_is_struck_is_revoked_and_issued_anew(course: Course) -> None:
    old = of(issue(course, today=TODAY), "P01")
    correct(course, old.number, "other")
    new = of(issue(course, today=TODAY), "P01")
    assert new.id != old.id
    assert now_status(course).revoked == {old.status_index}


def test_the_credential_of_somebody_erased_is_revoked_and_stays_on_record(course: Course) -> None:
    one = of(issue(course, today=TODAY), "P01")
    erase_person(register_of(course), PLACE, "P01")
    record(course, "P01", happened("leave", 1, "erased"))
    assert now_status(course).revoked == {one.status_index}
    assert of(credentials_of(course), "P01") == one
    assert not verify(register_of(course))
    assert issue(course, today=TODAY) == [of(issued(course), "P02"), one][::-1]


def test_classes_of_one_issuer_share_one_list_and_none_forgets_the_other(course: Course, tmp_path: Path) -> None:
    other = certified_class(tmp_path / "kelas-9b", "SMP Contoh 9B", "9b")
    mine, theirs = issue(course, today=TODAY), issue(other, today=TODAY)
    assert read_issuer().name == "SMP Contoh"
    register_of(other).append(replace(happened("revocation", 1, "revoked"), place="9b", person="P01"))
    revoked = {of(theirs, "P01").status_index}
    assert now_status(course).revoked == revoked
    shutil.rmtree(other.root)
    found = now_status(course)
    assert found.revoked == revoked
    assert found.used == {one.status_index for one in (*mine, *theirs)}
    assert kept_status(read_issuer(), TODAY).revoked == revoked


def test_a_class_that_was_not_seen_for_long_makes_the_whole_list_as_old(course: Course, tmp_path: Path) -> None:
    other = certified_class(tmp_path / "kelas-9b", "SMP Contoh 9B", "9b")
    issue(other, today=TODAY)
    seen = now_status(other).as_of
    shutil.rmtree(other.root)
    issue(course, today=TODAY)
    assert now_status(course).as_of == seen
    assert now_status(course, UNTIL + timedelta(days=1)).as_of != seen


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_credentials_survive_export_and_import(course: Course, tmp_path: Path, form: str) -> None:
    made = issue(course, today=TODAY)
    export_register(register_of(course), tmp_path / f"register.{form}")
    copy = Register(f"sqlite:///{tmp_path / 'lain.db'}")
    import_register(copy, tmp_path / f"register.{form}")
    assert [Credential.from_entry(entry) for entry in copy.entries(kind=KIND)] == made
    assert not verify(copy)


def test_credentials_survive_backup_and_restore(course: Course, tmp_path: Path) -> None:
    made = issue(course, today=TODAY)
    backup(register_of(course), tmp_path / "cadangan.json.gz")
    copy = Register(f"sqlite:///{tmp_path / 'lain.db'}")
    restore(copy, tmp_path / "cadangan.json.gz")
    assert [Credential.from_entry(entry) for entry in copy.entries(kind=KIND)] == made


@pytest.mark.parametrize("url", ["", "https://smp.sch.id/sebaya"])
def test_paper_carries_the_whole_credential_and_a_name_that_can_be_tried(
    course: Course, issuer_place: Path, url: str
) -> None:
    make_issuer(issuer_place, "SMP Contoh", url)
    one = of(issue(course, today=TODAY), "P01")
    text = paper_text(course, one, "Sari Dewi")
    assert text.startswith(f"{url}/verify.html#1." if url else f"{SCHEME}1.")
    assert len(text) < 560
    paper = read_paper(f"  {text[:50]}\n{text[50:]} ")
    assert paper.jwt == one.jwt
    assert name_commitment(" Sari  Dewi ", paper.salt) == one.name_hash
    assert name_commitment("Sari Dewo", paper.salt) != one.name_hash


def test_a_name_fits_however_its_signs_are_put_together() -> None:
    assert name_commitment("Zoë", b"garam") == name_commitment("Zoe\u0308", b"garam")


def test_the_first_dictionary_never_changes() -> None:
    digest = hashlib.sha256(DICTIONARY.read_bytes()).hexdigest()
    assert digest == "572714731c739b8b38ddcc99763f8c928d017d70ed09692d050c65db5723117f"


def test_the_dictionary_knows_the_words_that_all_credentials_share() -> None:
    words = json.dumps(achievement(), ensure_ascii=False, separators=(",", ":")).encode()
    assert len(deflate(words)) < 30


@pytest.mark.parametrize("content", [b"", b"x" * LARGEST, bytes(range(256))])
def test_what_is_packed_is_unpacked(content: bytes) -> None:
    assert inflate(deflate(content)) == content


@pytest.mark.parametrize(
    "packed", [b"", b"\xff", deflate(b"x" * (LARGEST + 1)), deflate(b"halo") + b"x", deflate(b"halo")[:-1]]
)
def test_what_is_damaged_cut_off_or_too_large_is_not_unpacked(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"damaged|cut off"):
        inflate(packed)


def test_what_only_the_other_makers_program_finds_wrong_is_not_issued(course: Course, issuer_place: Path) -> None:
    """A control sign in the school's name: PyLD, which signs and checks for us, does not escape it as RDFC-1.0 says."""
    make_issuer(issuer_place, "SMA Satu", today=TODAY.isoformat())
    public = issuer_place / "issuer.json"
    public.write_text(public.read_text(encoding="utf-8").replace("SMA Satu", "SMA\\u000bSatu"), encoding="utf-8")
    before = register_of(course).head

    with pytest.raises(DisagreementError):
        issue(course, today=TODAY)
    assert register_of(course).head == before
