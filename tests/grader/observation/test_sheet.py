"""The observation file: nothing that was saved is lost, nothing newer is written over, and the register decides."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from raters_class import ABOUT, PLAY, filled, locked, scene_locked

from grader.faults import SebayaError
from grader.observation import sheet as sheet_module
from grader.observation.blind import Stage, begin, listed_for, lock, open_sheet, seen_by
from grader.observation.sheet import Play, StaleError, begin_sheet, change_sheet, mark_locked, read_sheet
from grader.observation.sheet_fields import LONGEST_NOTE, BadFieldError
from grader.register import Entry

pytest_plugins = ["classroom"]


def stages(rated, number):
    return {listed.play: listed.stage for listed in listed_for(rated.course, rated.raters[number])}


def test_what_is_saved_is_found_again_and_readable_by_its_owner_alone(rated):
    course, rater = rated.course, rated.raters[0]
    begun = begin(course, PLAY, rater, ABOUT)
    changes = {"level:K3": 1, "code:H1": True, "note:K3": "“Janji.”", "note:": "Berhenti di menit 7.", "minutes": 9}
    saved = change_sheet(course, PLAY, rater.code, begun.revision, changes)

    found = read_sheet(course, PLAY, rater.code)
    assert found == saved
    assert {name: found.fields[name] for name in changes} == changes
    path = course.root / "observations/8A-01/form-a.1.R1.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = json.loads(path.read_bytes())
    assert (content["levels"], content["codes"], content["locked"], content["revision"]) == (
        {"K3": 1},
        ["H1"],
        False,
        2,
    )


def test_a_later_answer_never_writes_over_a_newer_one(rated):
    course, rater = rated.course, rated.raters[0]
    first = begin(course, PLAY, rater, ABOUT)
    newer = change_sheet(course, PLAY, rater.code, first.revision, {"level:K1": 4})
    with pytest.raises(StaleError) as stale:
        change_sheet(course, PLAY, rater.code, first.revision, {"level:K1": 2})
    assert stale.value.sheet == newer == read_sheet(course, PLAY, rater.code)


def test_of_many_at_once_each_is_kept_or_told_to_be_too_late(rated):
    course, rater = rated.course, rated.raters[0]
    begin(course, PLAY, rater, ABOUT)

    def write(number):
        while True:
            sheet = read_sheet(course, PLAY, rater.code)
            note = sheet.fields["note:"] + f"{number};"
            try:
                return change_sheet(course, PLAY, rater.code, sheet.revision, {"note:": note}).revision
            except StaleError:
                continue

    with ThreadPoolExecutor(8) as pool:
        revisions = sorted(pool.map(write, range(16)))
    assert revisions == list(range(2, 18))
    words = read_sheet(course, PLAY, rater.code).fields["note:"].split(";")
    assert sorted(map(int, filter(None, words))) == list(range(16))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level:K3", 5), ("level:K3", "3"), ("level:K3", True), ("level:K3", 2.0), ("level:K13", 3), ("level:K99", 1),
        ("code:H15", True), ("code:H1", 1), ("note:K3", "x" * (LONGEST_NOTE + 1)), ("note:K3", None),
        ("note:", "\ud800"), ("minutes", 0), ("minutes", 1e3), ("observed_on", "2999-01-01"),
        ("observed_on", "20260803"), ("observed_on", None), ("is_outside", "on"), ("rater", "R2"), ("locked", 1),
        ("__class__", 1),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_its_field_and_nothing_is_written(rated, field, value):
    sheet = begin(rated.course, PLAY, rated.raters[0], ABOUT)
    before = rated.files()
    with pytest.raises(BadFieldError) as wrong:
        change_sheet(rated.course, PLAY, "R1", sheet.revision, {"level:K1": 3, field: value})
    assert wrong.value.field in (field, "")
    assert rated.files() == before


@pytest.mark.parametrize(
    "play",
    [
        Play("../../x", "form-a", 1), Play("..", "form-a", 1), Play("8A-01/..", "form-a", 1), Play("", "form-a", 1),
        Play("8A-01", "../form-a", 1), Play("8A-01", "form-z", 1), Play("8A-01", "scene-1", 1),
        Play("8A-01", "form-a", 0), Play("8A-01", "form-a", 10), Play("8Z-99", "form-a", 1),
        Play("8A-01\n", "form-a", 1),
        Play("_calibration", "form-a", 1), Play("8A-01", "", 1),
    ],
)  # fmt: skip
def test_what_is_no_play_of_this_class_makes_no_file(rated, play):
    with pytest.raises(SebayaError):
        begin(rated.course, play, rated.raters[0], ABOUT)
    assert rated.files() == {}


def test_a_damaged_file_is_named_and_left_as_it_is(rated):
    begin(rated.course, PLAY, rated.raters[0], ABOUT)
    path = rated.course.root / "observations/8A-01/form-a.1.R1.json"
    for damage in (b"{", b"[]", path.read_bytes().replace(b'"notes": {}', b'"notes": {"K1": 3}')):
        path.write_bytes(damage)
        with pytest.raises(SebayaError, match=r"form-a\.1\.R1\.json"):
            open_sheet(rated.course, PLAY, rated.raters[0])
        assert path.read_bytes() == damage


def test_only_a_whole_form_is_locked_and_then_nothing_of_it_changes(rated):
    course, rater = rated.course, rated.raters[0]
    sheet = begin(course, PLAY, rater, ABOUT)
    with pytest.raises(SebayaError, match="belum ada level"):
        lock(course, PLAY, rater, sheet.revision)
    assert rated.register.entries(kind="rating") == []

    done = locked(course, rater)
    (entry,) = rated.register.entries(kind="rating")
    assert (done.locked, entry.person, entry.about, entry.recorded_by) == (entry.number, "8A-01", "form-a", "R1")
    with pytest.raises(StaleError):
        change_sheet(course, PLAY, "R1", done.revision, {"level:K1": 4})
    assert lock(course, PLAY, rater, done.revision) == done
    assert rated.register.entries(kind="rating") == [entry]


def test_notes_stay_out_of_the_register(rated):
    sheet = filled(rated.course, rated.raters[0])
    sheet = change_sheet(rated.course, PLAY, "R1", sheet.revision, {"note:K1": "rahasia", "note:": "rahasia"})
    lock(rated.course, PLAY, rated.raters[0], sheet.revision)
    assert all("rahasia" not in repr(entry) for entry in rated.register.entries())
    assert b"rahasia" in next(iter(rated.files().values()))


def test_a_crash_between_register_and_file_leaves_one_entry_and_a_locked_sheet(rated, monkeypatch):
    course, rater = rated.course, rated.raters[0]
    sheet = filled(course, rater)

    def crash(*_):
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(sheet_module, "write_whole", crash)
        with pytest.raises(SebayaError):
            lock(course, PLAY, rater, sheet.revision)
    assert read_sheet(course, PLAY, "R1").locked == 0
    (entry,) = rated.register.entries(kind="rating")

    again = lock(course, PLAY, rater, sheet.revision)
    assert again.locked == entry.number == open_sheet(course, PLAY, rater).locked
    assert rated.register.entries(kind="rating") == [entry]


def test_after_such_a_crash_an_edit_is_refused_and_the_register_stands(rated):
    done = locked(rated.course, rated.raters[0])
    mark_locked(rated.course, PLAY, "R1", None)
    assert open_sheet(rated.course, PLAY, rated.raters[0]).locked == done.locked


def test_a_rating_that_a_correction_struck_may_be_given_again(rated):
    course, rater = rated.course, rated.raters[0]
    done = locked(course, rater, level=2)
    place = course.about["id"]
    rated.register.append(
        Entry(place, "8A-01", "correction", str(done.locked), "struck", "2026-08-04", content={"reason": "salah"})
    )
    opened = open_sheet(course, PLAY, rater)
    assert opened.locked == 0
    changed = change_sheet(course, PLAY, "R1", opened.revision, {"level:K1": 4})
    again = lock(course, PLAY, rater, changed.revision)
    assert again.locked > done.locked
    assert again.rating.levels["K1"] == 4


def test_nobody_sees_another_form_before_both_have_locked(rated):
    course = rated.course
    filled(course, rated.raters[0])
    assert stages(rated, 0) == {PLAY: Stage.DRAFT}
    assert stages(rated, 1) == {}
    locked(course, rated.raters[0])
    filled(course, rated.raters[1])
    assert (stages(rated, 0), stages(rated, 1)) == ({PLAY: Stage.LOCKED}, {PLAY: Stage.DRAFT})
    assert stages(rated, 2) == {PLAY: Stage.WAITING}
    assert [seen_by(course, code, PLAY) for code in ("R1", "R2", "R3")] == [None] * 3

    locked(course, rated.raters[1])
    assert stages(rated, 0) == stages(rated, 1) == {PLAY: Stage.SETTLED}
    assert seen_by(course, "R1", PLAY).raters == ("R1", "R2")
    assert seen_by(course, "R3", PLAY) is None


def test_a_third_is_let_in_only_where_one_is_needed_and_is_blind_too(rated):
    course, (first, second, third) = rated.course, rated.raters
    locked(course, first)
    locked(course, second, K3=4)
    assert stages(rated, 0) == stages(rated, 1) == {PLAY: Stage.SPLIT}
    assert stages(rated, 2) == {PLAY: Stage.THIRD}
    filled(course, third)
    assert seen_by(course, "R3", PLAY) is None
    locked(course, third)
    assert [stages(rated, number) for number in range(3)] == [{PLAY: Stage.SETTLED}] * 3
    assert seen_by(course, "R3", PLAY).levels["K3"] == 3

    other = Play("8A-02", "form-a", 1)
    for rater in (first, second):
        locked(course, rater, play=other)
    with pytest.raises(SebayaError, match="tidak memerlukan penilai lagi"):
        begin(course, other, third, ABOUT)


def test_a_third_draft_that_is_no_longer_needed_is_kept_and_not_counted(rated):
    course, (first, second, third) = rated.course, rated.raters
    draft = filled(course, third)
    locked(course, first)
    locked(course, second)
    with pytest.raises(SebayaError, match="tidak memerlukan penilai lagi"):
        lock(course, PLAY, third, draft.revision)
    assert read_sheet(course, PLAY, "R3") == draft
    assert len(rated.register.entries(kind="rating")) == 2


def test_a_scene_is_locked_once_with_all_its_levels(rated):
    course, rater = rated.course, rated.raters[0]
    scene = Play.of_scene("scene-2")
    blank = begin_sheet(course, scene, rater, {})
    with pytest.raises(SebayaError, match="Belum ada level"):
        lock(course, scene, rater, blank.revision)
    done = scene_locked(course, rater, "scene-2")
    (entry,) = rated.register.entries(kind="calibration")
    assert (entry.person, entry.about, entry.content["codes"]) == ("R1", "scene-2", ["H1", "H2"])
    mark_locked(course, scene, "R1", None)
    assert open_sheet(course, scene, rater).locked == entry.number
    assert lock(course, scene, rater, done.revision).locked == entry.number
    assert len(rated.register.entries(kind="calibration")) == 1
    assert stages(rated, 0) == {}
