"""Reminders: the right people, the right day, a calendar that any program reads, no names unless asked for."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from grader.course import Course
from grader.faults import SebayaError
from grader.register import Entry, register_of
from grader.register.people import TRAINEE, Person, write_people
from grader.reminder_files import write_calendar, write_letters
from grader.reminders import Reminder, read_reminders, reminders
from grader.roster import Trainee
from grader.rule import read_certification

pytest_plugins = ["classroom"]

RULE = read_certification()
TODAY = date(2026, 11, 22)
SARI = Trainee("P01", "Sari Dewi", "8A", "T2", "id", "KODE")
MADE = Trainee("P02", "Made Putra", "8B", "T3", "en", "KODE")


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def entry(kind: str, days_ago: int, outcome: str = "", about: str = "", until: str = "", who: str = "P01") -> Entry:
    return Entry("kelas", who, kind, about, outcome, ago(days_ago), until)


def numbered(entries: list[Entry]) -> list[Entry]:
    return [Entry(**{**vars(one), "number": number}) for number, one in enumerate(entries, 1)]


CONSENTED = [entry("consent", 300, "given"), entry("assent", 300, "given")]
SUPERVISED = entry("supervision", 3, "attended")


def certificate(left: int) -> Entry:
    return entry("decision", 200, "passed", "certificate", ago(-left))


PROBATION = entry("decision", 60, "passed", "probation")


def found(*entries: Entry, trainee: Trainee = SARI) -> list[Reminder]:
    return reminders(RULE, [trainee], numbered(list(entries)), TODAY)


@pytest.mark.parametrize(
    ("left", "within"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)]
)
def test_a_certificate_that_ends_soon_is_told_in_the_span_of_the_rule(left: int, within: int | None) -> None:
    told = found(*CONSENTED, certificate(left), SUPERVISED)
    assert [(one.kind, one.days_left, one.within) for one in told] == (
        [] if within is None else [("expires", left, within)]
    )


def test_a_paused_certificate_still_runs_out() -> None:
    paused = entry("suspension", 1, "suspended")
    assert [one.kind for one in found(*CONSENTED, certificate(20), SUPERVISED, paused)] == ["expires"]


@pytest.mark.parametrize(("days", "left"), [(14, None), (15, 13), (28, 0), (29, -1), (40, -12)])
def test_supervision_is_overdue_after_two_weeks_and_says_when_service_pauses(days: int, left: int | None) -> None:
    told = found(*CONSENTED, PROBATION, entry("supervision", days, "in-depth"), entry("supervision", 1, "missed"))
    assert [(one.kind, one.days_left) for one in told] == ([] if left is None else [("supervision", left)])


@pytest.mark.parametrize(
    "more",
    [
        [entry("supervision", 20, "missed"), entry("supervision", 6, "missed")],
        [entry("leave", 2, "left")],
        [entry("revocation", 2)],
        [entry("suspension", 2, "suspended")],
    ],
)
def test_whoever_does_not_serve_for_another_reason_is_not_called_to_supervision(more: list[Entry]) -> None:
    assert found(*CONSENTED, PROBATION, *more) == []


def test_nobody_in_training_is_called_to_supervision() -> None:
    assert found(*CONSENTED) == []


@pytest.mark.parametrize(
    ("tier", "entries", "kinds"),
    [
        ("T1", [], ["assent", "consent"]),
        ("T2", [], ["assent", "consent"]),
        ("T3", [], ["assent"]),
        ("T2", CONSENTED, []),
        ("T2", CONSENTED[:1], ["assent"]),
        ("T2", [*CONSENTED, entry("consent", 1, "withdrawn")], ["consent"]),
        ("T2", [*CONSENTED, entry("consent", 2, "withdrawn"), entry("consent", 1, "given")], []),
        ("T2", [entry("leave", 1, "left"), certificate(200), SUPERVISED], []),
    ],
)
def test_missing_or_withdrawn_consent_is_told(tier: str, entries: list[Entry], kinds: list[str]) -> None:
    trainee = Trainee(**{**vars(SARI), "tier": tier})
    told = found(*entries, trainee=trainee)
    assert [one.kind for one in told] == kinds
    assert all(one.until is None for one in told)


def test_withdrawn_consent_asks_to_stop_service() -> None:
    (told,) = found(*CONSENTED, entry("consent", 1, "withdrawn"))
    assert "No service" in told.told["en"]


def test_what_is_dated_later_or_struck_does_not_count() -> None:
    strike = entry("correction", 1, "struck", "1")
    assert [one.kind for one in found(*CONSENTED, strike)] == ["consent"]
    assert [one.kind for one in found(CONSENTED[0], entry("assent", -1, "given"))] == ["assent"]


def test_the_most_urgent_comes_first() -> None:
    entries = [*CONSENTED, certificate(7), entry("supervision", 27, "attended")]
    entries += [entry("decision", 200, "passed", "certificate", ago(-3), "P02"), entry("assent", 9, "given", who="P02")]
    entries.append(entry("supervision", 3, "attended", who="P02"))
    told = reminders(RULE, [SARI, MADE], numbered(entries), TODAY)
    assert [(one.trainee.code, one.kind, one.days_left) for one in told] == [
        ("P01", "supervision", 1), ("P02", "expires", 3), ("P01", "expires", 7),
    ]  # fmt: skip


def test_reminders_of_a_class_come_from_its_register(empty_class: Path, tmp_path: Path) -> None:
    course = Course(Path(shutil.copytree(empty_class, tmp_path / "kelas")))
    place = course.about["id"]
    write_people(register_of(course), [Person(place, "P01", TRAINEE, "Sari Dewi", "8A", "T2")])
    register_of(course).append(*(Entry(**{**vars(one), "place": place}) for one in CONSENTED))
    assert read_reminders(course, TODAY) == []
    register_of(course).append(Entry(place, "P01", "assent", outcome="withdrawn", on_day=ago(0)))
    assert [one.kind for one in read_reminders(course, TODAY)] == ["assent"]


def calendar_of(path: Path, told: list[Reminder], today: date = TODAY, **more: Any) -> list[Any]:
    write_calendar(path, told, "kelas", today, [90, 30, 7], **more)
    return icalendar.Calendar.from_ical(path.read_bytes()).events


def told_of_all() -> list[Reminder]:
    return found(certificate(20), entry("supervision", 20, "attended"), entry("consent", 9, "given"))


def test_each_reminder_is_an_all_day_event_with_an_alarm(tmp_path: Path) -> None:
    told = told_of_all()
    events = calendar_of(tmp_path / "a.ics", told)
    assert len(events) == len(told) == 3
    assert [event["dtstart"].dt for event in events] == [one.until or TODAY for one in told]
    assert all((event["dtend"].dt - event["dtstart"].dt) == timedelta(days=1) for event in events)
    assert all(event.alarms.times for event in events)


@pytest.mark.parametrize(("left", "before"), [(90, [90, 30, 7]), (40, [30, 7]), (7, [7]), (3, [0])])
def test_alarms_ring_on_the_days_of_the_rule_that_are_still_ahead(tmp_path: Path, left: int, before: list[int]) -> None:
    (event,) = calendar_of(tmp_path / "a.ics", found(*CONSENTED, certificate(left), SUPERVISED))
    rings = sorted(alarm["trigger"].dt for alarm in event.walk("VALARM"))
    assert rings == sorted(timedelta(hours=7) - timedelta(days=days) for days in before)


def test_an_event_that_has_passed_is_laid_on_today(tmp_path: Path) -> None:
    (event,) = calendar_of(tmp_path / "a.ics", found(*CONSENTED, PROBATION, entry("supervision", 40, "attended")))
    assert event["dtstart"].dt == TODAY


def test_the_same_matter_keeps_its_event_and_another_gets_its_own(tmp_path: Path) -> None:
    def uids(*entries: Entry, today: date = TODAY) -> set[str]:
        told = reminders(RULE, [SARI], numbered(list(entries)), today)
        return {str(event["uid"]) for event in calendar_of(tmp_path / "a.ics", told, today)}

    first = uids(*CONSENTED, certificate(20), SUPERVISED)
    assert uids(*CONSENTED, certificate(20), SUPERVISED, today=TODAY + timedelta(days=2)) == first
    assert not uids(*CONSENTED, certificate(21), SUPERVISED) & first
    assert len(uids(certificate(20))) == 4


def test_equal_reminders_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        calendar_of(tmp_path / name, told_of_all())
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_a_calendar_holds_names_only_when_they_are_asked_for(tmp_path: Path) -> None:
    calendar_of(tmp_path / "a.ics", told_of_all())
    assert b"Sari" not in (tmp_path / "a.ics").read_bytes()
    events = calendar_of(tmp_path / "b.ics", told_of_all(), with_names=True)
    assert all("Sari Dewi (P01)" in event["summary"] for event in events)


def test_letters_are_in_each_trainees_language_and_run_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "surat.csv"
    told = found(*CONSENTED, certificate(20), SUPERVISED)
    told += found(entry("assent", 1, "withdrawn", who="P02"), trainee=Trainee(**{**vars(MADE), "name": "=SUM(1)"}))
    write_letters(path, told)
    header, ours, theirs = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert header == ["nama", "kode", "kelas", "sisa hari", "sampai", "yang perlu dilakukan"]
    assert ours[:5] == ["Sari Dewi", "P01", "8A", "20", ago(-20)]
    assert "Sertifikat berlaku sampai 12 Desember 2026" in ours[5]
    assert theirs[0] == "'=SUM(1)"
    assert "Assent was withdrawn" in theirs[5]
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SebayaError, match="tidak bisa ditulis"):
        write_letters(tmp_path / "tidak-ada" / "surat.csv", [])
