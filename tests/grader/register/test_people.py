"""The one table with names: written, changed, erased; a code that was erased is nobody else's."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from registers import PLACE, every_kind, file_register

from grader.course import Course
from grader.faults import SebayaError
from grader.register import Register, register_of
from grader.register.chain import verify
from grader.register.people import ERASED, TRAINEE, Person, erase_person, people_of, write_people
from grader.roster import RosterError, import_roster, read_roster

pytest_plugins = ["classroom"]

SARI = Person(PLACE, "8A-01", TRAINEE, "Sari Dewi", "8A", "T1", "id", "aaaa-bbbb")
MADE = Person(PLACE, "8A-02", TRAINEE, "Made Putra", "8A", "T2", "en", "cccc-dddd")


def test_people_come_back_in_the_order_in_which_they_were_written(register: Register) -> None:
    write_people(register, [MADE, SARI])
    write_people(register, [replace(MADE, group="9A"), replace(SARI, place="other")])
    assert people_of(register, PLACE) == [replace(MADE, group="9A"), SARI]
    assert people_of(register, "other") == [replace(SARI, place="other")]


def test_one_code_twice_in_one_go_is_one_person(register: Register) -> None:
    write_people(register, [SARI, MADE, replace(SARI, group="9A")])
    assert people_of(register, PLACE) == [replace(SARI, group="9A"), MADE]


def test_whoever_is_erased_leaves_a_code_and_a_whole_chain(register: Register) -> None:
    write_people(register, [SARI, MADE])
    assert erase_person(register, PLACE, "8A-01")
    assert people_of(register, PLACE) == [Person(PLACE, "8A-01", ERASED, "", language=""), MADE]
    assert not erase_person(register, PLACE, "8A-01")
    assert not erase_person(register, PLACE, "8A-99")
    assert verify(register) == []
    assert register.entries(person="8A-01")


@pytest.mark.parametrize("bad", [SARI, replace(MADE, tier="T2 and more"), replace(MADE, code="x" * 41)])
def test_nothing_is_written_for_the_erased_or_of_what_does_not_fit(register: Register, bad: Person) -> None:
    write_people(register, [SARI])
    erase_person(register, PLACE, "8A-01")
    before = people_of(register, PLACE)
    with pytest.raises(SebayaError, match="Tidak ada yang ditulis"):
        write_people(register, [replace(MADE, code="8A-05"), bad])
    assert people_of(register, PLACE) == before


def test_an_erased_name_leaves_no_bytes_in_the_file(tmp_path: Path) -> None:
    register = file_register(tmp_path)
    register.append(*every_kind())
    write_people(register, [SARI, MADE])
    assert b"Sari Dewi" in (tmp_path / "register.db").read_bytes()
    erase_person(register, PLACE, "8A-01")
    content = (tmp_path / "register.db").read_bytes()
    assert b"Sari" not in content
    assert b"aaaa-bbbb" not in content
    assert b"Made Putra" in content


def test_the_roster_gives_an_erased_code_to_nobody(empty_class: Path, tmp_path: Path) -> None:
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    table = tmp_path / "daftar.csv"
    table.write_text("kode,nama,kelas,jenjang\n8A-01,Sari Dewi,8A,T1\n8A-02,Made Putra,8A,T1\n", encoding="utf-8")
    import_roster(course, table)
    erase_person(register_of(course), course.about["id"], "8A-01")
    assert [trainee.code for trainee in read_roster(course)] == ["8A-02"]
    with pytest.raises(RosterError) as caught:
        import_roster(course, table)
    assert [str(problem) for problem in caught.value.problems] == ["baris 2: kode ini sudah dipakai orang lain"]
    assert [trainee.code for trainee in read_roster(course)] == ["8A-02"]
