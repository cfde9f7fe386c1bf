"""Dates as each language writes them."""

import pytest

from scenarios.dates import written_date


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
