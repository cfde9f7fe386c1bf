"""Dates as each language writes them."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from scenarios.text import DEFAULT_LANGUAGE

__all__ = ["written_date", "written_time"]


def written_date(stamp: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return a date of our files (`2026-08-02`, `2026-08` or `2026`) the way `lang` writes it: `2 Agustus 2026`.

    Raises ValueError for what is no such date.
    """
    patterns = {1: "y", 2: "MMMM y", 3: "d MMMM y"}
    parts = [int(part) for part in stamp.split("-")]
    if len(parts) not in patterns:
        raise ValueError(stamp)
    year, month, day = (*parts, 1, 1)[:3]
    return format_date(date(year, month, day), patterns[len(parts)], locale=lang)


def written_time(at: datetime, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return a moment by the clock of this computer, to the minute, as `lang` writes it: `2 Agu 2026 15.04`."""
    pattern = "d MMM y HH:mm" if lang == "en" else "d MMM y HH.mm"
    return format_datetime(at.astimezone().replace(tzinfo=None), pattern, locale=lang)
