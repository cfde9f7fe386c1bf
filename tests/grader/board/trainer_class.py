"""A class in which everything happens that a trainer's board has to show, made in seconds."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hand_ins import hand_in

from grader.collect import collect
from grader.course import RESPONSES, Course
from grader.erase import erase
from grader.mark import mark_class
from grader.observation.material import read_material
from grader.observation.sheet import Play, begin_sheet
from grader.raters import Rater, add_rater
from grader.register import Entry, register_of
from grader.release import release
from grader.released import read_key
from grader.roster import read_roster

__all__ = ["ASSESSMENTS", "TODAY", "fill"]

ASSESSMENTS = ("m02-listening", "m04-confidentiality")
TODAY = date.today()
RATERS = (
    ("R1", "Rina", "guru-bk"),
    ("R2", "Budi", "psikolog"),
    ("R3", "Lely", "orang-dewasa-terlatih"),
    ("R4", "Tono", "orang-dewasa-terlatih"),
)
QUALIFIED, FAR_OFF = "R1", "R4"
LEVELS = (1, 2, 3, 3, 4)
ERASED = "P27"


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def fill(course: Course) -> Course:
    """Fill a copy of the class in which M2 is released: hand-ins, marks, role-plays, records, deadlines, damage."""
    release(course, ASSESSMENTS[1])
    raters = {code: add_rater(course, code, *about) for code, *about in RATERS}
    with sqlite3.connect(course.root / "register.db") as register:
        register.execute("""UPDATE person SET "group" = 'X-9' WHERE code IN ('P28', 'P29')""")
    _hand_in(course)
    _mark_by_hand(course)
    register_of(course).append(*_entries(course))
    _come_later(course)
    _begin(course, raters)
    erase(course, ERASED)
    return course


def _hand_in(course: Course) -> None:
    """All but P30 hand in M2, all but the last five M4; ten of them harmfully, as chance has it."""
    trainees = read_roster(course)
    for number, assessment in enumerate(ASSESSMENTS):
        key = read_key(course, assessment)
        for seed, trainee in enumerate(trainees[: -1 if number == 0 else -5]):
            hand_in(course, key, trainee, seed + 100 * number)
        collect(course, assessment)
        mark_class(course, assessment)


def _mark_by_hand(course: Course) -> None:
    """Give levels to two in three of the written replies that wait, in the gradebook itself."""
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        waiting = gradebook.execute(
            "SELECT g.id FROM grade g JOIN base_cell c ON c.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id"
            " WHERE g.needs_manual_grade ORDER BY s.student_id, c.name"
        ).fetchall()
        for number, (grade,) in enumerate(waiting):
            if number % 3:
                level = LEVELS[number % len(LEVELS)]
                gradebook.execute(
                    "UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE id = ?", (level, grade)
                )
        for assessment, days in zip(ASSESSMENTS, (5, 40), strict=True):
            due = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=days)
            gradebook.execute("UPDATE assignment SET duedate = ? WHERE name = ?", (due.isoformat(" "), assessment))


def _entries(course: Course) -> list[Entry]:
    place = course.about["id"]

    def entry(person: str, kind: str, days: int, about: str = "", outcome: str = "", **more: Any) -> Entry:
        return Entry(place, person, kind, about, outcome, ago(days), **more)

    def rated(
        person: str, form: str, rater: str, sitting: int = 1, codes: tuple[str, ...] = (), **levels: int
    ) -> Entry:
        elicited = read_material().forms[form]["competencies"]
        content = {
            "sitting": sitting, "role": "guru-bk", "is_outside": True, "minutes": 10, "codes": list(codes),
            "levels": {code: levels.get(code, 3) for code in elicited},
        }  # fmt: skip
        return entry(person, "rating", 20 - sitting, form, "locked", recorded_by=rater, content=content)

    def of(form: str, place: int) -> str:
        return str(read_material().forms[form]["competencies"][place])

    scenes = read_material().scenes
    consensus = [
        entry(QUALIFIED, "calibration", 60, name, "locked", recorded_by=QUALIFIED, content={
            "levels": {one["competency"]: one["level"] for one in scene["consensus"]["ratings"]},
            "codes": [one["harm"] for one in scene["consensus"]["codes"]],
        })
        for name, scene in scenes.items()
    ]  # fmt: skip
    one_scene = [entry("R2", "calibration", 60, next(iter(scenes)), "locked", content=consensus[0].content)]
    far_off = [
        replace(one, person=FAR_OFF, recorded_by=FAR_OFF, content={**one.content, "levels": {
            code: 5 - level if place % 3 == 1 else level
            for place, (code, level) in enumerate(one.content["levels"].items())
        }})
        for one in consensus
    ]  # fmt: skip
    plays = [
        rated(f"P{number:02}", form, rater, **{of(form, number % 5): 3 + number % 2})
        for number in range(1, 14)
        for form in ("form-a", "form-c")
        for rater in ("R1", "R2")
    ]
    certified = [
        entry(person, "decision", 30, "certificate", "passed", until_day=ago(-until), content={"kind": "certificate"})
        for person, until in (("P01", 5), ("P02", 60), ("P03", 200), ("P04", 20))
    ]
    return [
        *(entry(f"P{number:02}", "consent", 90, outcome="given") for number in range(1, 21)),
        *(entry(f"P{number:02}", "assent", 90, outcome="given") for number in range(3, 31)),
        entry("P05", "consent", 50, outcome="withdrawn"),
        *consensus,
        *one_scene,
        *far_off,
        *plays,
        rated("P14", "form-a", "R1", codes=("H5",), K1=1),
        rated("P15", "form-a", "R1", codes=("H2", "H1")),
        rated("P15", "form-a", "R2", codes=("H4",)),
        rated("P16", "form-b", "R1", **{of("form-b", 0): 1}),
        rated("P16", "form-b", "R2", **{of("form-b", 0): 4}),
        rated("P17", "form-a", "R1", codes=("H3",)),
        rated("P17", "form-a", "R2"),
        rated("P01", "form-b", "R1", 2, **{of("form-b", 1): 4}),
        rated("P01", "form-b", "R2", 2),
        entry("P17", "decision", 18, "probation", "not-passed", content={"kind": "probation"}),
        *certified,
        entry("P01", "supervision", 3, outcome="attended"),
        entry("P02", "supervision", 29, outcome="attended"),
        entry("P03", "supervision", 20, outcome="missed"),
        entry("P06", "incident", 9, outcome="open", content={"codes": ["H8"]}),
        entry("P07", "incident", 9, outcome="open", content={"codes": ["H9"]}),
        entry("P07", "return", 8, outcome="returned", content={"reason": "settled"}),
        entry("P08", "incident", 7, outcome="open", content={"codes": ["H12", "H7"]}),
        *_second_marks(course, entry),
        *_coached(course, entry),
    ]


def _second_marks(course: Course, entry: Any) -> list[Entry]:
    """Second marks for every written reply that was marked by hand: the same, one apart, two apart or more."""
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        marked = gradebook.execute(
            "SELECT a.name, s.student_id, c.name, g.manual_score FROM grade g JOIN base_cell c ON c.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id"
            " JOIN assignment a ON a.id = s.assignment_id WHERE g.manual_score IS NOT NULL ORDER BY 1, 2, 3"
        ).fetchall()
    found = []
    for number, (assessment, trainee, item, first) in enumerate(marked[:20]):
        second = min(4, max(1, int(first) + (0, 1, 2, -2)[number % 4]))
        content = {"attempt": 1 if number % 5 else 2}
        found.append(
            entry(trainee, "second-mark", 1, f"{assessment}/{item}", str(second), recorded_by="R2", content=content)
        )
    return found


def _coached(course: Course, entry: Any) -> list[Entry]:
    """Coaching today of each third who handed in M2, of each third long before they did."""
    codes = sorted(path.parents[1].name for path in (course.root / "submitted").glob(f"*/{ASSESSMENTS[0]}/{RESPONSES}"))
    days = (0, 90, None)
    return [
        entry(code, "coaching", day, outcome="held")
        for number, code in enumerate(codes)
        if (day := days[number % 3]) is not None
    ]


def _come_later(course: Course) -> None:
    """Newer hand-ins that nobody marked, two that nobody collected, a damaged one, and one cut short."""
    trainees = {trainee.code: trainee for trainee in read_roster(course)}
    key = read_key(course, ASSESSMENTS[0])
    for code, seed in (("P09", 7), ("P10", 8), ("P08", 9), ("P24", 10)):
        hand_in(course, key, trainees[code], seed, attempt=2)
    collect(course, ASSESSMENTS[0])
    for code in ("P11", "P12"):
        hand_in(course, key, trainees[code], 3, attempt=3)
    path = hand_in(course, key, trainees["P30"], 3)
    path.write_bytes(path.read_bytes()[:100])
    damaged = course.submitted(ASSESSMENTS[0], "P13") / RESPONSES
    damaged.write_bytes(damaged.read_bytes()[:50])


def _begin(course: Course, raters: dict[str, Rater]) -> None:
    """Two sheets begun: one of a play that nobody has locked, one of a play that somebody else has."""
    for code, form in (("P18", "form-d"), ("P14", "form-a")):
        begin_sheet(course, Play(code, form, 1), raters["R2"], {"observed_on": ago(2), "minutes": 10})
