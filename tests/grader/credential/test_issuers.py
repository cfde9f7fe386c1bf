"""Issuers: keys of their own, outside what is copied, and what happens when they change, are stolen or lost."""

import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from certified_class import TODAY, named_class

from grader.course import Course
from grader.credential.address import did_web, plain_address
from grader.credential.did_document import did_document, did_path
from grader.credential.issue import issue
from grader.credential.issuer import Issuer, KeysLostError, PassphraseNeededError, open_issuer, read_issuer
from grader.credential.making import make_issuer, rotate, school_of, stolen, take_public
from grader.credential.safekeeping import back_up, restore
from grader.credential.signing_keys import EC, OKP
from grader.credential.trust import Trust, listed_of
from grader.credential.verdict import Outcome
from grader.credential.verify import verify
from grader.faults import SebayaError

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rules of its own")
URL = "https://smp.sch.id/sebaya"
START = TODAY.isoformat()


def outcome(text: str, issuer: Issuer) -> Outcome:
    now = datetime.combine(TODAY, datetime.min.time(), UTC)
    return verify(text, Trust((listed_of(issuer.public),)), now).outcome


def test_the_first_use_makes_keys_that_only_their_owner_can_read(course: Course, issuer_place: Path) -> None:
    issuer = read_issuer(course)
    assert read_issuer() == issuer
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in issuer_place.glob("*.pem")}
    assert len(modes) == 3
    if os.name == "posix":
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(issuer_place.stat().st_mode) == 0o700


def test_what_is_public_holds_no_secret(issuer_place: Path) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh")
    public = (issuer_place / "issuer.json").read_text()
    assert '"d"' not in public
    assert issuer.salt_secret.hex() not in public
    assert "salt" not in repr(issuer)


@pytest.mark.parametrize("inside", ["kelas/penerbit", "kelas"])
def test_keys_never_lie_in_a_class_folder(course: Course, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEBAYA_ISSUER", str(course.root.parent / inside))
    with pytest.raises(SebayaError, match="SEBAYA_ISSUER"):
        read_issuer(course)


def test_keys_never_lie_in_the_program_itself(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEBAYA_ISSUER", str(Path(__file__).parent / "penerbit"))
    with pytest.raises(SebayaError, match="SEBAYA_ISSUER"):
        read_issuer(course)


@posix
@pytest.mark.parametrize("loose", ["", "salt.pem"])
def test_keys_that_others_can_read_are_refused(issuer_place: Path, loose: str) -> None:
    make_issuer(issuer_place, "SMP Contoh")
    (issuer_place / loose).chmod(0o750 if not loose else 0o640)
    with pytest.raises(SebayaError, match="chmod"):
        read_issuer()


def test_a_passphrase_locks_all_keys(issuer_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh", passphrase="kopi tubruk")
    assert all("ENCRYPTED" in path.read_text() for path in issuer_place.glob("*.pem"))
    for wrong in ("", "teh manis"):
        with pytest.raises(PassphraseNeededError):
            read_issuer(passphrase=wrong)
    monkeypatch.setenv("SEBAYA_PASSPHRASE", "kopi tubruk")
    assert read_issuer().salt("x") == issuer.salt("x")


def test_without_an_address_each_key_is_its_own_did_key(issuer_place: Path) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh")
    assert issuer.did.startswith("did:key:zDn")
    assert issuer.key(OKP).did.startswith("did:key:z6Mk")
    assert issuer.public["also"] == [issuer.key(OKP).did]
    assert did_document(issuer) == {}


def test_with_an_address_the_did_is_the_address(issuer_place: Path) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh", URL + "/")
    assert issuer.did == issuer.key(OKP).did == "did:web:smp.sch.id:sebaya"
    assert issuer.verify_page == f"{URL}/verify.html"
    assert did_path(issuer.did) == "did.json"


@pytest.mark.parametrize(
    ("url", "did", "path"),
    [
        ("https://SMP.sch.id", "did:web:smp.sch.id", ".well-known/did.json"),
        ("https://smp.sch.id:8443/a/b/", "did:web:smp.sch.id%3A8443:a:b", "did.json"),
    ],
)
def test_an_address_becomes_a_did_web(url: str, did: str, path: str) -> None:
    assert did_web(plain_address(url)) == did
    assert did_path(did) == path


@pytest.mark.parametrize(
    "url", ["http://smp.sch.id", "smp.sch.id", "https://a b.id", "https://x@y.id", "https://y.id/?a"]
)
def test_another_kind_of_address_is_refused(url: str, issuer_place: Path) -> None:
    with pytest.raises(SebayaError, match="https://"):
        make_issuer(issuer_place, "SMP Contoh", url)
    assert not (issuer_place / "issuer.json").exists()


@pytest.mark.parametrize(
    ("name", "school"),
    [
        ("SMP Contoh 8A", "SMP Contoh"),
        ("SMAN 1 Blitar XI IPA 2", "SMAN 1 Blitar"),
        ("SMAN 1 Blitar kelas X-3", "SMAN 1 Blitar"),
        ("SMK Bitung 10-B", "SMK Bitung"),
        ("SMPN 7", "SMPN 7"),
        ("SMP Negeri 9 Malang", "SMP Negeri 9 Malang"),
    ],
)
def test_the_issuer_is_the_school_and_not_the_class(tmp_path: Path, name: str, school: str) -> None:
    assert school_of(named_class(tmp_path / "lain", name)) == school


@pytest.mark.parametrize("sign", ["\x0b", "\x7f", "\x01", "\n", "\u200b"])
def test_a_name_pasted_with_control_signs_is_issued_without_them(course: Course, issuer_place: Path, sign: str) -> None:
    """A canonical form escapes them, and PyLD's does not: others would refuse what was signed."""
    made = make_issuer(issuer_place, f"SMA{sign}Satu ", today=START)
    assert made.name == "SMA Satu"
    assert rotate(issuer_place, name=f"SMA{sign}Dua", today=START).name == "SMA Dua"
    assert issue(course, today=TODAY)


def test_the_school_may_be_named_in_the_class_folder(tmp_path: Path) -> None:
    assert school_of(named_class(tmp_path / "lain", "8A", school="SMP Contoh")) == "SMP Contoh"


@pytest.mark.parametrize("url", ["", URL])
def test_after_a_rotation_old_credentials_stay_valid_and_new_ones_have_the_new_key(
    course: Course, issuer_place: Path, url: str
) -> None:
    make_issuer(issuer_place, "SMP Contoh", url, today=START)
    old = issue(course, today=TODAY)
    issuer = rotate(issuer_place, today=START)
    assert issue(course, today=TODAY) == old
    assert {outcome(one.jwt, issuer) for one in old} == {Outcome.VALID}
    assert issuer.key(EC).kid not in {one.key for one in old}
    assert len(list(issuer_place.glob("*.pem"))) == 3


def test_an_old_key_signs_nothing_after_its_end(course: Course, issuer_place: Path) -> None:
    make_issuer(issuer_place, "SMP Contoh", today=START)
    (one, _) = issue(course, today=TODAY)
    issuer = rotate(issuer_place, today=START)
    ended = [replace(key, until="2026-01-01") if key.until else key for key in issuer.keys]
    assert outcome(one.jwt, replace(issuer, keys=tuple(ended))) is Outcome.KEY


@pytest.mark.parametrize("since", ["", START])
def test_what_a_stolen_key_signed_since_is_issued_anew(course: Course, issuer_place: Path, since: str) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh", URL, today=START)
    old = issue(course, today=TODAY)
    issuer = stolen(issuer_place, issuer.key(EC).short, since, today=START)
    new = issue(course, today=TODAY)
    assert {one.id for one in old}.isdisjoint(one.id for one in new)
    assert {outcome(one.jwt, issuer) for one in old} == {Outcome.KEY}
    assert {outcome(one.jwt, issuer) for one in new} == {Outcome.VALID}
    methods = did_document(issuer)
    assert [method["id"] for method in methods["verificationMethod"] if "revoked" in method] == [
        key.kid for key in issuer.keys if key.revoked
    ]
    assert methods["assertionMethod"] == [key.kid for key in issuer.keys if not key.revoked]


def test_what_a_key_signed_before_it_was_stolen_still_counts(course: Course, issuer_place: Path) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh", today=START)
    old = issue(course, today=TODAY)
    issuer = stolen(issuer_place, issuer.key(OKP).kid, "2026-03-01", today="2026-03-10")
    assert all(key.revoked == "2026-03-01" for key in issuer.keys[:2])
    assert issue(course, today=TODAY) == old
    assert {outcome(one.jwt, issuer) for one in old} == {Outcome.VALID}


def test_a_theft_told_twice_is_never_made_smaller(issuer_place: Path) -> None:
    kid = make_issuer(issuer_place, "SMP Contoh", today="2026-01-01").key(EC).kid
    stolen(issuer_place, kid, "2026-02-01")
    assert stolen(issuer_place, kid, "2026-03-01").keys[0].revoked == "2026-02-01"
    with pytest.raises(SebayaError, match="tidak-ada"):
        stolen(issuer_place, "tidak-ada")


def test_lost_keys_are_made_anew_and_old_credentials_stay_valid(course: Course, issuer_place: Path) -> None:
    make_issuer(issuer_place, "SMP Contoh", URL, today=START)
    old = issue(course, today=TODAY)
    for path in issuer_place.glob("*.pem"):
        path.unlink()
    with pytest.raises(KeysLostError, match="rotate"):
        read_issuer(course)
    with pytest.raises(KeysLostError):
        rotate(issuer_place, today=START)
    issuer = rotate(issuer_place, today=START, is_lost=True)
    assert {outcome(one.jwt, issuer) for one in old} == {Outcome.VALID}
    new = issue(course, today=TODAY)
    assert {one.id for one in new}.isdisjoint(one.id for one in old)  # the salts went with the keys


def test_what_was_published_is_enough_to_go_on_after_everything_was_lost(
    course: Course, issuer_place: Path, tmp_path: Path
) -> None:
    make_issuer(issuer_place, "SMP Contoh", URL, today=START)
    (one, _) = issue(course, today=TODAY)
    shutil.copy(issuer_place / "issuer.json", tmp_path / "issuer.json")
    shutil.rmtree(issuer_place)
    take_public(issuer_place, tmp_path / "issuer.json")
    assert outcome(one.jwt, rotate(issuer_place, today=START, is_lost=True)) is Outcome.VALID
    with pytest.raises(SebayaError):
        take_public(issuer_place, tmp_path / "issuer.json")


def test_a_forgotten_passphrase_loses_nothing_unless_told_so(issuer_place: Path) -> None:
    before = make_issuer(issuer_place, "SMP Contoh", passphrase="kopi tubruk")
    with pytest.raises(PassphraseNeededError):
        rotate(issuer_place)
    assert open_issuer(issuer_place, "kopi tubruk").keys == before.keys
    assert rotate(issuer_place, is_lost=True).keys[:2] == rotate(issuer_place).keys[:2]


def test_a_rotation_can_lock_keys_and_change_name_and_address(issuer_place: Path) -> None:
    before = make_issuer(issuer_place, "SMP Contoh")
    after = rotate(issuer_place, name="SMP Baru", url=URL, lock="kopi tubruk")
    assert (after.name, after.url, after.salt("x")) == ("SMP Baru", URL, before.salt("x"))
    assert set(after.public["also"]) == {before.did, before.key(OKP).did}
    with pytest.raises(PassphraseNeededError):
        open_issuer(issuer_place)


def test_a_backup_brings_the_issuer_back_whole(course: Course, issuer_place: Path, tmp_path: Path) -> None:
    issuer = make_issuer(issuer_place, "SMP Contoh", today=START)
    old = issue(course, today=TODAY)
    back_up(issuer_place, tmp_path / "cadangan", "kata sandi panjang")
    shutil.rmtree(issuer_place)
    restore(issuer_place, tmp_path / "cadangan", "kata sandi panjang")
    assert read_issuer().salt("x") == issuer.salt("x")
    assert issue(course, today=TODAY) == old


def test_a_backup_opens_with_its_passphrase_alone_and_replaces_nothing(issuer_place: Path, tmp_path: Path) -> None:
    make_issuer(issuer_place, "SMP Contoh")
    file = tmp_path / "cadangan"
    with pytest.raises(SebayaError, match="8"):
        back_up(issuer_place, file, "pendek")
    back_up(issuer_place, file, "kata sandi panjang")
    assert b"PRIVATE" not in file.read_bytes()
    with pytest.raises(SebayaError):
        back_up(issuer_place, file, "kata sandi panjang")
    with pytest.raises(SebayaError):
        restore(issuer_place, file, "kata sandi panjang")
    with pytest.raises(SebayaError):
        restore(tmp_path / "baru", file, "kata sandi keliru")
    assert not (tmp_path / "baru").exists()
