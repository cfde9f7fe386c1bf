"""What a school puts on the web so that anybody can check its certificates: complete, nameless, and never forgetful."""

import json
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from certified import certified_class, record
from playwright.sync_api import expect
from restarting import Restarting
from typer.testing import CliRunner

from grader.certificate import write_certificates
from grader.cli import app
from grader.course import Course
from grader.credential.data_integrity import is_proven_by
from grader.credential.issue import issue
from grader.credential.issuer import read_issuer
from grader.credential.making import make_issuer, rotate, stolen
from grader.credential.status import credentials_of
from grader.credential.status_list import decode_bits, read_status
from grader.credential.trust import Trust
from grader.credential.verify import verify
from grader.faults import SebayaError
from grader.log.recording import correct
from grader.publication import ISSUERS, STATUS
from grader.publish import publish
from grader.register import register_of

URL = "https://smpn8.sch.id/sebaya"
PEOPLE = [("8A-01", "Kirana", "T2"), ("8A-02", "Bonaventura", "T2"), ("8A-03", "Salsabila", "T2")]
OTHERS = [("9B-01", "Wulandari", "T2")]


@pytest.fixture
def issuer_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "issuer"
    monkeypatch.setenv("SEBAYA_ISSUER", str(folder))
    make_issuer(folder, "SMPN 8 Contoh", URL)
    return folder


@pytest.fixture
def course(tmp_path: Path, issuer_folder: Path) -> Course:  # noqa: ARG001 (its credentials need an issuer)
    """A class of three: the first certified, the second revoked since, the third suspended since."""
    made = certified_class(tmp_path / "8A", PEOPLE)
    issue(made)
    record(made, "8A-02", "revocation", "misconduct")
    record(made, "8A-03", "suspension", "family-move")
    return made


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "web"


def outcomes(course: Course, site: Path) -> dict[str, str]:
    """Trainee → verdict of who has nothing but the published list of issuers."""
    trust = Trust.from_json(json.loads((site / ISSUERS).read_bytes()))
    return {one.trainee: verify(one.jwt, trust).outcome.value for one in credentials_of(course)}


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_what_is_published_tells_who_is_certified_and_names_nobody(course: Course, site: Path) -> None:
    told: list[tuple[int, int]] = []
    made = publish(course, site, progress=lambda done, total: told.append((done, total)))
    written = files(site)
    assert set(written) == set(made.files)
    assert {"index.html", "README.txt", "verify.html", "did.json", "achievement.json"} < set(written)
    assert outcomes(course, site) == {"8A-01": "valid", "8A-02": "revoked", "8A-03": "suspended"}
    everything = b"\n".join(written.values()).decode()
    secrets = [text for code, name, _ in PEOPLE for text in (code, name)] + ["misconduct", "family-move", "Contoh 8A"]
    assert not [secret for secret in secrets if secret in everything]
    assert all(stat.S_IMODE((site / name).stat().st_mode) == 0o644 for name in written)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_standard_list_is_at_the_address_that_credentials_name(course: Course, site: Path) -> None:
    publish(course, site)
    issuer, (good, bad, _) = read_issuer(course), issue(course)
    listed = json.loads((site / "status-list.json").read_bytes())
    assert listed["id"] == good.document["credentialStatus"]["statusListCredential"] == f"{URL}/status-list.json"
    assert decode_bits(listed["credentialSubject"]["encodedList"]) == {bad.status_index}
    assert is_proven_by(listed, issuer.key("OKP").jwk)
    did = json.loads((site / "did.json").read_bytes())
    assert did["id"] == issuer.did == "did:web:smpn8.sch.id:sebaya"
    assert json.loads((site / "achievement.json").read_bytes())["id"] == f"{URL}/achievement.json"


def test_publishing_again_changes_no_more_than_the_times(course: Course, site: Path) -> None:
    publish(course, site)
    first = files(site)
    (site / "CNAME").write_text("smpn8.sch.id")
    publish(course, site)
    second = files(site)
    assert second.pop("CNAME") == b"smpn8.sch.id"
    assert set(first) == set(second)
    dated = {STATUS, "status-list.json", "status-list.jwt", ISSUERS, "verify.html"}
    assert {name for name in first if first[name] != second[name]} <= dated
    before, after = (read_status(files[STATUS].decode()) for files in (first, second))
    assert before.as_of
    assert after.as_of
    assert after.as_of > before.as_of
    assert (after.revoked, after.suspended) == (before.revoked, before.suspended)


def test_one_class_never_loses_what_another_revoked(
    course: Course, site: Path, tmp_path: Path, issuer_folder: Path
) -> None:
    """Published from another computer, which knows nothing of the first class but what the folder says."""
    publish(course, site)
    shutil.move(course.root, tmp_path / "away")
    shutil.rmtree(issuer_folder / "status")
    other = certified_class(tmp_path / "9B", OTHERS)
    (theirs,) = issue(other)
    record(other, "9B-01", "revocation", "other")
    made = publish(other, site)
    assert made.kept == 2
    away = Course(tmp_path / "away")
    assert outcomes(away, site) == {"8A-01": "valid", "8A-02": "revoked", "8A-03": "suspended"}
    assert outcomes(other, site) == {"9B-01": "revoked"}
    record(away, "8A-03", "return")
    publish([away, other], site)
    assert outcomes(away, site) == {"8A-01": "valid", "8A-02": "revoked", "8A-03": "valid"}
    assert theirs.status_index in read_status((site / STATUS).read_text()).revoked


def test_a_revocation_that_was_a_mistake_is_taken_back_by_its_own_class(course: Course, site: Path) -> None:
    publish(course, site)
    (mistake,) = register_of(course).entries(kind="revocation")
    correct(course, mistake.number, "wrong-person", "")
    publish(course, site)
    assert outcomes(course, site)["8A-02"] == "valid"


def test_old_keys_stay_known_and_a_stolen_one_vouches_for_nothing(
    course: Course, site: Path, issuer_folder: Path
) -> None:
    old = read_issuer(course).did, read_issuer(course).key("EC").kid
    rotate(issuer_folder)
    publish(course, site)
    assert outcomes(course, site)["8A-01"] == "valid"
    assert old[1] in json.loads((site / "did.json").read_bytes())["assertionMethod"]
    stolen(issuer_folder, old[1])
    publish(course, site)
    did = json.loads((site / "did.json").read_bytes())
    assert old[1] not in did["assertionMethod"]
    assert next(method for method in did["verificationMethod"] if method["id"] == old[1])["revoked"]
    assert outcomes(course, site)["8A-01"] in ("key", "revoked")


def test_a_district_lists_the_issuers_of_its_schools(
    course: Course, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(course, site)
    monkeypatch.setenv("SEBAYA_ISSUER", str(tmp_path / "second"))
    make_issuer(tmp_path / "second", "SMPN 9 Contoh")
    other = certified_class(tmp_path / "9B", OTHERS)
    issue(other)
    made = publish(other, tmp_path / "web2", also=[site, site / ISSUERS])
    assert made.issuers == ("SMPN 9 Contoh", "SMPN 8 Contoh")
    assert outcomes(course, tmp_path / "web2")["8A-02"] == "revoked"
    assert outcomes(other, tmp_path / "web2") == {"9B-01": "valid"}
    assert not [name for name in files(tmp_path / "web2") if name.endswith("did.json")]
    with pytest.raises(SebayaError, match="penerbit lain"):
        publish(other, site)


def put_letter(site: Path) -> None:
    (site / "surat.docx").write_text("x")


def put_page(site: Path) -> None:
    (site / "index.html").write_text("<h1>SMPN 8</h1>")


def damage_list(site: Path) -> None:
    (site / STATUS).write_text((site / STATUS).read_text()[:-3])


@pytest.mark.parametrize(
    ("change", "named"), [(put_letter, "surat.docx"), (put_page, "index.html"), (damage_list, "status.jwt")]
)
def test_a_folder_that_is_not_an_earlier_publication_is_left_as_it_is(
    course: Course, site: Path, change: Callable[[Path], None], named: str
) -> None:
    publish(course, site)
    change(site)
    before = files(site)
    with pytest.raises(SebayaError, match=named):
        publish(course, site)
    assert files(site) == before


def test_nothing_is_published_into_a_class_folder_or_with_a_wrong_clock(course: Course, site: Path) -> None:
    for folder in (course.root / "web", course.root.parent):
        with pytest.raises(SebayaError, match="folder kelas"):
            publish(course, folder)
    publish(course, site)
    with pytest.raises(SebayaError, match="jam komputer"):
        publish(course, site, now=datetime.now(UTC) - timedelta(days=3))
    with pytest.raises(SebayaError, match="bukan daftar penerbit"):
        publish(course, site, also=[course.root / "class.yaml"])


def test_the_command_tells_how_many_and_whom_the_page_lists(course: Course, site: Path) -> None:
    told = CliRunner().invoke(app, ["publish", str(site), "--folder", str(course.root)])
    assert told.exit_code == 0, told.output
    assert "Dicabut: 1; dijeda: 1" in told.output
    assert "SMPN 8 Contoh" in told.output


@pytest.mark.browser
def test_the_published_page_reads_a_printed_certificate(course: Course, site: Path, chromium: Restarting) -> None:
    """From the PDF itself, on a page that was opened from disk: its status today, and that the name fits."""
    publish(course, site)
    printed = write_certificates(course, issue(course), only="8A-01")
    page = chromium.new_page()
    page.goto((site / "verify.html").as_uri())
    page.locator('[data-lang="en"]').click()
    page.locator("#file").set_input_files(next(path for path in printed.paths if path.suffix == ".pdf"))
    expect(page.locator("#verdict")).to_contain_text("Valid until")
    expect(page.locator("#issuer")).to_have_text("SMPN 8 Contoh")
    page.locator("#name").fill("Kirana")
    page.keyboard.press("Enter")
    expect(page.locator("#name-told")).to_have_text("This name fits the certificate.")
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Check a certificate").click()
    expect(page).to_have_url((site / "verify.html").as_uri())
    page.close()
