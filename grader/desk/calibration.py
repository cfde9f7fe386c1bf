"""The pages where a rater qualifies: six invented scenes, the consensus on each once it is locked, and the outcome."""

from typing import Any

from grader.course import Course
from grader.desk.qualifying import outcome_of, scenes_locked
from grader.desk.rater_session import for_raters
from grader.desk.raters import SheetHandler, state
from grader.desk.rating_shown import competencies, given, harms, picked
from grader.faults import SebayaError, language
from grader.observation.blind import open_sheet
from grader.observation.material import read_material
from grader.observation.sheet import Play, begin_sheet
from grader.raters import Rater
from scenarios.text import pick

__all__ = ["ROUTES"]

_WHICH = r"([^/]{1,40})"


class _Scenes(SheetHandler):
    @for_raters
    async def get(self, rater: Rater) -> None:
        course, scenes = self.desk.course, read_material().scenes
        locked = scenes_locked(course, rater)
        shown = [
            {
                "name": name,
                "title": pick(scene["title"], language()),
                "minutes": scene["minutes"],
                "state": "locked" if name in locked else "draft" if _is_begun(course, name, rater) else "new",
            }
            for name, scene in scenes.items()
        ]
        self.show_to_rater("calibrate.html.j2", rater, scenes=shown, outcome=await outcome_of(course, rater))


class _Scene(SheetHandler):
    def play_of(self, *parts: str) -> Play:
        return Play.of_scene(parts[0])

    @for_raters
    def get(self, rater: Rater, name: str) -> None:
        scene = read_material().scenes.get(name)
        if scene is None:
            raise SebayaError(
                id="Adegan ini tidak dikenal. Pilih dari daftar.", en="This scene is not known. Choose one of the list."
            )
        play = self.play_of(name)
        begin_sheet(self.desk.course, play, rater, {})
        sheet = self.sheet(rater, play)
        # The consensus goes into no page before the lock, not even hidden.
        kept = (
            "title",
            "minutes",
            "review",
            "note",
            "setting",
            "transcript",
            *(("consensus",) if sheet.locked else ()),
        )
        own, others = harms()
        shown = competencies(scene["competencies"])
        self.show_to_rater(
            "calibrate_scene.html.j2",
            rater,
            name_of_scene=name,
            scene={key: picked(scene[key]) for key in kept},
            competencies=shown,
            names={one["code"]: one["name"] for one in shown},
            own_harms=own,
            other_harms=others,
            sheet=sheet,
            given=given(sheet),
            state=state(sheet),
        )


class _Save(_Scene):
    @for_raters
    def post(self, rater: Rater, name: str) -> None:
        self.save(rater, self.play_of(name))


class _Lock(_Scene):
    @for_raters
    def post(self, rater: Rater, name: str) -> None:
        self.lock(rater, self.play_of(name))


def _is_begun(course: Course, scene: str, rater: Rater) -> bool:
    sheet = open_sheet(course, Play.of_scene(scene), rater)
    return sheet is not None and sheet.revision > 1


ROUTES: list[tuple[str, Any]] = [
    ("/calibrate", _Scenes),
    (f"/calibrate/{_WHICH}", _Scene),
    (f"/calibrate/{_WHICH}/save", _Save),
    (f"/calibrate/{_WHICH}/lock", _Lock),
]
