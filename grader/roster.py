"""The trainees of a class, and the personal codes that sign hand-ins.

Names stand in the register's table of people alone; nbgrader's gradebook gets codes. An import removes nobody.
"""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from nbgrader.api import Student

from grader.course import Course
from grader.faults import SebayaError
from grader.pdf import typeset
from grader.progress import Report, silent
from grader.register import register_of
from grader.register.people import TRAINEE, Person, people_of, write_people
from grader.roster_table import Row, RowProblem, check_rows, read_rows
from scenarios.atomic import write_whole
from scenarios.signature import new_personal_code
from scenarios.text import DEFAULT_LANGUAGE

__all__ = ["RosterError", "RosterImport", "Trainee", "import_roster", "read_roster", "write_code_slips"]


@dataclass(frozen=True)
class Trainee:
    """One trainee: `tier` is T1–T3, `language` id or en; `personal_code` signs the hand-ins."""

    code: str
    name: str
    group: str
    tier: str
    language: str
    personal_code: str = field(repr=False)


@dataclass(frozen=True)
class RosterImport:
    """What an import did, as codes; `kept` are on the roster and not in the file. `trainees` is the whole roster."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[RowProblem, ...]
    trainees: tuple[Trainee, ...]


class RosterError(SebayaError):
    """Rows that are not right; nothing was imported. `problems` names each."""

    def __init__(self, path: Path, problems: list[RowProblem]) -> None:
        super().__init__(
            id=f"{path.name}: {len(problems)} hal perlu diperbaiki. Belum ada peserta yang dimasukkan.",
            en=f"{path.name}: {len(problems)} things to put right. No trainee was imported.",
        )
        self.problems = tuple(problems)


def read_roster(course: Course) -> list[Trainee]:
    """Return the trainees in the order of the roster; none when there is no roster yet. Raises SebayaError."""
    people = people_of(register_of(course), course.about["id"])
    return [
        Trainee(person.code, person.name, person.group, person.tier, person.language, person.personal_code)
        for person in people
        if person.role == TRAINEE
    ]


def import_roster(
    course: Course,
    path: Path,
    dry_run: bool = False,
    progress: Report = silent,
) -> RosterImport:
    """Take the trainees of the CSV `path` into the roster and, by code, into nbgrader's gradebook.

    Trainees already there keep their personal code; those missing from the file stay. Repeatable.
    Raises RosterError when any row is not right, SebayaError when the file cannot be read; nothing is imported then.
    """
    rows, problems = read_rows(path)
    problems = sorted([*problems, *check_rows(rows)], key=lambda problem: problem.line)
    if problems:
        raise RosterError(path, problems)
    if not rows:
        raise SebayaError(id=f"{path.name} tidak berisi peserta.", en=f"{path.name} holds no trainees.")
    known = {trainee.code: trainee for trainee in read_roster(course)}
    others = _other_codes(course)
    taken = [line for line, row in rows if row["code"].upper() in others]
    if taken:
        told = {"id": "kode ini sudah dipakai orang lain", "en": "this code is somebody else's"}
        raise RosterError(path, [RowProblem(line, told) for line in taken])
    codes = {row["code"].upper(): row for _, row in rows}
    merged = {**known, **{code: _merge(row, known.get(code)) for code, row in codes.items()}}
    if not dry_run:
        place = course.about["id"]
        changed = [trainee for code, trainee in merged.items() if trainee != known.get(code)]
        write_people(register_of(course), [Person(place, role=TRAINEE, **asdict(trainee)) for trainee in changed])
        _into_gradebook(course, list(merged), progress)
    return RosterImport(
        added=tuple(code for code in codes if code not in known),
        changed=tuple(code for code in codes if code in known and merged[code] != known[code]),
        unchanged=tuple(code for code in codes if merged[code] == known.get(code)),
        kept=tuple(code for code in known if code not in codes),
        warnings=tuple(_same_names(rows)),
        trainees=tuple(merged.values()),
    )


def write_code_slips(course: Course) -> Path:
    """Write a PDF of slips to cut out, one for each trainee: code and personal code, no name.

    Raises SebayaError when there are no trainees.
    """
    trainees = sorted(read_roster(course), key=lambda trainee: (trainee.group, trainee.code))
    if not trainees:
        raise SebayaError(
            id="Daftar peserta masih kosong. Jalankan: sebaya roster import DAFTAR.csv",
            en="The roster is empty. Run: sebaya roster import LIST.csv",
        )
    slips = [{"code": t.code, "group": t.group, "personal_code": t.personal_code, "lang": t.language} for t in trainees]
    path = course.root / "code-slips.pdf"
    write_whole(path, typeset("slips.typ", {"class": course.about["name"], "slips": slips}))
    return path


def _other_codes(course: Course) -> set[str]:
    """Return the codes of staff, and of those whose names were erased."""
    people = people_of(register_of(course), course.about["id"])
    return {person.code for person in people if person.role != TRAINEE}


def _trainee(row: Row, personal_code: str) -> Trainee:
    language = (row.get("language") or DEFAULT_LANGUAGE).lower()
    return Trainee(row["code"].upper(), row["name"], row["group"], row["tier"].upper(), language, personal_code)


def _merge(row: Row, known: Trainee | None) -> Trainee:
    """Return the trainee of `row`; a file without the column of languages changes nobody's language."""
    if known and not row.get("language"):
        row = {**row, "language": known.language}
    return _trainee(row, known.personal_code if known else new_personal_code())


def _into_gradebook(course: Course, codes: list[str], progress: Report) -> None:
    with course.gradebook() as gradebook:
        known = {student.id for student in gradebook.students}
        gradebook.db.add_all(Student(id=code) for code in codes if code not in known)
        gradebook.db.commit()
        progress(len(codes), len(codes))


def _same_names(rows: list[tuple[int, Row]]) -> list[RowProblem]:
    seen: dict[tuple[str, str], int] = {}
    warnings = []
    for line, row in rows:
        who = (row["name"].casefold(), row["group"].casefold())
        if who in seen:
            warnings.append(
                RowProblem(
                    line,
                    {
                        "id": f"nama dan kelas sama dengan baris {seen[who]}; periksa apakah ini orang yang berbeda",
                        "en": f"same name and class as line {seen[who]}; check that this is another person",
                    },
                )
            )
        seen.setdefault(who, line)
    return warnings
