"""One report as somebody typed it, and what of it becomes an entry: days, numbers and codes, never free text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grader.faults import language
from grader.log.kinds import FIELDS, KINDS, Kind, recognised
from scenarios.text import Text, pick

__all__ = ["EARLIEST", "LogProblem", "LogRow", "day_of", "faults_of", "report_of"]

EARLIEST = date(2020, 1, 1)
"""No report is of an earlier day: it is a slip of the pen."""
MOST = {"count": 50, "percent": 100}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class LogRow:
    """One report as typed: its kind, of whom (a code; "" of the place), on which day (empty: today), and what of it.

    `codes` are harm codes, parted by spaces or commas. `about` is what a review of the content is of. `line` is that
    of a file, 0 where there is none.
    """

    kind: str
    person: str
    on: str = ""
    outcome: str = ""
    count: str = ""
    percent: str = ""
    codes: str = ""
    reason: str = ""
    role: str = ""
    about: str = ""
    line: int = 0

    @property
    def code(self) -> str:
        """The code as the roster has it."""
        return self.person.strip().upper()

    def fault(self, **text: str) -> "LogProblem":
        """Return a problem of this row, told in both languages."""
        return LogProblem(self.line, self.code, text)


@dataclass(frozen=True)
class LogProblem:
    """What is not right with a report: its line (0: not of a file), its person, and what it is."""

    line: int
    person: str
    text: Text

    def __str__(self) -> str:
        where = [pick({"id": f"baris {self.line}", "en": f"line {self.line}"}, language())] if self.line else []
        return f"{', '.join([*where, *([self.person] if self.person else [])]) or '–'}: {pick(self.text, language())}"


def day_of(typed: str, today: date) -> date | None:
    """Return a day typed as 2026-11-22 or, day first, 22/11/2026; today for an empty one. None when it is no day."""
    if not typed.strip():
        return today
    found = _DAY_FIRST.fullmatch(typed.strip())
    written = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else typed.strip()
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def report_of(row: LogRow, quiz_at_least: int) -> tuple[str, dict[str, Any]]:
    """Return outcome and content of a row that has no faults; a quiz passes from `quiz_at_least` percent."""
    known = KINDS[row.kind]
    content: dict[str, Any] = {}
    if "count" in known.fields:
        content["count"] = int(row.count or 1)
    if "percent" in known.fields:
        content["percent"] = _percent(row.percent)
    if "codes" in known.fields:
        content["codes"] = sorted(set(_codes(row.codes)), key=lambda code: (len(code), code))
    if "reason" in known.fields:
        content["reason"] = recognised(row.reason, known.reasons)
    if "role" in known.fields:
        content["role"] = "psikolog"
    if row.kind == "law-quiz":
        return ("passed" if content["percent"] >= quiz_at_least else "not-passed"), content
    return (recognised(row.outcome, known.outcomes) if row.outcome else known.outcomes[0]) or "", content


def faults_of(row: LogRow, today: date, harms: Mapping[str, Any], quiz_at_least: int) -> Iterator[LogProblem]:
    """Yield what is not right with the words of a row of a known kind; whether its person is known others say.

    `harms` are the harm codes of the curriculum.
    """
    known, day = KINDS[row.kind], day_of(row.on, today)
    if day is None:
        yield row.fault(
            id=f"tanggal “{row.on}” tidak terbaca; tulis seperti {today} atau {today:%d/%m/%Y}",
            en=f"the day “{row.on}” cannot be read; write it like {today} or {today:%d/%m/%Y} (day first)",
        )
    elif day > today:
        yield row.fault(id=f"tanggal {day} belum tiba", en=f"the day {day} has not come yet")
    elif day < EARLIEST:
        yield row.fault(id=f"tanggal {day} terlalu lama", en=f"the day {day} is too long ago")
    if row.outcome and recognised(row.outcome, known.outcomes) is None:
        yield row.fault(
            id=f"hasil “{row.outcome}” tidak dikenal; pilih {', '.join(known.outcomes)}",
            en=f"the outcome “{row.outcome}” is unknown; choose {', '.join(known.outcomes)}",
        )
    for field in FIELDS:
        if getattr(row, field) and field not in known.fields:
            yield row.fault(id=f"{known.name['id']} tidak memakai {field}", en=f"{known.name['en']} takes no {field}")
    if row.about and not known.is_of_place:
        yield row.fault(id="isian about tidak dipakai", en="about is not used")
    yield from _field_faults(known, row, harms)
    if row.kind == "law-quiz" and row.outcome and (percent := _percent(row.percent)) is not None:
        found = recognised(row.outcome, known.outcomes)
        if found and (found == "passed") != (percent >= quiz_at_least):
            yield row.fault(
                id=f"{percent}% tidak cocok dengan hasil “{row.outcome}”; lulus mulai {quiz_at_least}%",
                en=f"{percent}% does not fit the outcome “{row.outcome}”; it is passed from {quiz_at_least}%",
            )


def _field_faults(known: Kind, row: LogRow, harms: Mapping[str, Any]) -> Iterator[LogProblem]:
    if "count" in known.fields and row.count and not _is_number(row.count, 1, MOST["count"]):
        yield row.fault(
            id=f"jumlah “{row.count}” harus angka 1–{MOST['count']}",
            en=f"the count “{row.count}” must be a number of 1–{MOST['count']}",
        )
    if "percent" in known.fields and _percent(row.percent) is None:
        yield row.fault(
            id=f"persen “{row.percent}” harus angka 0–100", en=f"percent “{row.percent}” must be a number of 0–100"
        )
    unknown = [code for code in _codes(row.codes) if code not in harms] if "codes" in known.fields else []
    if unknown:
        yield row.fault(
            id=f"kode bahaya tidak dikenal: {', '.join(unknown)}", en=f"unknown harm codes: {', '.join(unknown)}"
        )
    if "reason" in known.fields and recognised(row.reason, known.reasons) is None:
        yield row.fault(
            id=f"alasan “{row.reason}” tidak dikenal; pilih {', '.join(known.reasons)}",
            en=f"the reason “{row.reason}” is unknown; choose {', '.join(known.reasons)}",
        )
    if "role" in known.fields and recognised(row.role, ("psikolog",)) is None:
        yield row.fault(
            id="tinjauan isi hanya dari psikolog: --role psikolog",
            en="only a psychologist reviews the content: --role psikolog",
        )
    if known.is_of_place and not _FINGERPRINT.fullmatch(row.about):
        yield row.fault(
            id=f"{row.kind} perlu sidik isi yang ditinjau",
            en=f"{row.kind} needs the fingerprint of the content reviewed",
        )


def _is_number(typed: str, least: int, most: int) -> bool:
    return re.fullmatch(r"[0-9]{1,6}", typed.strip()) is not None and least <= int(typed) <= most


def _percent(typed: str) -> int | None:
    number = typed.replace("%", "").strip()
    return int(number) if _is_number(number, 0, MOST["percent"]) else None


def _codes(typed: str) -> list[str]:
    return [code.upper() for code in re.split(r"[\s,;+]+", typed) if code]
