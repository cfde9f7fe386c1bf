"""The roster: spreadsheets as teachers write them, every bad row named, nothing half imported."""

import shutil
import stat
from pathlib import Path

import pypdf
import pytest

from grader.course import Course
from grader.faults import SebayaError
from grader.raters import add_rater
from grader.register import register_of
from grader.register.people import Person, people_of
from grader.roster import RosterError, import_roster, read_roster, write_code_slips
from scenarios.attempt import is_personal_code

pytest_plugins = ["classroom"]

GOOD = "kode,nama,kelas,jenjang,bahasa\n8A-01,Sari Dewi,8A,T1,id\n8A-02,Made Putra,8A,T1,en\n"


@pytest.fixture
def course(empty_class: Path, tmp_path: Path) -> Course:
    return Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))


def sheet(course: Course, content: str | bytes) -> Path:
    path = course.root.parent / "daftar.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def stored(course: Course) -> list[Person]:
    return people_of(register_of(course), course.about["id"])


def problems_of(course: Course, content: str) -> list[str]:
    with pytest.raises(RosterError) as caught:
        import_roster(course, sheet(course, content))
    assert stored(course) == []
    return [str(problem) for problem in caught.value.problems]


def test_no_roster_is_no_trainees(course: Course) -> None:
    assert read_roster(course) == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separators_of_spreadsheets_are_read(course: Course, separator: str, mark: str) -> None:
    import_roster(course, sheet(course, mark + GOOD.replace(",", separator).replace("\n", "\r\n")))
    assert [(t.code, t.name, t.group, t.tier, t.language) for t in read_roster(course)] == [
        ("8A-01", "Sari Dewi", "8A", "T1", "id"),
        ("8A-02", "Made Putra", "8A", "T1", "en"),
    ]


def test_english_headers_in_any_order_and_without_language(course: Course) -> None:
    import_roster(course, sheet(course, "Name;Trainee;Tier;Group\nSari  Dewi ;8a-01;t2;8A\n"))
    trainee = read_roster(course)[0]
    assert (trainee.code, trainee.name, trainee.tier, trainee.language) == ("8A-01", "Sari Dewi", "T2", "id")
    assert is_personal_code(trainee.personal_code)


def test_every_bad_row_is_named_and_none_is_imported(course: Course) -> None:
    rows = [
        "kode,nama,kelas,jenjang",
        ",Tanpa Kode,8A,T1",
        "8A/02,Kode Aneh,8A,T1",
        "8A-03,Baik Saja,8A,T1",
        "8a-03,Kode Ganda,8A,T1",
        "8A-05,,8A,T1",
        "8A-06,Jenjang Salah,8A,T9",
        "8A-07,Kurang Kolom",
        "8A-08,Putri, S.,8A,T1",
        "TAMU,Kode Tamu,8A,T1",
    ]
    told = problems_of(course, "\n".join(rows))
    assert [problem.partition(":")[0] for problem in told] == [f"baris {line}" for line in (2, 3, 5, 6, 7, 8, 9, 10)]
    words = ["kosong", "8A/02", "baris 4", "nama", "T9", "2 kolom", "kutip", "TAMU"]
    for word, problem in zip(words, told, strict=True):
        assert word in problem


def test_problems_are_told_in_the_trainers_language(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEBAYA_LANG", "en")
    assert problems_of(course, "kode,nama,kelas,jenjang\n8A-01,,8A,T1\n") == ["line 2: the name is empty"]


def test_a_name_over_two_lines_keeps_later_line_numbers_right(course: Course) -> None:
    told = problems_of(course, 'kode,nama,kelas,jenjang\n8A-01,"Sari\nDewi",8A,T1\n8A-02,,8A,T1\n')
    assert told == ["baris 4: nama kosong"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("kode,nama,kelas,jenjang\n8A-01,Sari,8A,T1\n8A-02,Zoë,8A,T1\n".encode("cp1252"), "baris 3"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04workbook", "Excel"),
        (b"", "kosong"),
        (b"kode,nama,kelas\n8A-01,Sari,8A\n", "jenjang"),
        (b"kode,nama,nama,kelas,jenjang\n", "dua kali"),
        (b'kode,nama,kelas,jenjang\n8A-01,"Sari,8A,T1\n', "kutip"),
        (b"kode,nama,kelas,jenjang\n\n", "tidak berisi"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(course: Course, content: bytes, word: str) -> None:
    with pytest.raises(SebayaError, match=word):
        import_roster(course, sheet(course, content))
    assert stored(course) == []


def test_wrong_encoding_says_how_to_save(course: Course) -> None:
    with pytest.raises(SebayaError, match="CSV UTF-8"):
        import_roster(course, sheet(course, GOOD.replace("Dewi", "Dé").encode("cp1252")))


def test_a_file_that_is_not_there(course: Course) -> None:
    with pytest.raises(SebayaError, match="tidak bisa dibaca"):
        import_roster(course, course.root / "tidak-ada.csv")


def test_importing_again_changes_nothing(course: Course) -> None:
    import_roster(course, sheet(course, GOOD))
    before = stored(course)
    again = import_roster(course, sheet(course, GOOD))
    assert (again.added, again.changed, again.unchanged) == ((), (), ("8A-01", "8A-02"))
    assert stored(course) == before


def test_a_changed_trainee_keeps_code_and_language_and_a_missing_one_stays(course: Course) -> None:
    old = import_roster(course, sheet(course, GOOD)).trainees
    result = import_roster(course, sheet(course, "kode,nama,kelas,jenjang\n8A-02,Made Putra,9A,T2\n8A-03,Ani,8A,T1\n"))
    new = {trainee.code: trainee for trainee in read_roster(course)}
    assert (result.added, result.changed, result.kept) == (("8A-03",), ("8A-02",), ("8A-01",))
    assert new["8A-01"] == old[0]
    assert (new["8A-02"].personal_code, new["8A-02"].language, new["8A-02"].group) == (old[1].personal_code, "en", "9A")


def test_same_name_and_class_is_a_warning_only(course: Course) -> None:
    result = import_roster(course, sheet(course, "kode,nama,kelas,jenjang\nA1,Sari,8A,T1\nA2,sari,8A,T1\n"))
    assert len(result.trainees) == 2
    assert [warning.line for warning in result.warnings] == [3]


def test_a_dry_run_writes_nothing(course: Course) -> None:
    result = import_roster(course, sheet(course, GOOD), dry_run=True)
    assert result.added == ("8A-01", "8A-02")
    assert stored(course) == []
    with course.gradebook() as gradebook:
        assert gradebook.students == []


def test_the_gradebook_gets_codes_and_no_names(course: Course) -> None:
    seen: list[tuple[int, int]] = []
    import_roster(course, sheet(course, GOOD), progress=lambda done, total: seen.append((done, total)))
    with course.gradebook() as gradebook:
        found = [(s.id, s.first_name, s.last_name, s.email) for s in gradebook.students]
    assert sorted(found) == [("8A-01", None, None, None), ("8A-02", None, None, None)]
    assert seen == [(2, 2)]


def test_only_the_owner_can_read_the_roster(course: Course) -> None:
    import_roster(course, sheet(course, GOOD))
    assert stat.S_IMODE((course.root / "register.db").stat().st_mode) == 0o600


def test_personal_codes_are_not_shown_in_messages(course: Course) -> None:
    trainee = import_roster(course, sheet(course, GOOD)).trainees[0]
    assert trainee.personal_code not in repr(trainee)


def test_a_damaged_register_is_told(course: Course) -> None:
    import_roster(course, sheet(course, GOOD))
    (course.root / "register.db").write_bytes(b"no database" * 1000)
    with pytest.raises(SebayaError, match="pulihkan"):
        read_roster(course)
    with pytest.raises(SebayaError, match="pulihkan"):
        import_roster(course, sheet(course, GOOD))


def test_a_raters_code_is_no_trainees(course: Course) -> None:
    add_rater(course, "8A-02", "Bu Rina", "guru-bk")
    with pytest.raises(RosterError) as caught:
        import_roster(course, sheet(course, GOOD))
    assert [str(problem) for problem in caught.value.problems] == ["baris 3: kode ini sudah dipakai orang lain"]
    assert [person.code for person in stored(course)] == ["8A-02"]
    assert read_roster(course) == []


def test_code_slips_hold_codes_and_no_names(course: Course) -> None:
    trainees = import_roster(course, sheet(course, GOOD)).trainees
    path = write_code_slips(course)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    for trainee in trainees:
        assert trainee.code in text
        assert trainee.personal_code in text
        assert trainee.name not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_slips_without_trainees(course: Course) -> None:
    with pytest.raises(SebayaError, match="kosong"):
        write_code_slips(course)
