"""What a rater may know and do of a play: blind until two have locked, and a third rater only where one is needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from grader.course import Course
from grader.faults import SebayaError
from grader.observation.locked import locked_calibrations, locked_ratings, not_struck
from grader.observation.rating import Rating, check_rating
from grader.observation.reconcile import Reconciled, reconcile_all
from grader.observation.sheet import Play, Sheet, begin_sheet, lock_sheet, mark_locked, read_sheet, sheets_of
from grader.observation.sheet_fields import competencies_of
from grader.raters import Rater
from grader.register import Entry, register_of
from grader.register.store import Writer
from grader.roster import read_roster

__all__ = ["Listed", "Stage", "begin", "listed_for", "lock", "open_sheet", "seen_by"]


class Stage(StrEnum):
    """How far a play is for one rater."""

    WAITING = "waiting"
    """Somebody has locked, and a second rater is needed."""
    THIRD = "third"
    """Two have locked, and this rater may be the third who is needed."""
    DRAFT = "draft"
    LOCKED = "locked"
    """This rater has locked, and the other has not."""
    SPLIT = "split"
    """This rater has locked, two have, and a third is needed."""
    SETTLED = "settled"


@dataclass(frozen=True)
class Listed:
    """A play as it stands in a rater's list: nothing of another's form is in it."""

    play: Play
    stage: Stage


def listed_for(course: Course, rater: Rater) -> list[Listed]:
    """Return the plays that a rater has to do with. Raises SebayaError."""
    locked = {Play(*play.key): play for play in reconcile_all(locked_ratings(register_of(course), course.about["id"]))}
    drafts = {sheet.play for sheet in sheets_of(course, rater.code)}
    found = [Listed(play, stage) for play in locked if (stage := _stage(locked[play], rater, play in drafts))]
    return [*found, *(Listed(play, Stage.DRAFT) for play in sorted(drafts - set(locked), key=_order))]


def seen_by(course: Course, rater: str, play: Play) -> Reconciled | None:
    """Return what all raters gave, None while `rater` (a code) may not know it: before both have locked."""
    standing = _standing(course, play)
    if standing is None or rater not in standing.raters or len(standing.raters) < 2:
        return None
    return standing


def open_sheet(course: Course, play: Play, rater: Rater) -> Sheet | None:
    """Return the rater's sheet as the register has it, None when there is none. Raises SebayaError."""
    sheet = read_sheet(course, play, rater.code)
    return sheet and mark_locked(course, play, rater.code, _own(course, play, rater.code))


def begin(course: Course, play: Play, rater: Rater, about: Mapping[str, object]) -> Sheet:
    """Return the rater's sheet of a candidate's play, a new one with the fields `about` when there is none.

    Raises SebayaError when the candidate is not on the roster, a field is not right, or no further rater is needed.
    """
    if play.candidate not in {trainee.code for trainee in read_roster(course)}:
        raise SebayaError(
            id="Peserta ini tidak ada di daftar kelas. Pilih dari daftar.",
            en="This candidate is not on the roster. Choose one of the list.",
        )
    if read_sheet(course, play, rater.code) is None:
        standing = _standing(course, play)
        _must_be_needed(standing.ratings if standing else (), rater.code)
    return begin_sheet(course, play, rater, about)


def lock(course: Course, play: Play, rater: Rater, revision: int) -> Sheet:
    """Lock the rater's sheet into the register and return it; locking again adds nothing.

    Raises SebayaError when anything is missing, StaleError when `revision` is not that of the sheet.
    """
    place = course.about["id"]

    def record(rating: Rating) -> Rating:
        rating = replace(rating, role=rater.role)
        with register_of(course).writing() as writer:
            if play.is_scene:
                return _record_scene(writer, place, rating)
            kept = not_struck(writer.entries(place=place, person=play.candidate, kind=["rating", "correction"]))
            given = [one for one in map(Rating.from_entry, kept) if _play_of(one) == play]
            mine = [one for one in given if one.rater == rater.code]
            if mine:
                return mine[0]
            check_rating(rating)
            _must_be_needed(given, rater.code)
            return Rating.from_entry(writer.append([rating.to_entry(place)])[0])

    return lock_sheet(course, play, rater.code, revision, record)


def _record_scene(writer: Writer, place: str, rating: Rating) -> Rating:
    mine = {"place": place, "person": rating.rater, "kind": ["calibration", "correction"]}
    for entry in not_struck(writer.entries(**mine)):
        if entry.about == rating.form:
            return _of_scene(entry, rating)
    missing = [code for code in competencies_of(rating) if code not in rating.levels]
    if missing:
        raise SebayaError(
            id=f"Belum ada level untuk {', '.join(missing)}. Yang sudah diisi tetap tersimpan.",
            en=f"No level yet for {', '.join(missing)}. What is filled in is kept.",
        )
    content = {"levels": dict(rating.levels), "codes": list(rating.codes)}
    entry = Entry(
        place, rating.rater, "calibration", rating.form, "locked", date.today().isoformat(),
        recorded_by=rating.rater, content=content,
    )  # fmt: skip
    return _of_scene(writer.append([entry])[0], rating)


def _own(course: Course, play: Play, rater: str) -> Rating | None:
    """Return what the register holds of one rater for a play."""
    register, place = register_of(course), course.about["id"]
    if play.is_scene:
        sheet = read_sheet(course, play, rater)
        mine = [entry for entry in locked_calibrations(register, place, rater) if entry.about == play.form]
        return _of_scene(mine[0], sheet.rating) if mine and sheet else None
    given = locked_ratings(register, place, play.candidate)
    return next((one for one in given if _play_of(one) == play and one.rater == rater), None)


def _of_scene(entry: Entry, rating: Rating) -> Rating:
    levels, codes = entry.content["levels"], tuple(entry.content["codes"])
    return replace(rating, levels=levels, codes=codes, number=entry.number)


def _standing(course: Course, play: Play) -> Reconciled | None:
    given = locked_ratings(register_of(course), course.about["id"], play.candidate)
    return next((one for one in reconcile_all(given) if Play(*one.key) == play), None)


def _must_be_needed(given: Iterable[Rating], rater: str) -> None:
    standing = next(iter(reconcile_all(given)), None)
    if standing and len(standing.raters) > 1 and not standing.needs_third and rater not in standing.raters:
        raise SebayaError(
            id="Permainan ini sudah dinilai dan tidak memerlukan penilai lagi. Isian Anda, bila ada, tetap tersimpan.",
            en="This play has been rated and needs no further rater. What you filled in, if anything, is kept.",
        )


def _stage(play: Reconciled, rater: Rater, is_draft: bool) -> Stage | None:
    if rater.code in play.raters:
        if len(play.raters) == 1:
            return Stage.LOCKED
        return Stage.SPLIT if play.needs_third else Stage.SETTLED
    if is_draft:
        return Stage.DRAFT
    if len(play.raters) == 1:
        return Stage.WAITING
    return Stage.THIRD if play.needs_third else None


def _play_of(rating: Rating) -> Play:
    return Play(rating.candidate, rating.form, rating.sitting)


def _order(play: Play) -> tuple[str, str, int]:
    return play.candidate, play.form, play.sitting
