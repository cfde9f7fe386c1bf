"""Invented raters qualify and rate role-plays: two for each play, blind, and a third where they differ."""

import random
from collections.abc import Iterable, Mapping
from datetime import date

from rich.console import Console

from grader.course import Course
from grader.demo.cast import Invented, Story
from grader.faults import tell
from grader.observation.blind import begin, lock, seen_by
from grader.observation.material import read_material
from grader.observation.qualify import qualifications, thresholds_of
from grader.observation.sheet import Play
from grader.progress import Report
from grader.raters import Rater, add_rater
from grader.register import Entry, register_of

__all__ = ["add_raters", "observe", "observe_retake"]

RATERS = (("R1", "Hesti", "guru-bk"), ("R2", "Arnold", "psikolog"), ("R3", "Mutia", "orang-dewasa-terlatih"))
SITTINGS = (("form-a", "form-b", "form-c"), ("form-b", "form-c", "form-d"), ("form-a", "form-c", "form-d"))
"""The forms of a sitting: always the one without danger, and two with."""
MINUTES = 10
THIRD = "P05"
"""The candidate for whom two raters differ on a ★ competency, and a third decides."""


def add_raters(course: Course, day: date, console: Console) -> list[Rater]:
    """Add the raters, and let each lock the six calibration scenes, near the consensus; tell how near."""
    place, raters = course.about["id"], [add_rater(course, *about) for about in RATERS]
    entries = [
        Entry(place, rater.code, "calibration", scene, "locked", day.isoformat(), "", rater.code, _given(scene, number))
        for number, rater in enumerate(raters)
        for scene in read_material().scenes
    ]
    for rater, found in qualifications(register_of(course).append(*entries), *thresholds_of(course)).items():
        console.print(
            tell(
                id=f"{rater}: sepakat soal bahaya {found.harm:.0%}, ICC {found.levels.icc_told}",
                en=f"{rater}: agreement on harm {found.harm:.0%}, ICC {found.levels.icc_told}",
            ),
            highlight=False,
        )
    return raters


def observe(course: Course, raters: list[Rater], members: list[Invented], day: date, report: Report) -> None:
    """Let each member play a first sitting of three forms on `day`, in the presence of the first two raters."""
    for number, one in enumerate(members, 1):
        for form in SITTINGS[one.number % len(SITTINGS) if one.story in (Story.CERTIFIED, Story.LEFT) else 0]:
            _rate(course, raters, Play(one.code, form, 1), day, _marred(one, form))
        report(number, len(members))


def observe_retake(course: Course, raters: list[Rater], one: Invented, day: date) -> None:
    """Let one member play a second sitting, with one form that is new to them."""
    for form in SITTINGS[1]:
        _rate(course, raters, Play(one.code, form, 2), day, {})


def _rate(course: Course, raters: list[Rater], play: Play, day: date, marred: Mapping[str, tuple[int, int]]) -> None:
    """Two rate, and a third where they differ too much; but for one candidate nobody has asked a third one yet."""
    first, second, third = raters
    for number, rater in enumerate((first, second)):
        levels = {code: pair[number] for code, pair in {**_levels(play), **marred}.items()}
        _lock(course, play, rater, day, levels)
    standing = seen_by(course, first.code, play)
    if standing and standing.needs_third and play.candidate == THIRD:
        _lock(course, play, third, day, {code: pair[0] for code, pair in _levels(play).items()})


def _lock(course: Course, play: Play, rater: Rater, day: date, levels: Mapping[str, int]) -> None:
    about = {"is_outside": rater.role != "guru-bk", "observed_on": day.isoformat(), "minutes": MINUTES}
    sheet = begin(course, play, rater, {**about, **{f"level:{code}": level for code, level in levels.items()}})
    lock(course, play, rater, sheet.revision)


def _levels(play: Play) -> dict[str, tuple[int, int]]:
    """Return competency → what the two raters give: 3 or 4, alike on the ★ ones, now and then apart on others."""
    material, chance = read_material(), random.Random(f"{play.candidate}/{play.form}/{play.sitting}")  # noqa: S311
    found = {}
    for code in material.forms[play.form]["competencies"]:
        level = chance.choice((3, 3, 4))
        is_apart = chance.random() < 0.2 and code not in material.critical
        found[code] = (level, 7 - level if is_apart else level)
    return found


def _marred(one: Invented, form: str) -> dict[str, tuple[int, int]]:
    """Return what is worse than competent in a candidate's first sitting: competency → both raters' levels."""
    if one.code == THIRD and form == "form-c":
        return {"K14": (2, 3)}
    found: Mapping[tuple[Story, str], dict[str, tuple[int, int]]] = {
        (Story.LEVEL_ONE, "form-c"): {"K9": (1, 2)},
        (Story.SPLIT, "form-b"): {"K13": (3, 2)},
        (Story.RETAKE, "form-a"): {"K3": (2, 2), "K6": (2, 3)},
    }
    return found.get((one.story, form), {})


def _given(scene: str, rater: int) -> dict[str, object]:
    """Return what a rater gives a calibration scene: the consensus, but for one level that is one too high or low."""
    consensus = read_material().scenes[scene]["consensus"]
    levels = {one["competency"]: one["level"] for one in consensus["ratings"]}
    mild: Iterable[str] = [code for code, level in levels.items() if level in (2, 3)]
    apart = sorted(mild)[rater % 2]
    levels[apart] = {2: 3, 3: 4 if rater else 2}[levels[apart]]
    return {"levels": levels, "codes": [one["harm"] for one in consensus["codes"]]}
