"""A class with raters, and whole sheets for them: what a rater does, without the screen."""

from grader.course import Course
from grader.observation.blind import begin, lock
from grader.observation.material import read_material
from grader.observation.sheet import Play, Sheet, begin_sheet, change_sheet
from grader.raters import Rater, add_rater
from grader.register import register_of
from grader.register.people import TRAINEE, Person, write_people

__all__ = ["ABOUT", "PLAY", "RATERS", "add_people", "filled", "locked", "scene_locked"]

PLAY = Play("8A-01", "form-a", 1)
ABOUT = {"is_outside": True, "observed_on": "2026-08-03", "minutes": 10}
TRAINEES = {"8A-01": "Sari", "8A-02": "Made", "8A-03": "Yosef"}
RATERS = (("R1", "Rina", "guru-bk"), ("R2", "Budi", "psikolog"), ("R3", "Lely", "orang-dewasa-terlatih"))


def add_people(course: Course) -> list[Rater]:
    """Add three trainees and three raters, and return the raters."""
    place = course.about["id"]
    trainees = [Person(place, code, TRAINEE, name, "8A", "T2") for code, name in TRAINEES.items()]
    write_people(register_of(course), trainees)
    return [add_rater(course, *one) for one in RATERS]


def filled(course: Course, rater: Rater, level: int = 3, play: Play = PLAY, **levels: int) -> Sheet:
    """Begin a sheet and give every competency `level`, or its own."""
    sheet = begin(course, play, rater, ABOUT)
    elicited = read_material().forms[play.form]["competencies"]
    changes = {f"level:{code}": levels.get(code, level) for code in elicited}
    return change_sheet(course, play, rater.code, sheet.revision, changes)


def locked(course: Course, rater: Rater, level: int = 3, play: Play = PLAY, **levels: int) -> Sheet:
    """Fill in a sheet and lock it."""
    return lock(course, play, rater, filled(course, rater, level, play, **levels).revision)


def scene_locked(course: Course, rater: Rater, scene: str) -> Sheet:
    """Rate a calibration scene as the consensus does, and lock it."""
    play, consensus = Play.of_scene(scene), read_material().scenes[scene]["consensus"]
    changes: dict[str, object] = {f"level:{one['competency']}": one["level"] for one in consensus["ratings"]}
    changes |= {f"code:{one['harm']}": True for one in consensus["codes"]}
    revision = begin_sheet(course, play, rater, {}).revision
    return lock(course, play, rater, change_sheet(course, play, rater.code, revision, changes).revision)
