"""Puts on record what people report of trainees, and strikes what was recorded wrongly; the register only grows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grader.course import Course
from grader.faults import SebayaError
from grader.log.kinds import KINDS, STRIKES, recognised
from grader.log.row import LogProblem, LogRow, day_of, faults_of, report_of
from grader.observation.locked import not_struck
from grader.observation.material import read_material
from grader.register import Entry, register_of
from grader.register.entry import canonical
from grader.register.people import ERASED, TRAINEE, Person, people_of
from grader.rule import read_certification

__all__ = ["LogError", "Logged", "correct", "log", "recorder_of"]


@dataclass(frozen=True)
class Logged:
    """What was recorded, and what said the same already and was not doubled: an entry, or a row of the same list."""

    added: tuple[Entry, ...]
    already: tuple[Entry, ...]


class LogError(SebayaError):
    """Reports that are not right; nothing was recorded. `problems` names line and person of each."""

    def __init__(self, problems: Sequence[LogProblem]) -> None:
        super().__init__(
            id=f"{len(problems)} hal perlu diperbaiki. Belum ada yang dicatat.",
            en=f"{len(problems)} things to put right. Nothing was recorded.",
        )
        self.problems = tuple(problems)


def log(course: Course, rows: Sequence[LogRow], recorded_by: str = "", today: date | None = None) -> Logged:
    """Record reports, all or none, and return what was recorded; `recorded_by` is a code of staff.

    Raises LogError when any row is not right, SebayaError for an unknown recorder, or when the register cannot be
    used.
    """
    register, place, today = register_of(course), course.about["id"], today or date.today()
    people = {person.code: person for person in people_of(register, place)}
    recorded_by = recorder_of(people, recorded_by)
    at_least = read_certification(course).value("renewal", "law-quiz", "at_least")
    problems = [problem for row in rows for problem in _problems(row, people, today, at_least)]
    if problems or not rows:
        raise LogError(problems or [LogProblem(0, "", {"id": "sebut siapa orangnya", "en": "say of whom"})])
    kinds = {row.kind for row in rows}
    with register.writing() as writer:
        known = {_said(one): one for one in not_struck(writer.entries(place=place, kind=[*kinds, "correction"]))}
        of_day = {(one.kind, one.person, one.on_day): one for one in known.values()}
        new, already = [], []
        for row in rows:
            outcome, content = report_of(row, at_least)
            day = (day_of(row.on, today) or today).isoformat()
            entry = Entry(place, row.code, row.kind, row.about, outcome, day, "", recorded_by, content)
            if _said(entry) in known:
                already.append(known[_said(entry)])
                continue
            other = of_day.setdefault((entry.kind, entry.person, day), entry)
            if other is not entry and KINDS[row.kind].is_once_a_day:
                problems.append(_contradiction(row, other))
            known[_said(entry)] = entry
            new.append(entry)
        if problems:
            raise LogError(problems)
        return Logged(tuple(writer.append(new)), tuple(already))


def correct(course: Course, number: int, reason: str, recorded_by: str = "", today: date | None = None) -> Entry:
    """Strike the entry `number` for one of STRIKES, and return the correction; both stay in the register.

    Raises SebayaError when there is no such entry in this class, when it is a correction itself, struck already, or
    the erasure of a name, or when reason or recorder are unknown.
    """
    register, place = register_of(course), course.about["id"]
    people = {person.code: person for person in people_of(register, place)}
    recorded_by, code = recorder_of(people, recorded_by), recognised(reason, STRIKES)
    if code is None:
        raise SebayaError(
            id=f"Alasan “{reason}” tidak dikenal. Pilih: {', '.join(STRIKES)}.",
            en=f"The reason “{reason}” is unknown. Choose: {', '.join(STRIKES)}.",
        )
    with register.writing() as writer:
        found = next(iter(writer.entries(number=number, place=place)), None)
        struck = writer.entries(place=place, kind="correction", about=str(number), outcome="struck")
        if found is None:
            raise SebayaError(
                id=f"Catatan {number} tidak ada di kelas ini.", en=f"There is no entry {number} in this class."
            )
        if found.kind == "correction" or found.outcome == ERASED:
            raise SebayaError(
                id=f"Catatan {number} tidak bisa dicoret: pembetulan dan penghapusan nama tetap berlaku. Catat lagi "
                "yang benar.",
                en=f"Entry {number} cannot be struck: a correction, or the erasure of a name, stands. Record anew what "
                "is right.",
            )
        if struck:
            raise SebayaError(
                id=f"Catatan {number} sudah dicoret oleh catatan {struck[0].number}.",
                en=f"Entry {number} was struck already, by entry {struck[0].number}.",
            )
        day = (today or date.today()).isoformat()
        made = Entry(place, found.person, "correction", str(number), "struck", day, "", recorded_by, {"reason": code})
        return writer.append([made])[0]


def recorder_of(people: Mapping[str, Person], code: str) -> str:
    """Return the code of staff that records, "" when none is named. Raises SebayaError for anybody else's."""
    code = code.strip().upper()
    if code and (code not in people or people[code].role in (TRAINEE, ERASED)):
        raise SebayaError(
            id=f"Pencatat {code} tidak dikenal. Pakai kode pembina atau penilai: sebaya raters list",
            en=f"The recorder {code} is unknown. Use the code of a supervisor or rater: sebaya raters list",
        )
    return code


def _problems(row: LogRow, people: Mapping[str, Person], today: date, at_least: int) -> Iterator[LogProblem]:
    if row.kind not in KINDS:
        yield row.fault(
            id=f"“{row.kind}” tidak bisa dicatat dengan tangan; yang bisa: {', '.join(KINDS)}",
            en=f"“{row.kind}” cannot be recorded by hand; these can: {', '.join(KINDS)}",
        )
        return
    found = people.get(row.code)
    if KINDS[row.kind].is_of_place:
        if row.code:
            yield row.fault(id="ini tentang kelas, bukan seorang peserta", en="this is of the class, of no trainee")
    elif found is None:
        yield row.fault(id="kode ini tidak ada di daftar peserta", en="this code is not on the roster")
    elif found.role == ERASED:
        yield row.fault(id="nama orang ini sudah dihapus", en="the name of this person was erased")
    elif found.role != TRAINEE:
        yield row.fault(id="ini kode pembina atau penilai, bukan peserta", en="this is a code of staff, of no trainee")
    yield from faults_of(row, today, read_material().harms, at_least)


def _contradiction(row: LogRow, other: Entry) -> LogProblem:
    """Say what else is recorded for a day on which only one thing can be true."""
    strike = f"sebaya correct {other.number} --reason wrong-outcome"
    return row.fault(
        id=f"{other.outcome} sudah tercatat untuk {other.on_day}" + (f"; kalau salah: {strike}" * bool(other.number)),
        en=f"{other.outcome} is recorded for {other.on_day}" + (f"; if that is wrong: {strike}" * bool(other.number)),
    )


def _said(entry: Entry) -> tuple[str, ...]:
    """What makes two entries say the same, whoever recorded them."""
    return entry.person, entry.kind, entry.about, entry.outcome, entry.on_day, canonical(entry.content)
