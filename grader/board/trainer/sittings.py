"""The panel of due dates, late hand-ins, extensions and retakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from grader.acts import Deed, deeds
from grader.attempts import sittings
from grader.board.block import Act, Block, Choice, Column, Field, Note, Table
from grader.board.panel import Board, Done, Panel
from grader.board.trainer.undoing import UNDO, act_of, take_back
from grader.deadlines import (
    Late,
    Terms,
    days_of,
    due_of,
    excuse,
    extend,
    handed_in,
    late_told,
    read_terms,
    set_due,
    shown,
)
from grader.faults import SebayaError, language
from grader.progress import Report
from grader.released import first_released, read_title
from grader.retake import retake, retake_told
from grader.roster import Trainee, read_roster
from scenarios.text import Text, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SITTINGS"]

ASSESSMENT = "assessment"
LAST_ACTS = 10
USUAL_DAYS = 3
RETAKE_ASKED: Text = {
    "id": "Peserta mendapat soal setara yang lain. Kiriman, nilai, dan umpan baliknya disimpan, tidak dihapus; "
    "keputusan yang sudah tercatat tetap. Lanjut?",
    "en": "The trainee gets equal questions, other ones. Hand-in, marks and feedback are kept, not deleted; "
    "decisions on record stay. Go on?",
}


@dataclass(frozen=True)
class _Class:
    """What the panel shows, read once: assessment → title, terms, late hand-ins."""

    roster: Sequence[Trainee]
    titles: Mapping[str, Text]
    terms: Mapping[str, Terms]
    late: Mapping[str, Sequence[Late]]


def _read(board: Board) -> _Class:
    names, roster = list(first_released(board.course)), read_roster(board.course)
    terms = {name: read_terms(board.course, name) for name in names}
    return _Class(
        roster,
        {name: read_title(board.course, name) for name in names},
        terms,
        {name: of_one.late(board.course, roster) for name, of_one in terms.items()},
    )


def _build(board: Board) -> Sequence[Block]:
    found = _read(board)
    if not found.titles:
        return [Note({"id": "Belum ada penilaian yang dirilis.", "en": "No assessment is released yet."})]
    options = tuple(found.titles.items())
    chosen = board.chosen.get(ASSESSMENT, "")
    chosen = chosen if chosen in found.titles else options[0][0]
    return [
        _due_table(found),
        _late_table(found),
        Choice(ASSESSMENT, {"id": "Penilaian", "en": "Assessment"}, options, chosen),
        _trainees_table(board, found, chosen),
        _acts_table(deeds(board.course)),
    ]


def _due_table(found: _Class) -> Table:
    rows, acts = [], []
    for name, title in found.titles.items():
        terms = found.terms[name]
        rows.append([title, shown(terms.due) if terms.due else None, len(terms.extensions), len(found.late[name])])
        day = f"{terms.due.astimezone():%Y-%m-%d}" if terms.due else ""
        field = Field("due", {"id": "tenggat (sampai akhir hari)", "en": "due (to the end of the day)"}, "day", day)
        given, whom = {ASSESSMENT: name}, pick(title, language())
        own = [Act("due", {"id": "Tetapkan tenggat", "en": "Set due date"}, given, (field,), whom=whom)]
        if terms.due:
            own.append(Act("no-due", {"id": "Tanpa tenggat", "en": "No due date"}, given, whom=whom))
        acts.append(tuple(own))
    return Table(
        "due",
        {"id": "Tenggat", "en": "Due dates"},
        (
            Column("title", {"id": "penilaian", "en": "assessment"}),
            Column("due", {"id": "tenggat", "en": "due"}),
            Column("extensions", {"id": "perpanjangan", "en": "extensions"}, "number"),
            Column("late", {"id": "terlambat", "en": "late"}, "number"),
        ),
        _frame(rows, ("title", "due", "extensions", "late")),
        {"id": "Belum ada penilaian yang dirilis.", "en": "No assessment is released yet."},
        n=len(found.roster),
        note={
            "id": "Waktu menurut jam komputer ini. Yang terlambat tetap diterima.",
            "en": "Times are those of this computer. What is late is accepted all the same.",
        },
        acts=acts,
    )


def _late_table(found: _Class) -> Table:
    late = [(name, one) for name in found.titles for one in found.late[name]]
    return Table(
        "late",
        {"id": "Terlambat", "en": "Late"},
        (
            Column("trainee", {"id": "kode", "en": "code"}),
            Column("name", {"id": "nama", "en": "name"}),
            Column("title", {"id": "penilaian", "en": "assessment"}),
            Column("at", {"id": "mengumpulkan", "en": "handed in"}),
            Column("due", {"id": "tenggatnya", "en": "was due"}),
            Column("by", {"id": "terlambat", "en": "late by"}),
        ),
        _frame(
            [[e.trainee, e.name, found.titles[name], shown(e.at), shown(e.due), late_told(e.by)] for name, e in late],
            ("trainee", "name", "title", "at", "due", "by"),
        ),
        {"id": "Tidak ada yang terlambat.", "en": "Nobody is late."},
        n=len(late),
        acts=[
            (
                Act(
                    "excuse",
                    {"id": "Maafkan", "en": "Excuse"},
                    {"trainee": each.trainee, ASSESSMENT: name},
                    whom=f"{each.trainee} {each.name}",
                ),
            )
            for name, each in late
        ],
    )


def _trainees_table(board: Board, found: _Class, name: str) -> Table:
    terms, again = found.terms[name], sittings(board.course.root).get(name, {})
    rows, acts = [], []
    for trainee in found.roster:
        code = trainee.code
        at = handed_in(board.course, name, code)
        attempt = again[code].attempt if code in again else 1
        rows.append([code, trainee.name, trainee.group, attempt, _at(at), _at(terms.due_for(code)), _days(terms, code)])
        acts.append(tuple(_trainee_acts(trainee, name, terms, has_handed_in=at is not None)))
    return Table(
        "trainees",
        {"id": f"Peserta: {found.titles[name]['id']}", "en": f"Trainees: {found.titles[name]['en']}"},
        (
            Column("code", {"id": "kode", "en": "code"}),
            Column("name", {"id": "nama", "en": "name"}),
            Column("group", {"id": "kelas", "en": "class"}),
            Column("attempt", {"id": "kali ke", "en": "attempt"}, "number"),
            Column("at", {"id": "mengumpulkan", "en": "handed in"}),
            Column("due", {"id": "tenggatnya", "en": "due"}),
            Column("extension", {"id": "perpanjangan (hari)", "en": "extension (days)"}, "number", 1),
        ),
        _frame(rows, ("code", "name", "group", "attempt", "at", "due", "extension")),
        {"id": "Belum ada peserta.", "en": "There are no trainees yet."},
        n=len(rows),
        acts=acts,
    )


def _trainee_acts(trainee: Trainee, name: str, terms: Terms, *, has_handed_in: bool) -> list[Act]:
    given, whom, acts = {"trainee": trainee.code, ASSESSMENT: name}, f"{trainee.code} {trainee.name}", []
    if terms.due:
        now = f"{_days(terms, trainee.code) or USUAL_DAYS:g}"
        days = Field("days", {"id": "hari sesudah tenggat", "en": "days after the due date"}, "number", now)
        acts.append(Act("extend", {"id": "Perpanjang", "en": "Extend"}, given, (days,), whom=whom))
    if has_handed_in:
        acts.append(Act("retake", {"id": "Ulang", "en": "Retake"}, given, confirm=RETAKE_ASKED, whom=whom))
    return acts


def _acts_table(done: Sequence[Deed]) -> Table:
    last = [deed for deed in reversed(done) if not deed.undone][:LAST_ACTS]
    return Table(
        "acts",
        {"id": "Terakhir dilakukan", "en": "Done last"},
        (
            Column("at", {"id": "waktu", "en": "when"}),
            Column("what", {"id": "apa", "en": "what"}),
        ),
        _frame([[shown(datetime.fromisoformat(deed.at)), deed.told] for deed in last], ("at", "what")),
        {"id": "Belum ada.", "en": "Nothing yet."},
        acts=[(act,) for deed in last if (act := act_of(deed))],
    )


def _at(at: datetime | None) -> str | None:
    return shown(at) if at else None


def _days(terms: Terms, code: str) -> float | None:
    return terms.extensions[code] / timedelta(days=1) if code in terms.extensions else None


def _frame(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))


def _set_due(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    if not given["due"].strip():
        raise SebayaError(id="Isi dulu tanggal tenggatnya.", en="Fill in the due date first.")
    due = due_of(given["due"])
    deed = set_due(board.course, given[ASSESSMENT], due)
    told = {"id": f"Tenggat {deed.assessment}: {shown(due)}.", "en": f"{deed.assessment} is due: {shown(due)}."}
    return Done(told, act_of(deed))


def _no_due(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    deed = set_due(board.course, given[ASSESSMENT], None)
    told = {"id": f"{deed.assessment} tidak lagi bertenggat.", "en": f"{deed.assessment} has no due date any more."}
    return Done(told, act_of(deed))


def _extend(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    return _longer(board, extend(board.course, given["trainee"], given[ASSESSMENT], days_of(given["days"])))


def _excuse(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    return _longer(board, excuse(board.course, given["trainee"], given[ASSESSMENT]))


def _longer(board: Board, deed: Deed) -> Done:
    due = shown(read_terms(board.course, deed.assessment).due_for(deed.trainee))
    told = {
        "id": f"{deed.trainee} boleh mengumpulkan {deed.assessment} sampai {due}.",
        "en": f"{deed.trainee} may hand in {deed.assessment} until {due}.",
    }
    return Done(told, act_of(deed))


def _retake(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    deed = retake(board.course, given["trainee"], given[ASSESSMENT])
    return Done(retake_told(board.course, deed), act_of(deed))


_ACTS: Mapping[str, Callable[[Board, Mapping[str, str], Report], Done]] = {
    "due": _set_due,
    "no-due": _no_due,
    "extend": _extend,
    "excuse": _excuse,
    "retake": _retake,
    UNDO: take_back,
}

SITTINGS = Panel(
    "sittings",
    {"id": "Tenggat, susulan, ulang", "en": "Deadlines, late, retakes"},
    {
        "id": "Tenggat tiap penilaian, siapa terlambat, perpanjangan untuk satu orang, dan mengulang dengan soal lain.",
        "en": "When each assessment is due, who is late, extensions for one person, and retakes with other questions.",
    },
    _build,
    _ACTS,
)
