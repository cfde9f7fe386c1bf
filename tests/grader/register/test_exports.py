"""Exports and imports: everything comes back as it was, and nothing is written that does not fit."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from registers import PLACE, every_kind, file_register, rows, unguarded

from grader.faults import SebayaError
from grader.register import Register
from grader.register.csv_format import people_file
from grader.register.exchange import FORMATS, export_register, import_register
from grader.register.people import ERASED, TRAINEE, Person, erase_person, people_of, write_people

PEOPLE = [
    Person(PLACE, "8A-01", TRAINEE, '=HYPERLINK("x"; "Sari")', "8A", "T1", "id", "aaaa-bbbb"),
    Person(PLACE, "8A-02", TRAINEE, "Made; 'Putra'\r\n\tlagi 🙂 \u202eאב", "'8A", "T2", "en", "-1"),
    Person(PLACE, "G01", "guru-bk", " Bu Rina _x0041_ ", personal_code="cccc-dddd"),
]
SUFFIXES = list(FORMATS)


@pytest.fixture(params=SUFFIXES)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def exported(register: Register, suffix: str, tmp_path: Path) -> Path:
    """An export without names."""
    path = tmp_path / f"ekspor{suffix}"
    export_register(register, path)
    return path


@pytest.mark.parametrize("with_names", [False, True])
def test_an_export_imported_and_exported_again_is_the_same(
    register: Register, new_register: Callable[[], Register], suffix: str, tmp_path: Path, with_names: bool
) -> None:
    write_people(register, PEOPLE)
    erase_person(register, PLACE, "8A-02")
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    export_register(register, first, with_names=with_names)
    other = new_register()
    added = import_register(other, first)
    export_register(other, second, with_names=with_names)
    assert rows(other) == rows(register)
    assert people_of(other, PLACE) == (people_of(register, PLACE) if with_names else [])
    assert (added.entries, added.named) == (len(every_kind()), ("8A-01", "G01") if with_names else ())
    assert second.read_bytes() == first.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600
    if suffix == ".csv" and with_names:
        assert people_file(second).read_bytes() == people_file(first).read_bytes()


def test_no_name_is_exported_unasked(register: Register, suffix: str, tmp_path: Path) -> None:
    write_people(register, [Person(PLACE, "8A-01", TRAINEE, "Sari Dewi", personal_code="rahasia-1")])
    path = tmp_path / f"x{suffix}"
    export_register(register, path)
    content = path.read_bytes()
    if suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Sari" not in content
    assert b"rahasia" not in content
    assert [file.name for file in tmp_path.glob("x*")] == [path.name]


def test_only_what_is_missing_is_added(register: Register, new_register, exported: Path) -> None:
    register.append(*every_kind()[:2])
    longer = exported.with_name(f"longer{exported.suffix}")
    export_register(register, longer)
    other = new_register()
    counts = [import_register(other, path).entries for path in (exported, exported, longer)]
    assert counts == [len(every_kind()), 0, 2]
    assert rows(other) == rows(register)


def test_a_register_that_holds_more_is_left_alone(register: Register, exported: Path) -> None:
    register.append(every_kind()[0])
    before = rows(register)
    with pytest.raises(SebayaError, match=f"{exported.name} berakhir di catatan {len(every_kind())}"):
        import_register(register, exported)
    assert rows(register) == before


def test_the_first_row_that_differs_is_named(new_register, exported: Path) -> None:
    other = new_register()
    other.append(every_kind()[1])
    before = rows(other)
    line = {".csv": 2, ".xlsx": 2, ".json": 4}[exported.suffix]
    with pytest.raises(SebayaError, match=f"{exported.name}, baris {line}: lain dari catatan 1"):
        import_register(other, exported)
    assert rows(other) == before


def spoil(path: Path, find: str, put: str) -> None:
    """Change a text inside an export."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content.replace(find.encode(), put.encode()))
    else:
        assert find.encode() in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(find.encode(), put.encode()))


@pytest.mark.parametrize(
    ("find", "put", "at", "said"),
    [
        ("form-7", "form-8", 7, "Catatan 7 berubah"),
        ("form-7", "x" * 200, 7, "about tidak sah"),
        ("8A-03", "", 3, "Catatan 3 berubah"),
    ],
)
def test_a_changed_file_is_refused_at_its_line(
    new_register, exported: Path, find: str, put: str, at: int, said: str
) -> None:
    spoil(exported, find, put)
    other = new_register()
    line = at + (3 if exported.suffix == ".json" else 1)
    with pytest.raises(SebayaError, match=f"{exported.name}, baris {line}: .*{said}"):
        import_register(other, exported)
    assert other.entries() == []


def test_a_file_cut_off_anywhere_adds_nothing_that_is_not_so(register: Register, new_register, exported: Path) -> None:
    content, other, there = exported.read_bytes(), new_register(), 0
    for end in range(0, len(content) - 3, max(1, len(content) // 40)):
        exported.write_bytes(content[:end])
        try:
            there += import_register(other, exported).entries
        except SebayaError:
            pass
        else:  # a CSV cut off between two lines is a shorter register, which its head alone tells
            assert exported.suffix == ".csv"
        assert other.entries() == register.entries()[:there]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000, b'"a";"b\n']
)
def test_other_files_are_refused_in_words(new_register, suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"lain{suffix}"
    path.write_bytes(content)
    with pytest.raises(SebayaError, match=r"lain\."):
        import_register(new_register(), path)


@pytest.mark.parametrize("name", ["x.ods", "x", "none.csv", "none.xlsx", "none.json"])
def test_a_file_of_another_kind_or_none_is_told(empty: Register, tmp_path: Path, name: str) -> None:
    with pytest.raises(SebayaError, match=name):
        import_register(empty, tmp_path / name)


def test_a_folder_that_cannot_take_the_file_is_told(register: Register, suffix: str, tmp_path: Path) -> None:
    with pytest.raises(SebayaError, match="tidak bisa ditulis"):
        export_register(register, tmp_path / "none" / f"x{suffix}")


def test_a_damaged_register_is_not_exported(register: Register, suffix: str, tmp_path: Path) -> None:
    with unguarded(register) as connection:
        connection.execute("UPDATE entry SET outcome = 'x' WHERE number = 6")
    with pytest.raises(SebayaError, match="Catatan 6 berubah"):
        export_register(register, tmp_path / f"x{suffix}")
    assert list(tmp_path.glob("x*")) == []


def test_names_of_an_earlier_csv_do_not_lie_beside_a_new_one(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_people(register, PEOPLE)
    export_register(register, path, with_names=True)
    with pytest.raises(SebayaError, match=r"a\.people\.csv"):
        export_register(register, path)


def test_whoever_was_erased_is_not_named_by_an_older_export(register: Register, suffix: str, tmp_path: Path) -> None:
    write_people(register, PEOPLE)
    path = tmp_path / f"a{suffix}"
    export_register(register, path, with_names=True)
    erase_person(register, PLACE, "8A-01")
    assert import_register(register, path).still_erased == ("8A-01",)
    assert people_of(register, PLACE)[0].role == ERASED
    other = file_register(tmp_path, "other.db")
    assert import_register(other, path, erasures={(PLACE, "8A-01")}).still_erased == ("8A-01",)
    assert (people_of(other, PLACE)[0].role, people_of(other, PLACE)[0].name) == (ERASED, "")


def test_json_holds_content_as_data(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    export_register(register, path)
    assert json.loads(path.read_bytes())["entries"][0]["content"] == every_kind()[0].content
