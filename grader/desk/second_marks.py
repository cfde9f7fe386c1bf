"""The pages where a rater gives written replies a second, blind mark."""

from typing import Any

from grader.desk.rater_session import RaterHandler, for_raters
from grader.desk.rating_shown import LEVEL_NAMES, picked
from grader.faults import SebayaError, language
from grader.observation.second_marks import FURTHEST, Locked, Reply, SecondMarks, hand_marked
from grader.raters import Rater
from scenarios.text import pick

__all__ = ["ROUTES"]

_WHICH = r"([^/]{1,60})"


class _Assessments(RaterHandler):
    @for_raters
    def get(self, rater: Rater) -> None:
        course = self.desk.course
        found = [SecondMarks(course, name, rater) for name in hand_marked(course)]
        shown = [
            {
                "name": one.assessment,
                "title": pick(one.title, language()),
                "waiting": len(one.waiting),
                "locked": len(one.locked),
                "apart": sum(mark.is_apart for mark in one.locked),
            }
            for one in found
        ]
        self.show_to_rater("second_marks.html.j2", rater, assessments=shown)


class _Assessment(RaterHandler):
    @for_raters
    def get(self, rater: Rater, name: str) -> None:
        marks = self.marks(rater, name)
        token = self.get_query_argument("locked", "")
        just = next((one for one in marks.locked if one.reply.token == token), None)
        self.show_reply(rater, marks, just)

    @for_raters
    def post(self, rater: Rater, name: str) -> None:
        """Ask whether the level is meant, or, where that was answered, lock it."""
        marks = self.marks(rater, name)
        token, typed = self.get_body_argument("reply", "")[:40], self.get_body_argument("level", "")
        level = int(typed) if typed in {"1", "2", "3", "4"} else 0
        try:
            if not level:
                raise SebayaError(id="Pilih dulu levelnya, 1 sampai 4.", en="Choose a level first, 1 to 4.")
            if self.get_body_argument("sure", ""):
                marks.lock(token, level)
                self.go(f"second-marks/{marks.assessment}?locked={token}")
                return
        except SebayaError as fault:
            self.set_status(400)
            self.show_reply(rater, marks, fault=str(fault), token=token)
            return
        chosen = level if not self.get_body_argument("back", "") else 0
        self.show_reply(rater, marks, token=token, sure=chosen, level=level)

    def marks(self, rater: Rater, name: str) -> SecondMarks:
        """Return the second marks of one assessment. Raises SebayaError when it has no written replies."""
        if name not in hand_marked(self.desk.course):
            raise SebayaError(
                id="Penilaian ini tidak punya tulisan untuk dinilai. Pilih dari daftar.",
                en="This assessment has no written replies to mark. Choose one of the list.",
            )
        return SecondMarks(self.desk.course, name, rater)

    def show_reply(
        self,
        rater: Rater,
        marks: SecondMarks,
        just: Locked | None = None,
        *,
        fault: str = "",
        token: str = "",
        sure: int = 0,
        level: int = 0,
    ) -> None:
        """Show one reply: the one that was just locked with both marks, or the next (that of `token`) to mark."""
        waiting, locked = marks.waiting, marks.locked
        reply = next((one for one in waiting if one.token == token), waiting[0] if waiting else None)
        self.show_to_rater(
            "second_mark.html.j2",
            rater,
            name_of_assessment=marks.assessment,
            title=pick(marks.title, language()),
            reply=_shown(just.reply if just else reply),
            just=just,
            apart=FURTHEST,
            count=len(waiting),
            done=len(locked),
            fault=fault,
            sure=sure,
            level=level,
            words={number: pick(name, language()) for number, name in LEVEL_NAMES.items()},
        )


def _shown(reply: Reply | None) -> dict[str, Any] | None:
    if reply is None:
        return None
    item = reply.item
    quote = item.get("quote")
    return {
        "token": reply.token,
        "text": reply.text,
        "prompt": pick(item["prompt"], language()),
        "quote": {"who": quote["who"], "text": pick(quote["text"], language())} if quote else None,
        "rubric": [{"level": one["level"], "anchor": pick(one["anchor"], language())} for one in item["rubric"]],
        "example": picked(item["example"]),
    }


ROUTES: list[tuple[str, Any]] = [
    ("/second-marks", _Assessments),
    (f"/second-marks/{_WHICH}", _Assessment),
]
