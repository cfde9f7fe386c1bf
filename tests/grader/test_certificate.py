"""The certificate on paper: what it says and never says, what it carries, and who has none."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
import zxingcpp
from certified import TODAY, UNTIL, certified_class, day, record

from grader import cli
from grader.certificate import Printed, certificate_path, together_path, write_certificates
from grader.cli.screen import console
from grader.course import Course
from grader.credential.document import name_commitment
from grader.credential.issue import issue
from grader.credential.issuer import Issuer, PassphraseNeededError
from grader.credential.making import make_issuer
from grader.credential.paper import paper_text, read_paper
from grader.credential.record import Credential
from grader.credential.trust import Trust, listed_of
from grader.credential.verdict import Outcome
from grader.credential.verify import verify
from grader.faults import SebayaError
from grader.referral import Contact, ReferralMap, write_map
from grader.register import register_of
from grader.register.people import TRAINEE, Person, write_people
from grader.traces import traces_of
from scenarios.dates import written_date

LONG = "Anak Agung Ayu Made Maharani Wulandari Putri Kusuma Ningrum Hadiningrat Sastrowardoyo"
PEOPLE = {
    "P01": ("Sari Dewi", "T2"),
    "P02": ('#let x = "1" *tebal* $a$ \\ "kutip"', "T2"),
    "P03": (LONG, "T3"),
    "P04": ("Made Putra", "T1"),
    "P05": ("Ngô Bảo Đặng Ægir", "T3"),
}
URL = "https://contoh.sch.id/sebaya"
FORMS = ("pdf", "json", "jwt")


@pytest.fixture(scope="module", autouse=True)
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issuer]:
    """An issuer of a school with an address, made for these tests."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("penerbit") / "issuer"
        patch.setenv("SEBAYA_ISSUER", str(folder))
        yield make_issuer(folder, "SMP Contoh", URL)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Credential]]:
    root = tmp_path_factory.mktemp("bersertifikat") / "kelas"
    course = certified_class(root, [(code, *one) for code, one in PEOPLE.items()])
    adults = Contact("Bu Rina", "pembina"), Contact("Pak Adi", "pembina", is_deputy=True)
    write_map(course, ReferralMap(adults))
    return root, issue(course, today=TODAY)


@pytest.fixture
def course(issued: tuple[Path, list[Credential]], tmp_path: Path) -> Course:
    return Course(Path(shutil.copytree(issued[0], tmp_path / "kelas")))


@pytest.fixture
def credential(issued: tuple[Path, list[Credential]]) -> Credential:
    return next(one for one in issued[1] if one.trainee == "P01")


@pytest.fixture
def write(course: Course, issued: tuple[Path, list[Credential]]) -> Callable[..., Printed]:
    return lambda **options: write_certificates(course, issued[1], today=TODAY, **options)


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def codes(picture: np.ndarray) -> list[zxingcpp.Barcode]:
    """What zxing finds; asked for bar codes too, it sees one in a QR now and then."""
    return zxingcpp.read_barcodes(np.ascontiguousarray(picture.squeeze()), formats=zxingcpp.BarcodeFormat.QRCode)


def read_back(path: Path, dpi: int, page: int = 0) -> list[str]:
    """What zxing reads in the picture that pdfium makes; the QR is written by zint."""
    picture = pypdfium2.PdfDocument(path)[page].render(scale=dpi / 72, grayscale=True).to_numpy()
    return [found.text for found in codes(picture)]


def test_it_says_what_its_holder_is_and_is_not_until_when_and_under_whom(
    write: Callable[..., Printed], credential: Credential
) -> None:
    (path,) = write(only="P01").paths
    told = words(path)
    for expected in (
        "Sertifikat pendukung sebaya",
        "Sari Dewi",
        "SMP Contoh",
        "Pendukung sebaya di bawah supervisi; bukan konselor, psikolog, atau layanan darurat.",
        "A peer supporter under supervision; not a counsellor, psychologist or emergency service.",
        "Berlaku hanya selama disupervisi",
        "Valid only while supervised",
        written_date(day(UNTIL), "id"),
        written_date(day(UNTIL), "en"),
        "Bu Rina",
        "Pak Adi",
        "contoh.sch.id/sebaya/verify.html",
        f"No. {credential.number}-{credential.id.removeprefix('urn:uuid:')[:8].upper()}",
    ):
        assert expected in told


def test_it_holds_no_grade_and_no_code(write: Callable[..., Printed]) -> None:
    (path,) = write(only="P01").paths
    told = words(path).lower()
    for never in ("level", "skor", "nilai", "poin", "point", "score", "grade", "%", "p01", "lencana"):
        assert never not in told


def test_the_qr_is_read_back_from_the_page_and_verifies(
    course: Course, write: Callable[..., Printed], credential: Credential, issuer: Issuer
) -> None:
    (path,) = write(only="P01").paths
    text = paper_text(course, credential, "Sari Dewi")
    assert read_back(path, 150) == read_back(path, 100) == [text]
    paper = read_paper(text)
    assert paper.jwt == credential.jwt
    assert name_commitment("Sari Dewi", paper.salt) == credential.name_hash
    assert verify(text, Trust((listed_of(issuer.public),))).outcome is Outcome.VALID


def test_the_qr_is_large_enough(write: Callable[..., Printed]) -> None:
    (path,) = write(only="P01").paths
    picture = pypdfium2.PdfDocument(path)[0].render(scale=2, grayscale=True).to_numpy()
    (found,) = codes(picture)
    corners = found.position
    assert (corners.top_right.x - corners.top_left.x) / 2 / 72 * 25.4 >= 40


def test_the_file_carries_the_credential_and_the_text_of_the_qr(
    course: Course, write: Callable[..., Printed], credential: Credential
) -> None:
    (path,) = write(only="P01").paths
    reader = pypdf.PdfReader(path)
    assert {name: bytes(content[0]).decode() for name, content in reader.attachments.items()} == {
        "credential.jwt": credential.jwt,
        "certificate.txt": read_back(path, 150)[0],
    }
    links = [one.get_object()["/A"]["/URI"] for one in reader.pages[0]["/Annots"]]
    assert links == read_back(path, 150)
    assert certificate_path(course, "P01", "jwt").read_text() == credential.jwt
    assert credential.id in certificate_path(course, "P01", "json").read_text()


def test_it_is_accessible_and_made_to_last(write: Callable[..., Printed]) -> None:
    (path,) = write(only="P01").paths
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Sertifikat pendukung sebaya · No. ")
    assert str(reader.root_object["/Lang"]).startswith("id")
    assert reader.root_object["/MarkInfo"]["/Marked"]
    told = reader.root_object["/Metadata"].get_data()
    for claim in (b"<pdfuaid:part>1<", b"<pdfaid:part>3<", b"<pdfaid:conformance>A<"):
        assert claim in told
    assert b"QR code to check this certificate" in _decoded(reader)


def _decoded(reader: pypdf.PdfReader) -> bytes:
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1))
    return b"\n".join(str(one.get("/Alt", "")).encode() for one in objects if isinstance(one, dict))


@pytest.mark.parametrize(("code", "name"), [(code, PEOPLE[code][0]) for code in ("P02", "P03", "P05")])
def test_a_name_is_set_whole_and_as_it_is_on_one_page(write: Callable[..., Printed], code: str, name: str) -> None:
    (path,) = write(only=code).paths
    assert name in words(path)
    assert len(pypdf.PdfReader(path).pages) == 1
    assert len(read_back(path, 150)) == 1


def test_everybody_who_holds_one_gets_it_and_t1_does_not(course: Course, write: Callable[..., Printed]) -> None:
    told: list[tuple[int, int]] = []
    printed = write(progress=lambda done, total: told.append((done, total)))
    assert [path.name for path in printed.paths] == [f"certificate.{code}.pdf" for code in ("P01", "P02", "P03", "P05")]
    assert not certificate_path(course, "P04").exists()
    assert told[-1] == (4, 4)
    assert [one.why for one in write(only="P04").without] == [
        "T1 menerima catatan keikutsertaan, bukan sertifikat",
    ]


def test_equal_data_give_equal_bytes(write: Callable[..., Printed]) -> None:
    (path,) = write(only="P01").paths
    first = path.read_bytes()
    write(only="P01")
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("kind", "outcome", "why"),
    [
        ("revocation", "", "dicabut"),
        ("suspension", "", "dijeda"),
        ("leave", "moved", "tidak lagi di sekolah"),
        ("consent", "withdrawn", "izin orang tua"),
    ],
)
def test_who_may_no_longer_serve_loses_the_certificate_and_it_is_said_why(
    course: Course, write: Callable[..., Printed], kind: str, outcome: str, why: str
) -> None:
    write(together=True)
    record(course, "P01", kind, outcome=outcome)
    printed = write(only="P01")
    assert printed.paths == ()
    (one,) = printed.without
    assert (one.code, one.was_taken) == ("P01", True)
    assert why in one.why
    assert not any(certificate_path(course, "P01", form).exists() for form in FORMS)
    assert not together_path(course).exists()
    assert certificate_path(course, "P02").exists()
    assert write(only="P01").without[0].was_taken is False


def test_after_a_return_from_revocation_the_old_credential_makes_no_certificate(
    course: Course, write: Callable[..., Printed]
) -> None:
    record(course, "P01", "revocation")
    record(course, "P01", "return")
    record(course, "P01", "decision", "probation", "passed")
    assert write(only="P01").paths == ()


def test_an_old_file_of_somebody_without_a_credential_is_taken_away(course: Course) -> None:
    path = certificate_path(course, "P99")
    path.parent.mkdir(exist_ok=True)
    path.touch()
    printed = write_certificates(course, [], today=TODAY)
    assert [(one.code, one.was_taken) for one in printed.without] == [("P99", True)]
    assert not path.exists()


def test_a_name_that_cannot_be_set_stops_nobody_else(course: Course) -> None:
    person = Person(course.about["id"], "P01", TRAINEE, "\U0001e900", "8A", "T2")
    write_people(register_of(course), [person])
    anew = issue(course, today=TODAY)
    printed = write_certificates(course, anew, today=TODAY)
    assert [path.name for path in printed.paths] == [f"certificate.{code}.pdf" for code in ("P02", "P03", "P05")]
    assert [one.code for one in printed.without if "Noto" in one.why] == ["P01"]


def test_a_name_that_is_not_the_credentials_is_not_printed(course: Course, write: Callable[..., Printed]) -> None:
    write_people(register_of(course), [Person(course.about["id"], "P01", TRAINEE, "Sari Dewi Lestari", "8A", "T2")])
    assert "nama lain" in write(only="P01").without[0].why


@pytest.mark.parametrize("name", ["محمد عبد الله", "ꦱꦫꦶ"])
def test_a_name_in_another_script_is_printed_where_there_is_a_font_for_it(course: Course, name: str) -> None:
    write_people(register_of(course), [Person(course.about["id"], "P01", TRAINEE, name, "8A", "T2")])
    printed = write_certificates(course, issue(course, today=TODAY), today=TODAY, only="P01")
    if printed.without:
        assert "Noto" in printed.without[0].why
    else:
        assert len(pypdf.PdfReader(printed.paths[0]).pages) == 1
        assert len(read_back(printed.paths[0], 150)) == 1


def test_all_in_one_file_to_print(course: Course, write: Callable[..., Printed]) -> None:
    printed = write(together=True)
    assert printed.together == together_path(course)
    pages = pypdf.PdfReader(together_path(course)).pages
    assert len(pages) == len(printed.paths)
    assert [read_back(together_path(course), 150, number) for number in range(len(pages))] == [
        read_back(path, 150) for path in printed.paths
    ]


def test_erasing_finds_every_file_of_a_certificate(course: Course, write: Callable[..., Printed]) -> None:
    write(together=True)
    found = {path.name for path in traces_of(course, "P01")}
    assert {f"certificate.P01.{form}" for form in FORMS} <= found
    assert "certificates.pdf" in found


def test_nothing_is_issued_or_printed_from_a_register_that_was_changed(
    course: Course, write: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_people(register_of(course), [Person(course.about["id"], "P01", TRAINEE, "Sari Lestari", "8A", "T2")])
    connection = sqlite3.connect(course.root / "register.db")
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET on_day = '2020-01-01' WHERE number = 1")
    connection.commit()
    connection.close()
    before = register_of(course).head
    with pytest.raises(SebayaError, match="tidak utuh"):
        write()
    assert _run(monkeypatch, "-f", str(course.root)) == 1
    assert register_of(course).head == before


def test_without_a_supervisor_on_the_map_the_school_is_to_be_asked(
    course: Course, write: Callable[..., Printed]
) -> None:
    write_map(course, ReferralMap())
    assert "Tanyakan kepada sekolah" in words(write(only="P01").paths[0])


def test_badges_are_listed_once_their_modules_are_passed(course: Course, write: Callable[..., Printed]) -> None:
    record(course, "P01", "decision", "m13-online", "passed")
    told = words(write(only="P01").paths[0])
    assert "Lencana" in told
    assert "(D)" in told


def test_the_command_issues_prints_and_tells_who_has_none(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record(course, "P02", "suspension")
    console.width = 200
    assert _run(monkeypatch, "-f", str(course.root), "--together") == 0
    told = capsys.readouterr().out
    assert "certificate.P01.pdf" in told
    assert "certificate.P02.pdf" not in told
    assert "dijeda oleh pembina" in told
    assert "Hapus sesudah dicetak" in told
    assert _run(monkeypatch, "-f", str(course.root), "--trainee", "p02") == 1
    assert _run(monkeypatch, "m02-listening", "-f", str(course.root), "--together") == 1


def test_a_locked_issuer_is_opened_by_the_passphrase_that_is_given(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issuing and printing both need the keys; nothing of it is taken from the environment here."""
    word = "tiga kata rahasia"
    monkeypatch.setenv("SEBAYA_ISSUER", str(tmp_path / "terkunci"))
    monkeypatch.delenv("SEBAYA_PASSPHRASE", raising=False)
    make_issuer(tmp_path / "terkunci", "SMP Contoh", passphrase=word, today=TODAY.isoformat())
    credentials = issue(course, today=TODAY, passphrase=word)

    with pytest.raises(PassphraseNeededError):
        write_certificates(course, credentials, today=TODAY)
    assert len(write_certificates(course, credentials, today=TODAY, passphrase=word).paths) == 4


def test_the_first_certificate_tells_of_the_new_keys_and_to_back_them_up(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEBAYA_ISSUER", str(tmp_path / "baru"))
    console.width = 200
    for is_told in (True, False):
        assert _run(monkeypatch, "-f", str(course.root)) == 0
        told = capsys.readouterr().out
        assert ("sebaya issuer backup" in told) == is_told
        assert (str(tmp_path / "baru") in told) == is_told


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["sebaya", "certificate", *arguments])
    try:
        cli.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
