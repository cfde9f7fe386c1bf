"""The invented class from its consents to today: who was observed, decided, supervised, paused, on which day.

Days are counted back from today. Everything is recorded as in a school: by the log, the raters' forms, the rule.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from rich.console import Console

from grader.certify import Finding, certify
from grader.circumstances import content_about_safety
from grader.content import read_content
from grader.course import Course
from grader.demo.cast import CERTIFIED, OBSERVED, PLAYED_LATER, Invented, Story
from grader.demo.certified import issued_on
from grader.demo.observed import add_raters, observe, observe_retake
from grader.erase import erase
from grader.example import open_gate
from grader.faults import tell
from grader.log.recording import log
from grader.log.row import LogRow
from grader.progress import bar
from grader.raters import Rater
from grader.rule import read_certification

__all__ = ["BEGUN", "DECIDED", "live_through"]

BEGUN, DECIDED = 200, 196
"""So many days ago the class began, and was M2 decided."""
MAP_CHECKED = (BEGUN, 110, 20)
PLAYED, PLAYED_LATER_ON, COACHED, RETAKEN = 186, 91, 80, 70
SIGNED, SIGNED_LATER = 183, 86
PROBATION, CERTIFICATE, AFTER_RETAKE = 182, 84, 66
SUPERVISED = range(168, -1, -14)
IN_DEPTH = 112
TALKED = (140, 98, 42)
ENDED = {
    Story.MISSED_SUPERVISION: 42,
    Story.LEFT: 35,
    Story.INCIDENT: 21,
    Story.HARMED: 60,
    Story.MISUSED: 30,
    Story.ERASED: 25,
}
"""When supervision ended, or was missed from then on."""
SUPERVISOR, PSYCHOLOGIST = "R1", "R2"


@dataclass(frozen=True)
class _Diary:
    """What happened to a class so many days ago, put on record in one go, as a trainer's list is."""

    course: Course
    today: date
    rows: list[LogRow] = field(default_factory=list)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def note(self, ago: int, *rows: LogRow) -> None:
        self.rows.extend(replace(row, on=self.day(ago).isoformat()) for row in rows)

    def record(self, ago: int, by: str = SUPERVISOR) -> None:
        if self.rows:
            log(self.course, self.rows, by, self.day(ago))
            self.rows.clear()


def live_through(course: Course, members: list[Invented], console: Console, today: date) -> list[Finding]:
    """Let the class live to `today`, its assessments being marked, and return what is then found of each trainee."""
    diary = _Diary(course, today)
    raters = add_raters(course, diary.day(BEGUN), console)
    _begin(diary, members)
    early = [one for one in members if one.story in CERTIFIED]
    later = [one for one in members if one.story in PLAYED_LATER]
    _observe(diary, raters, early, PLAYED, console)
    diary.note(SIGNED, *(LogRow("safeguarding", one.code) for one in early))
    _decide(diary, PROBATION, console)
    for ago in SUPERVISED:
        if ago > CERTIFICATE:
            _supervise(diary, ago, early)
    _observe(diary, raters, later, PLAYED_LATER_ON, console)
    diary.note(SIGNED_LATER, *(LogRow("safeguarding", one.code) for one in later))
    _supervise(diary, CERTIFICATE, early)
    _decide(diary, CERTIFICATE, console)
    issued_on(course, diary.day(CERTIFICATE), console)
    retaking = next(one for one in members if one.story is Story.RETAKE)
    diary.note(COACHED, LogRow("coaching", retaking.code))
    observe_retake(course, raters, retaking, diary.day(RETAKEN))
    _decide(diary, AFTER_RETAKE, console)
    serving = [*early, *(one for one in later if one.story in (Story.PROBATION, Story.RETAKE))]
    for ago in range(CERTIFICATE - 1, -1, -1):
        if ago in SUPERVISED:
            _supervise(diary, ago, serving)
        _happen(diary, ago, members)
    return _decide(diary, 0, console)


def _begin(diary: _Diary, members: list[Invented]) -> None:
    """Consent, assent, the talk about wellbeing, and the psychologist's review of the content."""
    rows = []
    for one in members:
        kinds = ["assent", "consent", *(["wellbeing"] if one.story in OBSERVED else [])]
        rows += [LogRow(kind, one.code) for kind in kinds if (one.story, kind) != (Story.NO_CONSENT, "consent")]
    diary.note(BEGUN, *rows)
    diary.record(BEGUN)
    content = content_about_safety(read_content(), read_certification(diary.course))
    diary.note(BEGUN, LogRow("content-review", "", role="psikolog", about=content))
    diary.record(BEGUN, PSYCHOLOGIST)


def _observe(diary: _Diary, raters: list[Rater], members: list[Invented], ago: int, console: Console) -> None:
    with bar(console, tell(id="Latihan peran diamati", en="Role-plays are observed")) as report:
        observe(diary.course, raters, members, diary.day(ago), report)


def _supervise(diary: _Diary, ago: int, members: list[Invented]) -> None:
    rows = []
    for one in members:
        ended = ENDED.get(one.story, -1)
        if ago > ended:
            rows.append(LogRow("supervision", one.code, outcome="in-depth" if ago == IN_DEPTH else "attended"))
            if ago in TALKED:
                rows.append(LogRow("conversation", one.code, count=str(1 + one.number % 2)))
        elif one.story is Story.MISSED_SUPERVISION:
            rows.append(LogRow("supervision", one.code, outcome="missed"))
    diary.note(ago, *rows)


def _happen(diary: _Diary, ago: int, members: list[Invented]) -> None:
    """What happened on a day to those whose certificate did not last."""
    for one in members:
        if ENDED.get(one.story) != ago:
            continue
        match one.story:
            case Story.LEFT:
                diary.note(ago, LogRow("leave", one.code, reason="moved"))
            case Story.INCIDENT:
                diary.note(ago, LogRow("incident", one.code, codes="H8"))
            case Story.HARMED:
                diary.note(ago, LogRow("incident", one.code, codes="H1 H2"))
                diary.note(ago, LogRow("revocation", one.code, reason="critical-harm"))
            case Story.MISUSED:
                diary.note(ago, LogRow("revocation", one.code, reason="role-misused"))
            case Story.ERASED:
                diary.record(ago)
                erase(diary.course, one.code, SUPERVISOR, diary.day(ago))


def _decide(diary: _Diary, ago: int, console: Console) -> list[Finding]:
    """Decide on a day, all before being on record and the referral map having been checked lately."""
    diary.record(ago)
    day = diary.day(ago)
    open_gate(diary.course, diary.day(min(checked for checked in MAP_CHECKED if checked >= ago)))
    with bar(console, f"{tell(id='Memutuskan', en='Deciding')} {day.isoformat()}") as report:
        return certify(diary.course, report, day)
