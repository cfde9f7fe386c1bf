"""Retention: whose name is due, and on which day, and that only then it goes."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from grader.course import Course
from grader.register import Entry, register_of
from grader.register.people import ERASED, TRAINEE, Person, people_of, write_people
from grader.retention import carry_out, due, retention

pytest_plugins = ["classroom"]

Told = tuple[str, str, str, str, str]


def entry(day: str, kind: str, outcome: str = "", about: str = "", until: str = "") -> Told:
    return day, kind, outcome, about, until


CERTIFIED = entry("2024-02-10", "decision", "passed", "certificate", "2025-02-10")
GIVEN = entry("2024-01-08", "consent", "given")


def entries_of(told: list[Told], person: str = "P01") -> list[Entry]:
    return [
        Entry("kelas", person, kind, about, outcome, day, until, number=number)
        for number, (day, kind, outcome, about, until) in enumerate(told, 1)
    ]


def trainee(code: str, role: str = TRAINEE) -> Person:
    return Person("kelas", code, role, f"Nama {code}", "8A", "T2")


@pytest.mark.parametrize(
    ("told", "due_on", "why"),
    [
        ([GIVEN], "2025-01-08", "last entry; never certified"),
        ([GIVEN, entry("2024-06-01", "coaching", "held")], "2025-06-01", "last entry; never certified"),
        ([GIVEN, CERTIFIED], "2026-02-10", "certificate expired"),
        ([CERTIFIED, entry("2025-02-01", "decision", "passed", "renewal", "2026-02-01")], "2027-02-01", "expired"),
        ([CERTIFIED, entry("2025-06-01", "coaching", "held")], "2026-06-01", "certificate expired"),
        ([CERTIFIED, entry("2024-06-01", "leave", "left")], "2025-06-01", "left"),
        ([CERTIFIED, entry("2024-06-01", "leave", "left"), entry("2024-07-01", "coaching")], "2025-06-01", "left"),
        ([CERTIFIED, entry("2024-06-01", "leave", "left"), entry("2024-09-01", "return")], "2026-02-10", "expired"),
        ([GIVEN, CERTIFIED, entry("2024-03-01", "consent", "withdrawn")], "2025-03-01", "withdrawn"),
        ([CERTIFIED, entry("2024-03-01", "assent", "withdrawn"), entry("2024-03-02", "assent", "given")],
         "2026-02-10", "expired"),
        ([CERTIFIED, entry("2024-05-01", "revocation")], "2025-05-01", "revoked"),
        ([entry("2024-02-29", "coaching")], "2025-03-01", "last entry"),
        ([GIVEN, CERTIFIED, entry("2024-02-11", "correction", "struck", "2")], "2025-01-08", "never certified"),
    ],
)  # fmt: skip
def test_a_name_is_due_a_year_after_what_ended(told: list[Told], due_on: str, why: str) -> None:
    day = date.fromisoformat(due_on)
    assert due([trainee("P01")], entries_of(told), day - timedelta(days=1)).names == ()
    (found,) = due([trainee("P01")], entries_of(told), day).names
    assert found.code == "P01"
    assert found.due_on == day
    assert why in found.why["en"]


def test_a_valid_certificate_keeps_the_name() -> None:
    told = [entry("2020-01-01", "decision", "passed", "certificate", "2030-01-01")]
    assert due([trainee("P01")], entries_of(told), date(2029, 12, 31)).names == ()


@pytest.mark.parametrize("role", ["guru-bk", ERASED])
def test_names_of_staff_and_erased_names_are_never_due(role: str) -> None:
    assert due([trainee("P01", role)], entries_of([GIVEN]), date(2040, 1, 1)).names == ()


def test_whoever_has_no_entry_is_told_and_not_erased() -> None:
    found = due([trainee("P01"), trainee("P02")], entries_of([GIVEN]), date(2026, 1, 1))
    assert ([one.code for one in found.names], found.undated) == (["P01"], ("P02",))


def test_entries_of_more_than_five_years_are_counted() -> None:
    told = [entry("2020-01-07", "consent", "given"), entry("2021-01-07", "coaching")]
    assert [due([], entries_of(told), date(2025, 1, day)).old_entries for day in (6, 7)] == [0, 1]


def test_what_is_due_is_erased_and_nobody_else(empty_class: Path, tmp_path: Path) -> None:
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    place, register = course.about["id"], register_of(course)
    write_people(register, [Person(place, code, TRAINEE, f"Nama {code}") for code in ("P01", "P02", "P03")])
    for code, day in (("P01", "2024-01-01"), ("P02", "2025-12-01"), ("P03", "2024-05-05")):
        register.append(Entry(place, code, "coaching", outcome="held", on_day=day))
    today = date(2026, 1, 1)
    found = retention(course, today)
    assert [person.name for person in people_of(register, place)] == ["Nama P01", "Nama P02", "Nama P03"]
    assert [one.code for one in carry_out(course, found, today=today)] == ["P01", "P03"]
    assert [person.name for person in people_of(register, place)] == ["", "Nama P02", ""]
    assert retention(course, today).names == ()
