"""Writes reminders as a calendar (.ics) and as a table for letters (mail merge)."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from grader.faults import SebayaError, language, tell
from grader.register.cells import shielded
from grader.reminders import Reminder
from scenarios.atomic import write_whole
from scenarios.text import pick

__all__ = ["write_calendar", "write_letters"]

TITLES = {
    "expires": {"id": "Sertifikat berakhir", "en": "Certificate ends"},
    "supervision": {"id": "Supervisi terlambat", "en": "Supervision overdue"},
    "consent": {"id": "Izin orang tua", "en": "Consent of a parent"},
    "assent": {"id": "Kesediaan sendiri", "en": "Own assent"},
}
HOUR = 7
"""When an alarm rings: so many hours into the day."""


def write_calendar(
    path: Path,
    reminders: Sequence[Reminder],
    place: str,
    today: date,
    remind_days: Sequence[int],
    *,
    with_names: bool = False,
) -> None:
    """Write one all-day event for each reminder, with an alarm; a later file brings the same events up to date.

    An event is on the last day in time, or today where that has passed. Codes stand in it, names only `with_names`.
    Raises SebayaError when it cannot be written.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Sebaya//sebaya remind//ID")
    calendar.add("version", "2.0")
    for one in reminders:
        who = f"{one.trainee.name} ({one.trainee.code})" if with_names else one.trainee.code
        title, told = pick(TITLES[one.kind], language()), pick(one.told, language())
        on = max(one.until or today, today)
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'sebaya:{place}/{one.key}')}")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", f"{title}: {who}")
        event.add("description", told)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        for before in _alarms(one, (on - today).days, remind_days):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{title}: {who}")
            alarm.add("trigger", timedelta(hours=HOUR) - timedelta(days=before))
            event.add_component(alarm)
        calendar.add_component(event)
    _write(path, calendar.to_ical())


def write_letters(path: Path, reminders: Sequence[Reminder]) -> None:
    """Write one row for each reminder, with the name, in the trainee's own language: for letters to them.

    UTF-8 with the mark and the semicolons that Indonesian Excel expects. Raises SebayaError when it cannot be written.
    """
    header = (
        tell(id="nama", en="name"),
        tell(id="kode", en="code"),
        tell(id="kelas", en="group"),
        tell(id="sisa hari", en="days left"),
        tell(id="sampai", en="until"),
        tell(id="yang perlu dilakukan", en="what to do"),
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for one in reminders:
        days, until = (str(one.days_left), one.until.isoformat()) if one.until else ("", "")
        told = pick(one.told, one.trainee.language)
        names = (shielded(cell) for cell in (one.trainee.name, one.trainee.code, one.trainee.group))
        writer.writerow([*names, days, until, told])
    _write(path, text.getvalue().encode("utf-8-sig"))


def _alarms(one: Reminder, days_left: int, remind_days: Sequence[int]) -> list[int]:
    """Return how many days before the event its alarms ring: those still ahead, or on the day itself."""
    ahead = [days for days in remind_days if one.kind == "expires" and days <= days_left]
    return sorted(ahead, reverse=True) or [0]


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Pilih tempat lain.",
            en=f"{path} cannot be written ({fault.strerror}). Choose another place.",
        ) from fault
