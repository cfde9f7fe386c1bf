"""Dates as each language writes them."""

import time
from datetime import UTC, datetime

import pytest

from scenarios.dates import written_date, written_time


@pytest.mark.parametrize(
    ("stamp", "lang", "written"),
    [
        ("2026-08-02", "id", "2 Agustus 2026"),
        ("2026-08-02", "en", "2 August 2026"),
        ("2025-12", "id", "Desember 2025"),
        ("2025-12", "en", "December 2025"),
        ("2016", "id", "2016"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(stamp, lang, written):
    """A year stays a year and a month a month: no day is invented."""
    assert written_date(stamp, lang) == written


@pytest.mark.parametrize("stamp", ["", "besok", "2026-02-30", "2026-08-02-01"])
def test_what_is_no_date_is_refused(stamp):
    """A broken stamp is never shown as if it were a date."""
    with pytest.raises(ValueError, match=r".*"):
        written_date(stamp)


@pytest.mark.parametrize(("lang", "written"), [("id", "3 Agu 2026 02.05"), ("en", "3 Aug 2026 02:05")])
def test_a_moment_is_written_by_the_clock_of_this_computer(monkeypatch, lang, written):
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    time.tzset()
    try:
        assert written_time(datetime(2026, 8, 2, 17, 5, 59, tzinfo=UTC), lang) == written
    finally:
        monkeypatch.undo()
        time.tzset()
