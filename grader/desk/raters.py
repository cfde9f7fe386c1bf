"""The pages where a rater rates observed role-plays: the list of plays, one form, its saving and its lock."""

from datetime import date
from typing import Any

from grader.desk.qualifying import outcome_of, scenes_locked
from grader.desk.rater_session import RaterHandler, SignIn, SignOut, for_raters
from grader.desk.rating_shown import compared, competencies, form_title, given, harms, named, picked
from grader.faults import SebayaError, language, tell
from grader.observation.blind import Stage, begin, listed_for, lock, open_sheet, seen_by
from grader.observation.material import read_material
from grader.observation.rating import MOST_MINUTES, SITTINGS
from grader.observation.sheet import Play, Sheet, StaleError, change_sheet
from grader.observation.sheet_fields import BadFieldError
from grader.raters import Rater
from grader.roster import read_roster
from scenarios.dates import written_date

__all__ = ["ROUTES", "SheetHandler"]

_WHICH = r"([^/]{1,40})/([^/]{1,40})/([0-9])"


class _List(RaterHandler):
    @for_raters
    async def get(self, rater: Rater) -> None:
        names = ("candidate", "form", "sitting")
        await self.show_list(rater, **{name: self.get_query_argument(name, "")[:40] for name in names})

    async def show_list(self, rater: Rater, fault: str = "", **chosen: Any) -> None:
        course = self.desk.course
        found: dict[str, list[dict[str, Any]]] = {stage: [] for stage in Stage}
        for listed in listed_for(course, rater):
            found[listed.stage].append(named(course, listed.play))
        outcome = await outcome_of(course, rater)
        self.show_to_rater(
            "rate.html.j2",
            rater,
            plays=found,
            fault=fault,
            chosen=chosen,
            trainees=sorted(read_roster(course), key=lambda trainee: (trainee.group, trainee.name)),
            forms=[(form, form_title(form)) for form in read_material().forms],
            sittings=SITTINGS,
            most_minutes=MOST_MINUTES,
            today=date.today().isoformat(),
            scenes_left=len(read_material().scenes) - len(scenes_locked(course, rater)),
            is_qualified=outcome is not None and outcome["is_qualified"],
        )


class _Begin(_List):
    @for_raters
    async def post(self, rater: Rater) -> None:
        """Begin a form with what the page asked for; a browser may send anything."""
        names = ("candidate", "form", "sitting", "observed_on", "minutes")
        asked = {name: self.get_body_argument(name, "")[:40] for name in names}
        is_outside = self.get_body_argument("is_outside", "") == "on"
        try:
            self.go(self._begun(rater, asked, is_outside))
        except SebayaError as fault:
            self.set_status(400)
            await self.show_list(rater, str(fault), **asked, is_outside=is_outside)

    def _begun(self, rater: Rater, asked: dict[str, str], is_outside: bool) -> str:
        course, numbers = self.desk.course, {}
        for name in ("sitting", "minutes"):
            numbers[name] = int(asked[name]) if asked[name].isascii() and asked[name].isdecimal() else 0
        play = Play(asked["candidate"], asked["form"], numbers["sitting"])
        if not play.candidate:
            raise SebayaError(id="Pilih peserta yang diamati.", en="Choose the candidate who was observed.")
        form_title(play.form)
        about = {"is_outside": is_outside, "observed_on": asked["observed_on"], "minutes": numbers["minutes"]}
        begin(course, play, rater, about)
        return str(named(course, play)["path"])


class SheetHandler(RaterHandler):
    """Saves and locks a sheet as a page asks, change by change."""

    def play_of(self, *parts: str) -> Play:
        """Return the play that a path names."""
        candidate, form, sitting = parts
        return Play(candidate, form, int(sitting))

    def sheet(self, rater: Rater, play: Play) -> Sheet:
        """Return the rater's sheet. Raises SebayaError when it was not begun."""
        sheet = open_sheet(self.desk.course, play, rater)
        if sheet is None:
            raise SebayaError(
                id="Formulir ini belum Anda mulai. Mulai dari halaman Penilaian saya.",
                en="You have not begun this form. Begin it on the page My ratings.",
            )
        return sheet

    def save(self, rater: Rater, play: Play) -> None:
        """Change fields and answer with the sheet as it is on disk; 409 with what is newer, 422 with what is wrong."""
        body = self.asked()
        revision, changes = body.get("revision"), body.get("changes")
        if type(revision) is not int or not isinstance(changes, dict):
            self.set_status(400)
            self.answer(
                {"fault": tell(id="Isian tidak terbaca. Muat ulang halaman.", en="Unreadable. Reload the page.")}
            )
            return
        try:
            self.sheet(rater, play)
            self.answer(state(change_sheet(self.desk.course, play, rater.code, revision, changes)))
        except StaleError as stale:
            self.set_status(409)
            self.answer({**state(stale.sheet), "fault": str(stale)})
        except BadFieldError as wrong:
            self.set_status(422)
            self.answer({"field": wrong.field, "fault": str(wrong)})

    def lock(self, rater: Rater, play: Play) -> None:
        """Lock the sheet; answers as `save` does."""
        revision = self.asked().get("revision")
        try:
            self.sheet(rater, play)
            sheet = lock(self.desk.course, play, rater, revision if type(revision) is int else 0)
            self.answer(state(sheet))
        except StaleError as stale:
            self.set_status(409)
            self.answer({**state(stale.sheet), "fault": str(stale)})


class _Form(SheetHandler):
    @for_raters
    def get(self, rater: Rater, *parts: str) -> None:
        course, play = self.desk.course, self.play_of(*parts)
        form_title(play.form)
        sheet = self.sheet(rater, play)
        shown = {"play": named(course, play), "day": written_date(sheet.rating.observed_on.isoformat(), language())}
        if sheet.locked:
            seen = seen_by(course, rater.code, play)
            result = compared(course, seen, rater.code) if seen else None
            self.show_to_rater("rated.html.j2", rater, sheet=sheet, given=given(sheet), result=result, **shown)
            return
        form = read_material().forms[play.form]
        own, others = harms(form["raters"]["codes"])
        self.show_to_rater(
            "rate_form.html.j2",
            rater,
            form={key: picked(form[key]) for key in ("setting", "minutes", "review", "raters")},
            competencies=competencies(form["competencies"], form["raters"]["look_for"]),
            own_harms=own,
            other_harms=others,
            state=state(sheet),
            today=date.today().isoformat(),
            most_minutes=MOST_MINUTES,
            **shown,
        )


class _Save(SheetHandler):
    @for_raters
    def post(self, rater: Rater, *parts: str) -> None:
        self.save(rater, self.play_of(*parts))


class _Lock(SheetHandler):
    @for_raters
    def post(self, rater: Rater, *parts: str) -> None:
        self.lock(rater, self.play_of(*parts))


def state(sheet: Sheet) -> dict[str, Any]:
    """Return what a page knows of its rater's own sheet."""
    return {"revision": sheet.revision, "locked": sheet.locked, "fields": sheet.fields}


ROUTES: list[tuple[str, Any]] = [
    ("/rate", _List),
    ("/rate/sign-in", SignIn),
    ("/rate/sign-out", SignOut),
    ("/rate/begin", _Begin),
    (f"/rate/{_WHICH}", _Form),
    (f"/rate/{_WHICH}/save", _Save),
    (f"/rate/{_WHICH}/lock", _Lock),
]
