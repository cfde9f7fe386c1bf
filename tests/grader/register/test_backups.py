"""Backups come back whole, on either database; nobody is lost by a restore, and nobody erased is named again."""

import gzip
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from registers import PLACE, every_kind, file_register, rows, unguarded

from grader.course import Course
from grader.faults import SebayaError
from grader.register import Register
from grader.register.backup import backup, restore
from grader.register.chain import verify
from grader.register.erasures import note_erasure, read_erasures
from grader.register.people import ERASED, TRAINEE, Person, erase_person, people_of, write_people

COUNT = len(every_kind())
PEOPLE = [
    Person(PLACE, "8A-02", TRAINEE, "Made Putra", "8A", "T1", "en", "aaaa"),
    Person(PLACE, "8A-01", TRAINEE, "Sari Dewi", "8A", "T2", "id", "bbbb"),
    Person(PLACE, "G01", "guru-bk", "Bu Rina", personal_code="cccc"),
]


@pytest.fixture
def saved(register: Register, tmp_path: Path) -> Path:
    """A backup of the register with three people."""
    write_people(register, PEOPLE)
    assert backup(register, tmp_path / "a.json.gz") == register.head
    return tmp_path / "a.json.gz"


def test_a_backup_restores_all_on_the_same_database(register: Register, new_register, saved: Path) -> None:
    other = new_register()
    restored = restore(other, saved)
    assert rows(other) == rows(register)
    assert people_of(other, PLACE) == PEOPLE
    assert (restored.head, restored.added.entries, restored.added.named) == (
        register.head,
        COUNT,
        ("8A-02", "8A-01", "G01"),
    )
    assert other.append(every_kind()[0])[0].prev_hash == register.head[1]
    assert verify(other) == []


def test_a_backup_moves_between_both_databases_and_back(
    register: Register, saved: Path, postgres_server, tmp_path
) -> None:
    there, back = Register(postgres_server.new_database()), file_register(tmp_path, "back.db")
    restore(there, saved)
    backup(there, tmp_path / "b.json.gz")
    restore(back, tmp_path / "b.json.gz")
    assert rows(back) == rows(there) == rows(register)
    assert people_of(back, PLACE) == people_of(there, PLACE) == PEOPLE


def test_a_backup_is_its_owners_alone_and_replaces_none(register: Register, saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    before = saved.read_bytes()
    with pytest.raises(SebayaError, match="sudah ada"):
        backup(register, saved)
    assert saved.read_bytes() == before


def test_restoring_again_adds_nothing_and_a_later_backup_the_rest(
    register: Register, new_register, saved: Path
) -> None:
    other = new_register()
    register.append(*every_kind()[:3])
    later = saved.with_name("later.json.gz")
    backup(register, later)
    assert [restore(other, path).added.entries for path in (saved, saved, later)] == [COUNT, 0, 3]
    assert rows(other) == rows(register)


@pytest.mark.parametrize("with_more", [True, False])
def test_a_register_that_is_no_beginning_is_left_alone(
    register: Register, new_register, saved: Path, with_more
) -> None:
    other = register if with_more else new_register()
    other.append(every_kind()[1])
    before = rows(other)
    with pytest.raises(SebayaError, match=r"Tidak ada yang diubah.*pindahkan register\.db"):
        restore(other, saved)
    assert rows(other) == before


def test_people_who_are_there_stay_as_they_are(register: Register, saved: Path) -> None:
    moved = replace(PEOPLE[0], group="9A")
    newcomer = Person(PLACE, "8A-07", TRAINEE, "Ani", "8A", "T1", "id", "dddd")
    write_people(register, [moved, newcomer])
    assert restore(register, saved).added.kept == ("8A-02",)
    assert people_of(register, PLACE) == [moved, *PEOPLE[1:], newcomer]


def erased_in(register: Register) -> list[str]:
    return [person.code for person in people_of(register, PLACE) if person.role == ERASED and not person.name]


def test_an_old_backup_brings_no_erased_name_back(register: Register, saved: Path) -> None:
    erase_person(register, PLACE, "8A-01")
    assert restore(register, saved).added.still_erased == ("8A-01",)
    assert erased_in(register) == ["8A-01"]


def test_a_newer_backup_says_who_was_erased(register: Register, new_register, saved: Path) -> None:
    erase_person(register, PLACE, "8A-01")
    later, empty, older = saved.with_name("later.json.gz"), new_register(), new_register()
    backup(register, later)
    restore(older, saved)
    assert restore(older, later).added.erased == ("8A-01",)
    restore(empty, later)
    assert erased_in(older) == erased_in(empty) == ["8A-01"]


def test_the_list_of_erasures_outlives_the_register(new_register, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "class.yaml").write_text(f"id: {PLACE}\n", encoding="utf-8")
    course, other = Course(tmp_path), new_register()
    assert read_erasures(course) == set()
    note_erasure(course, "8A-01", date(2026, 11, 22))
    note_erasure(course, "8A-09", date(2026, 11, 23))
    restored = restore(other, saved, erasures=read_erasures(course))
    assert (restored.added.still_erased, restored.added.named) == (("8A-01",), ("8A-02", "G01"))
    assert erased_in(other) == ["8A-01"]


def test_a_damaged_list_of_erasures_stops_a_restore(tmp_path: Path) -> None:
    (tmp_path / "class.yaml").write_text(f"id: {PLACE}\n", encoding="utf-8")
    (tmp_path / "erasures.json").write_text("{", encoding="utf-8")
    with pytest.raises(SebayaError, match=r"erasures\.json"):
        read_erasures(Course(tmp_path))


def test_without_names_only_codes_come_back(register: Register, new_register, saved: Path) -> None:
    other = new_register()
    assert restore(other, saved, without_names=True).added.named == ()
    assert people_of(other, PLACE) == [replace(person, name="", group="") for person in PEOPLE]
    assert rows(other) == rows(register)


def test_a_damaged_backup_is_refused_or_harmless(register: Register, saved: Path, tmp_path: Path) -> None:
    """At 150 places a byte is changed, at 30 the file is cut off."""
    content, chance, refused = saved.read_bytes(), random.Random(6), 0  # noqa: S311 (no secret is drawn)
    ways: list[Callable[[int], bytes]] = [
        *[lambda at: content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]] * 150,
        *[lambda at: content[:at]] * 30,
    ]
    other = file_register(tmp_path, "other.db")
    for way in ways:
        saved.write_bytes(way(chance.randrange(len(content))))
        try:
            restore(other, saved)
        except SebayaError:
            refused += 1
        else:
            assert rows(other) == rows(register)
    assert refused >= len(ways) - 15


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        (b'"format":1', b'"format":2', "lebih baru"),
        (b'"schema":"0001"', b'"schema":"0002"', "lebih baru"),
        (b'"kind":"sebaya-register"', b'"kind":"x"', "bukan cadangan"),
        (b'"form-7"', b'"form-8"', "catatan ke-7: Catatan 7 berubah"),
        (b'"head":[21', b'"head":[22', "bukan cadangan"),
        (b'"tier":"T2"', b'"tier":"T2 and more"', "orang 8A-01: isi tier"),
        (b'"tier":"T2"', b'"other":"T2"', "bukan cadangan"),
    ],
)
def test_a_backup_that_says_other_things_is_refused(
    new_register, saved: Path, find: bytes, put: bytes, said: str
) -> None:
    content = gzip.decompress(saved.read_bytes())
    assert find in content
    saved.write_bytes(gzip.compress(content.replace(find, put)))
    other = new_register()
    with pytest.raises(SebayaError, match=said):
        restore(other, saved)
    assert (other.entries(), people_of(other, PLACE)) == ([], [])


def test_a_damaged_register_is_not_backed_up(register: Register, saved: Path) -> None:
    with unguarded(register) as connection:
        connection.execute("UPDATE entry SET outcome = 'x' WHERE number = 6")
    with pytest.raises(SebayaError, match="Catatan 6 berubah"):
        backup(register, saved.with_name("b.json.gz"))
    assert not saved.with_name("b.json.gz").exists()


def test_places_that_are_not_there_are_told(register: Register, tmp_path: Path) -> None:
    with pytest.raises(SebayaError, match="tidak bisa ditulis"):
        backup(register, tmp_path / "none" / "a.gz")
    with pytest.raises(SebayaError, match="tidak ada"):
        restore(register, tmp_path / "none.gz")
