"""The panel of what waits for a trainer today: harm first, then marking, rating, deadlines and reminders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.board.block import Act, Block, Column, Number, Numbers, Table
from grader.board.panel import Board, Done, Panel
from grader.board.trainer.choosing import PERSON, codes_told
from grader.board.trainer.undoing import number_of
from grader.board.trainer.waiting_tables import (
    ASSESSMENT,
    DO,
    SINCE,
    WHERE,
    person_of,
    plays,
    raters,
    refused,
    replies,
    second_marks,
    table_of,
    unmarked,
)
from grader.board.trainer.waiting_words import TODAY, source_told
from grader.figures.harm import Harm
from grader.figures.waiting import SOON, Waiting, read_waiting
from grader.log.recording import correct, log
from grader.log.row import LogRow
from grader.progress import Report
from grader.released import first_released, read_public
from grader.reminders import Reminder
from scenarios.text import Text

__all__ = ["WAITING", "build"]

_UNTIL = Column("until", {"id": "Sampai", "en": "Until"}, "day")


def build(board: Board) -> Sequence[Block]:
    """Return a number for each thing that waits, and a table of each, harm first. Raises SebayaError."""
    found = read_waiting(board.course, board.today)
    titles = {name: read_public(board.course, name)["title"] for name in first_released(board.course)}
    tables = [
        _harms(found, titles),
        replies(found, titles),
        unmarked(found, titles),
        refused(found, titles),
        plays(found),
        second_marks(found, titles),
        raters(found),
        _due(found, titles),
        *(_reminders(found, kind) for kind in ("expires", "supervision", "consent")),
    ]
    return [_numbers(found), *tables]


def _numbers(found: Waiting) -> Numbers:
    hand_ins = (*found.arrived, *found.unmarked)
    harmed = {one.trainee for one in found.harms}
    return Numbers(
        "waiting",
        (
            Number(
                {"id": "Temui hari ini (bahaya)", "en": "Meet today (harm)"},
                str(len(harmed)),
                len(found.harms),
                "danger" if harmed else "good",
            ),
            _number({"id": "Jawaban tertulis", "en": "Written replies"}, sum(one.count for one in found.replies)),
            _number(
                {"id": "Kiriman belum dinilai", "en": "Hand-ins not marked"},
                sum(one.count for one in hand_ins) + len(found.refused),
            ),
            _number({"id": "Latihan peran", "en": "Role-plays"}, len(found.plays)),
            _number({"id": f"Tenggat {SOON} hari", "en": f"Due in {SOON} days"}, len(found.due)),
            _number({"id": "Pengingat", "en": "Reminders"}, len(found.reminders)),
        ),
    )


def _number(label: Text, count: int) -> Number:
    return Number(label, str(count), count, "warn" if count else "good")


def _harms(found: Waiting, titles: Mapping[str, Text]) -> Table:
    harms = sorted(found.harms, key=lambda one: (one.since, one.trainee))
    rows = [
        {
            **person_of(found, one.trainee),
            "where": source_told(one, titles),
            "codes": codes_told(one.codes, one.lowest),
            "since": one.since or None,
            "do": TODAY[one.source],
        }
        for one in harms
    ]
    made = table_of(
        "harm",
        {"id": "Bahaya: temui hari ini", "en": "Harm: meet them today"},
        (*PERSON, WHERE, Column("codes", {"id": "Kode bahaya", "en": "Harm codes"}), SINCE, DO),
        rows,
        {"id": "Tidak ada bahaya yang belum dijawab.", "en": "There is no harm that nobody has answered."},
        {
            "id": "Baris hilang sesudah pendampingan dicatat, atau jeda, pencabutan, atau keluar; keputusan program "
            "tidak menjawab apa pun. Temui dulu orangnya, baru catat.",
            "en": "A row goes once coaching is recorded, or a suspension, a revocation, leaving; what the program "
            "decides answers nothing. Meet the person first, record it then.",
        },
        "danger",
    )
    return replace(made, acts=[() if one.source == "incident" else (_coached(found, one),) for one in harms])


def _coached(found: Waiting, harm: Harm) -> Act:
    name = found.people[harm.trainee].name
    confirm = {
        "id": f"Sudah bertemu dan mendampingi {name}? Ini dicatat di buku register dengan tanggal hari ini.",
        "en": f"Have you met and coached {name}? This goes into the register with today's date.",
    }
    label = {"id": "Sudah didampingi", "en": "Coached"}
    return Act("coached", label, {"trainee": harm.trainee}, confirm=confirm, whom=name)


def _record_coaching(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    """Put coaching on record; recorded already, nothing is doubled. Raises SebayaError."""
    code = given["trainee"]
    logged = log(board.course, [LogRow("coaching", code, board.today.isoformat())], today=board.today)
    (entry,) = logged.added or logged.already
    undo = Act("not-coached", {"id": "Batalkan", "en": "Undo"}, {"number": str(entry.number)}, whom=code)
    return Done(
        {
            "id": f"Pendampingan {entry.person} dicatat (catatan {entry.number}).",
            "en": f"The coaching of {entry.person} is recorded (entry {entry.number}).",
        },
        undo if logged.added else None,
    )


def _strike_coaching(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    made = correct(board.course, number_of(given), "typing-error", today=board.today)
    return Done(
        {
            "id": f"Catatan {made.about} dicoret; keduanya tetap terlihat di buku register.",
            "en": f"Entry {made.about} is struck; both stay visible in the register.",
        }
    )


def _due(found: Waiting, titles: Mapping[str, Text]) -> Table:
    rows = [
        {"assessment": titles[one.assessment], "until": one.day, "count": one.handed_in, "people": len(found.people)}
        for one in found.due
    ]
    return table_of(
        "due",
        {"id": f"Tenggat dalam {SOON} hari", "en": f"Due within {SOON} days"},
        (
            ASSESSMENT,
            _UNTIL,
            Column("count", {"id": "Sudah mengumpulkan", "en": "Handed in"}, "number"),
            Column("people", {"id": "Dari", "en": "Of"}, "number"),
        ),
        rows,
        {"id": f"Tidak ada tenggat dalam {SOON} hari.", "en": f"Nothing is due within {SOON} days."},
        n=len(found.people),
    )


_REMINDERS: Mapping[str, tuple[Text, Text]] = {
    "expires": (
        {"id": "Sertifikat yang segera berakhir", "en": "Certificates that end soon"},
        {"id": "Tidak ada yang segera berakhir.", "en": "None ends soon."},
    ),
    "supervision": (
        {"id": "Supervisi yang terlambat", "en": "Supervision that is overdue"},
        {"id": "Tidak ada supervisi yang terlambat.", "en": "No supervision is overdue."},
    ),
    "consent": (
        {"id": "Izin dan kesediaan yang belum ada", "en": "Consent and assent that are missing"},
        {"id": "Semua izin dan kesediaan tercatat.", "en": "All consent and assent is recorded."},
    ),
}


def _reminders(found: Waiting, kind: str) -> Table:
    kinds = ("consent", "assent") if kind == "consent" else (kind,)
    own: list[Reminder] = [one for one in found.reminders if one.kind in kinds]
    rows = [{**person_of(found, one.trainee.code), "until": one.until, "do": one.told} for one in own]
    caption, empty = _REMINDERS[kind]
    columns = (*PERSON, DO) if kind == "consent" else (*PERSON, _UNTIL, DO)
    return table_of(kind, caption, columns, rows, empty)


WAITING = Panel(
    "waiting",
    {"id": "Yang menunggumu", "en": "What waits for you"},
    {
        "id": "Bahaya lebih dulu: siapa yang perlu ditemui hari ini. Lalu yang perlu dinilai, diamati, dan diingatkan.",
        "en": "Harm first: whom to meet today. Then what to mark, to rate, and whom to remind.",
    },
    build,
    {"coached": _record_coaching, "not-coached": _strike_coaching},
)
