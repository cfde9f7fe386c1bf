"""The times that nbgrader writes beside a submission, read strictly: they may come from a trainee."""

import re
from datetime import UTC, datetime
from pathlib import Path

from grader.handin import read_regular
from grader.refused import RefusedError

__all__ = ["TIMESTAMP", "parse_stamp", "read_stamp"]

TIMESTAMP = "timestamp.txt"
_FORM = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: (UTC|[+-]\d{4}))?", re.ASCII)


def parse_stamp(text: str) -> datetime:
    """Return the time, UTC, of a stamp as nbgrader writes it: `2026-11-22 03:04:05.678901 UTC`, or with `+0700`.

    Raises ValueError for anything else. nbgrader itself asks dateutil, which looks up files for names of zones.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(text[:40])
    time, zone = found.groups()
    try:
        return datetime.fromisoformat(time + (zone if zone and zone != "UTC" else "+0000")).astimezone(UTC)
    except OverflowError as fault:
        raise ValueError(text[:40]) from fault


def read_stamp(folder: Path) -> tuple[bytes, datetime | None]:
    """Return the `timestamp.txt` of a submission as it is, and its time, UTC without a zone as nbgrader keeps it.

    None is the time where there is no stamp. Raises RefusedError when it is no time, or no ordinary file.
    """
    try:
        stamp = read_regular(folder / TIMESTAMP)
    except RefusedError as refused:
        if refused.reason == "missing":
            return b"", None
        raise RefusedError("bad-time", refused.detail) from refused
    try:
        text = stamp.decode().strip()
        return stamp, parse_stamp(text).replace(tzinfo=None) if text else None
    except ValueError as fault:
        raise RefusedError("bad-time", str(fault)[:80]) from fault
