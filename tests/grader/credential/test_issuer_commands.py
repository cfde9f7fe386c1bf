"""Commands about the issuer, and the check of a certificate, as a person uses them."""

import json
from pathlib import Path

import pytest
from certified_class import TODAY, certified_class
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.course import Course
from grader.credential.issue import issue
from grader.credential.issuer import read_issuer
from grader.credential.paper import paper_text
from grader.credential.signing_keys import EC
from grader.credential.status_list import Status, sign_status
from grader.faults import SebayaError

WORD = "kata sandi panjang"


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(app, list(words), input=typed)
    if isinstance(result.exception, SebayaError):
        raise result.exception
    return result


def test_an_issuer_is_made_shown_changed_and_its_stolen_key_cancelled(issuer_place: Path) -> None:
    assert "SMP Contoh" in run("issuer", "new", "--name", "SMP Contoh").output
    with pytest.raises(SebayaError, match="rotate"):
        run("issuer", "new", "--name", "SMP Contoh")
    kid = read_issuer().key(EC).short
    assert kid in run("issuer", "show").output
    assert "https://smp.sch.id" in run("issuer", "rotate", "--url", "https://smp.sch.id").output
    assert "sebaya certificate" in run("issuer", "stolen", kid, "--since", "22/11/2026").output
    assert read_issuer().did == "did:web:smp.sch.id"
    with pytest.raises(SebayaError, match="tanggal"):
        run("issuer", "stolen", kid, "--since", "kemarin")
    assert issuer_place.is_dir()


def test_a_passphrase_is_asked_for_twice_and_never_an_argument(issuer_place: Path) -> None:
    assert run("issuer", "new", "--name", "SMP Contoh", "--lock", typed=f"{WORD}\n{WORD}\n").exit_code == 0
    assert read_issuer(passphrase=WORD).folder == issuer_place


def test_an_issuer_is_backed_up_and_restored(issuer_place: Path, tmp_path: Path) -> None:
    run("issuer", "new", "--name", "SMP Contoh")
    before = read_issuer()
    run("issuer", "backup", str(tmp_path / "cadangan"), typed=f"{WORD}\n{WORD}\n")
    issuer_place.rename(tmp_path / "hilang")
    assert "SMP Contoh" in run("issuer", "restore", str(tmp_path / "cadangan"), typed=f"{WORD}\n").output
    assert read_issuer() == before


def test_a_certificate_is_checked_from_a_file_or_what_its_qr_code_holds(course: Course, tmp_path: Path) -> None:
    one = issue(course, today=TODAY)[0]
    (tmp_path / "kredensial.json").write_text(json.dumps(one.document))
    for given in (str(tmp_path / "kredensial.json"), one.jwt, paper_text(course, one, "Sari Dewi")):
        result = run("verify", given, "--folder", str(course.root))
        assert "SMP Contoh" in result.output
    assert run("verify", one.jwt[:-4], "--folder", str(course.root)).exit_code == 1


def test_another_schools_list_is_taken_from_a_file(
    tmp_path: Path, issuer_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = certified_class(tmp_path / "lain", "SMP Lain 8A")
    one, issuer = issue(course, today=TODAY)[0], read_issuer()
    monkeypatch.setenv("SEBAYA_ISSUER", str(tmp_path / "belum-ada"))
    listed = tmp_path / "trust.json"
    listed.write_text(json.dumps({"issuers": [issuer.public], "statuses": [sign_status(issuer, Status())]}))
    assert "terdaftar" in run("verify", one.jwt, "--folder", str(tmp_path)).output
    assert "SMP Lain" in run("verify", one.jwt, "--folder", str(tmp_path), "--issuer", str(listed)).output
    with pytest.raises(SebayaError, match="daftar penerbit"):
        run("verify", one.jwt, "--issuer", str(issuer_place / "issuer.json"))
