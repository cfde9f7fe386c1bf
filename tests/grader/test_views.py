"""Views: a trainer sees the own class, a coordinator all, a district numbers that name nobody."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from postgres import Postgres
from sqlalchemy import insert

from grader import standing
from grader.course import Course
from grader.erase import erase
from grader.log.recording import correct
from grader.register import Entry, Register, register_of
from grader.register.people import ERASED, TRAINEE, Person, write_people
from grader.register.tables import ENTRY, PERSON
from grader.rule import read_certification
from grader.standing import Status, standing_of
from grader.views import COUNTED, KINDS, SMALLEST, STAFF, Role, glance, read_view, view

pytest_plugins = ["classroom"]

TODAY = date(2026, 11, 22)
LIMITS = read_certification().standing


def person(place: str, code: str, role: str = TRAINEE) -> Person:
    return Person(place, code, role, "" if role == ERASED else f"Nama {code}", "8A", "T2", personal_code=f"KODE{code}")


def entry(place: str, code: str, kind: str, about: str = "", outcome: str = "", **more: Any) -> Entry:
    return Entry(place, code, kind, about, outcome, **{"on_day": "2026-11-20", **more})


def certified(place: str, code: str) -> Entry:
    return entry(place, code, "decision", "certificate", "passed", until_day="2027-11-20")


def of_statuses(place: str, counts: dict[Status, int]) -> tuple[list[Person], list[Entry]]:
    """So many people of each of three statuses."""
    made = {Status.CERTIFIED: certified, Status.REVOKED: lambda place, code: entry(place, code, "revocation")}
    people, entries = [], []
    for status, count in counts.items():
        for number in range(count):
            code = f"{status.value[:3].upper()}{number}"
            people.append(person(place, code))
            entries += [made[status](place, code)] if status in made else []
    return people, entries


@pytest.fixture
def course(empty_class: Path, tmp_path: Path) -> Course:
    """A class with two trainees and a rater, in whose register another class stands as well."""
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    own = course.about["id"]
    people = [person(own, "P01"), person(own, "P02"), person(own, "G01", "guru-bk"), person("kelas-lain", "P01")]
    write_people(register_of(course), people)
    register_of(course).append(certified(own, "P01"), entry("kelas-lain", "P01", "revocation"))
    return course


def test_a_trainer_sees_the_own_class_by_name_and_no_staff(course: Course) -> None:
    found = read_view(course, Role.TRAINER, TODAY)
    assert [(one.code, one.name, one.standing.status) for one in found.trainees] == [
        ("P01", "Nama P01", Status.CERTIFIED), ("P02", "Nama P02", Status.IN_TRAINING),
    ]  # fmt: skip
    assert found.counts == ()


def test_a_coordinator_sees_all_classes_of_the_register(course: Course) -> None:
    found = read_view(course, Role.COORDINATOR, TODAY)
    assert [(one.place, one.code, one.standing.status) for one in found.trainees] == [
        (course.about["id"], "P01", Status.CERTIFIED),
        (course.about["id"], "P02", Status.IN_TRAINING),
        ("kelas-lain", "P01", Status.REVOKED),
    ]


def test_a_district_sees_neither_names_nor_codes(course: Course) -> None:
    found = read_view(course, Role.DISTRICT, TODAY)
    assert found.trainees == ()
    assert [one.place for one in found.counts] == ["kelas-lain", course.about["id"], ""]
    assert "P0" not in str(asdict(found))


def test_what_was_struck_does_not_count(course: Course) -> None:
    correct(course, 1, "wrong-person", today=TODAY)
    assert read_view(course, Role.TRAINER, TODAY).trainees[0].standing.status is Status.IN_TRAINING


def test_whoever_is_erased_is_listed_without_a_name_and_staff_no_more(course: Course) -> None:
    for code in ("P01", "G01"):
        erase(course, code, today=TODAY)
    first = read_view(course, Role.TRAINER, TODAY).trainees
    assert [(one.code, one.name, one.group, one.standing.status) for one in first] == [
        ("P01", "", "", Status.ERASED), ("P02", "Nama P02", "8A", Status.IN_TRAINING),
    ]  # fmt: skip


def test_a_view_looks_at_all_that_a_standing_is_derived_from() -> None:
    assert {*KINDS} == {*standing._TAKES, "correction"}


def test_a_glance_gives_the_same_standing_as_the_whole_entries(course: Course) -> None:
    own, register = course.about["id"], register_of(course)
    register.append(
        entry(own, "P02", "decision", "probation", "passed", on_day="2026-09-01", content={"steps": [1] * 99}),
        *(entry(own, "P02", "supervision", outcome=outcome) for outcome in ("missed", "in-depth", "missed", "missed")),
    )
    with register.reading() as connection:
        light = [one for one in glance(connection, place=own) if one.person == "P02"]
    whole = register.entries(place=own, person="P02")
    assert [replace(one, content={}, recorded_at="", hash="", prev_hash=light[0].prev_hash) for one in whole] == light
    assert standing_of(light, TODAY, LIMITS) == standing_of(whole, TODAY, LIMITS)


def counts_of(places: dict[str, dict[Status, int]]) -> Sequence[Any]:
    people, entries = [], []
    for place, counts in places.items():
        some, theirs = of_statuses(place, counts)
        people += some
        entries += theirs
    return view(Role.DISTRICT, people, entries, TODAY, LIMITS).counts


def test_groups_below_five_are_hidden_and_no_total_gives_them_away() -> None:
    small, large = SMALLEST - 1, SMALLEST
    one, other, both = counts_of(
        {
            "a": {Status.CERTIFIED: large, Status.REVOKED: small, Status.IN_TRAINING: 20},
            "b": {Status.CERTIFIED: small, Status.REVOKED: large},
        }
    )
    assert (one.of_status[Status.CERTIFIED], one.of_status[Status.REVOKED], one.at_least) == (large, None, 25)
    assert (other.of_status[Status.CERTIFIED], other.of_status[Status.REVOKED], other.at_least) == (None, large, 5)
    assert (both.of_status[Status.CERTIFIED], both.of_status[Status.REVOKED], both.at_least) == (large, large, 30)


@given(
    st.dictionaries(
        st.sampled_from("abc"),
        st.fixed_dictionaries(
            {status: st.integers(0, 8) for status in (Status.CERTIFIED, Status.REVOKED, Status.IN_TRAINING)}
        ),
        min_size=1,
    )
)
def test_a_district_could_not_tell_any_small_group_from_none(places: dict[str, dict[Status, int]]) -> None:
    without = {
        place: {status: count if count >= SMALLEST else 0 for status, count in counts.items()}
        for place, counts in places.items()
    }
    shown = [one.of_status for one in counts_of(places) if one.place in without or not one.place]
    emptied = {one.place: one.of_status for one in counts_of(without)}
    blank = dict.fromkeys(COUNTED)
    assert shown == [emptied.get(place, blank) for place in (*sorted(p for p in places if any(places[p].values())), "")]


def test_an_erased_person_restored_without_an_entry_is_erased_and_staff_is_not_counted() -> None:
    people = [person("a", "P01", ERASED), person("a", "G01", ERASED)]
    entries = [entry("a", "G01", "leave", STAFF, ERASED)]
    found = view(Role.TRAINER, people, entries, TODAY, LIMITS, "a").trainees
    assert [(one.code, one.standing.status) for one in found] == [("P01", Status.ERASED)]


def test_ten_thousand_trainees_are_seen_in_seconds(course: Course) -> None:
    own, register = course.about["id"], register_of(course)
    codes = [f"X{number:05}" for number in range(10_000)]
    days = [(TODAY - timedelta(days=14 * back)).isoformat() for back in range(3)]
    with register.writing() as writer:
        writer.connection.execute(
            insert(PERSON), [{**asdict(person(own, code)), "position": n} for n, code in enumerate(codes, 10)]
        )
        writer.append([certified(own, code) for code in codes])
        writer.append(
            [entry(own, code, "supervision", outcome="attended", on_day=day) for code in codes for day in days]
        )
    begun = time.monotonic()
    found = read_view(course, Role.DISTRICT, TODAY)
    assert found.counts[-1].of_status[Status.CERTIFIED] == 10_001
    assert time.monotonic() - begun < 8


def test_an_account_of_postgresql_may_be_let_into_coded_entries_alone(postgres_server: Postgres) -> None:
    import psycopg

    register = Register(postgres_server.new_database())
    write_people(register, [person("a", "P01")])
    register.append(certified("a", "P01"))
    address = register.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE ROLE analis LOGIN")
        owner.execute(f"GRANT SELECT ON {ENTRY.name} TO analis")
    guest = register.url.set(drivername="postgresql", username="analis").render_as_string(hide_password=False)
    with psycopg.connect(guest, autocommit=True) as connection:
        assert connection.execute("SELECT person, outcome FROM entry").fetchall() == [("P01", "passed")]
        for refused in ("SELECT name FROM person", "DELETE FROM entry", "INSERT INTO person DEFAULT VALUES"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(refused)
