"""The trainer's panels where there is little, or something is broken: they say so, and show what is whole."""

import json
import sqlite3
from datetime import UTC, date, datetime, time, timedelta

import pytest

from grader.board.block import Choice, Note, Number, Numbers, Picture, Table
from grader.board.panel import Board
from grader.board.trainer import PANELS, heat_map, items, path, waiting
from grader.course import RESPONSES
from grader.faults import SebayaError
from grader.figures.paths import way_of
from grader.observation.sheet import Play, begin_sheet
from grader.raters import Rater
from grader.register import Entry, register_of
from grader.released import read_key
from scenarios.model import Dialogue

pytest_plugins = ["classroom"]

ASSESSMENT = "m02-listening"
MODULES = [waiting, heat_map, path, items]
TODAY = date.today()


def tables(blocks):
    return {one.id: one for one in blocks if isinstance(one, Table)}


@pytest.fixture
def board(marked_course):
    return Board(marked_course, TODAY)


def test_the_panels_stand_in_the_order_of_the_day():
    names = [one.id for one in PANELS]
    assert (names[0], names[-3:]) == ("waiting", ["heat-map", "path", "items"])
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("module", MODULES)
def test_a_class_without_trainees_or_assessments_has_nothing_to_show(module, empty_class):
    from grader.course import Course

    blocks = module.build(Board(Course(empty_class), TODAY))

    assert all(table.rows.empty for table in tables(blocks).values())
    assert not [one for one in blocks if isinstance(one, Picture)]
    assert all(one.value == "0" for one in numbers(blocks))
    assert [one for one in blocks if isinstance(one, (Note, Table))]


def numbers(blocks) -> list[Number]:
    return [one for block in blocks if isinstance(block, Numbers) for one in block.numbers]


@pytest.mark.parametrize("module", MODULES)
def test_a_class_in_which_nobody_has_handed_in_has_nothing_to_show_yet(module, course):
    blocks = module.build(Board(course, TODAY))
    found = tables(blocks)

    assert all(found[name].rows.empty for name in found if name not in ("consent", "raters"))
    assert all(table.empty["id"] for table in found.values())


def test_of_fewer_than_five_nothing_is_told_of_items_or_groups(board):
    found = tables(items.build(board))
    groups = tables(heat_map.build(board))

    assert found["items"].n == 3
    assert found["items"].rows[["difficulty", "discrimination", "unanswered"]].isna().all(axis=None)
    assert not [tone for tone in found["items"].tones if tone]
    assert found["variants"].rows.empty
    assert found["options"].rows.empty
    assert groups["heat"].rows.drop(columns="group").isna().all(axis=None)
    assert not [one for one in heat_map.build(board) if isinstance(one, Picture)]


def test_a_single_trainee_of_a_group_is_shown_to_their_trainer(marked_course):
    blocks = heat_map.build(Board(marked_course, TODAY, {"who": "group:8A"}))
    found = tables(blocks)["heat"]

    assert found.rows["code"].tolist() == ["8A-01", "8A-02", "8A-04"]
    assert found.rows["K1"].tolist()[0] == 1.0
    assert found.rows["K1"].tolist()[2] == 0.0
    assert "H" in found.rows["harm"].tolist()[1]["id"]
    assert list(found.tones) == ["", "danger", ""]
    assert [one for one in blocks if isinstance(one, Picture)]


def test_a_hand_in_damaged_after_marking_keeps_its_marks_and_is_named(marked_course):
    (marked_course.submitted(ASSESSMENT, "8A-02") / RESPONSES).write_text('{"answers": ')
    board = Board(marked_course, TODAY)
    found = tables(waiting.build(board))

    assert found["refused"].rows["where"].tolist() == ["8A-02"]
    assert tables(items.build(board))["items"].n == 3


@pytest.mark.parametrize(
    "content", ["", "[]", '{"answers": {"A1": 3}}', '{"answers": {"A1": {"answer": {"option": []}}}}']
)
def test_answers_damaged_where_marking_keeps_them_stop_no_panel(marked_course, content):
    copy = marked_course.autograded(ASSESSMENT, "8A-02") / RESPONSES
    copy.unlink()
    copy.write_text(content)
    board = Board(marked_course, TODAY)

    for module in MODULES:
        assert module.build(board)
    assert tables(items.build(board))["items"].rows["unanswered"].isna().all()


def test_a_trainees_own_words_are_on_no_panel(marked_course, board):
    """Written replies are read where they are marked."""
    shown = ""
    for module in MODULES:
        for block in module.build(board):
            cells = block.rows.to_dict("records") if isinstance(block, Table) else ""
            shown += f"{block!r} {cells}"
    document = json.loads((marked_course.submitted(ASSESSMENT, "8A-02") / RESPONSES).read_bytes())
    written = [one["answer"]["text"] for one in document["answers"].values() if "text" in (one["answer"] or {})]

    assert written
    assert not [text for text in written if text in shown]


def test_a_name_is_shown_as_it_is_and_never_as_markup(marked_course):
    with sqlite3.connect(marked_course.root / "register.db") as register:
        register.execute("""UPDATE person SET "group" = '<b>$x_1$</b>', name = '<script>' WHERE code = '8A-01'""")
    blocks = heat_map.build(Board(marked_course, TODAY, {"who": "group:<b>$x_1$</b>"}))
    picture = next(one for one in blocks if isinstance(one, Picture))

    assert tables(blocks)["heat"].rows["name"].tolist() == ["<script>"]
    assert "<script" not in picture.svg
    assert "<b>" not in picture.svg


def test_a_label_of_a_group_is_text_in_the_picture():
    import pandas as pd

    from grader.board.trainer.heat_picture import picture

    shares = pd.DataFrame({"K1": [0.5, 0.9]}, index=["<b>$x_1$</b>", "8A & co"])
    drawn = picture(shares, {("8A & co", "K1"): 1}, {"id": "x", "en": "x"}, 10)

    assert "&lt;b&gt;$x_1$&lt;/b&gt;" in drawn.svg
    assert "8A &amp; co" in drawn.svg
    assert "90% H" in drawn.svg
    assert drawn.alt["en"] == (
        "Highest: K1 Being present, 8A & co: 90%. Lowest: K1 Being present, <b>$x_1$</b>: 50%. "
        "There was harm (H) in K1 Being present."
    )


def test_a_sheet_that_is_damaged_waits_without_a_day(marked_course):
    begin_sheet(marked_course, Play("8A-01", "form-a", 1), Rater("R1", "Rina", "guru-bk", ""), {"minutes": 10})
    for sheet in (marked_course.root / "observations").glob("8A-01/*.json"):
        sheet.write_text("{")
    found = tables(waiting.build(Board(marked_course, TODAY)))["plays"]

    assert found.rows[["code", "raters", "since"]].to_numpy().tolist() == [["8A-01", "R1", None]]


def test_harm_of_one_rater_is_known_and_what_it_was_is_not_until_both_have_locked(marked_course):
    place = marked_course.about["id"]
    about = {"sitting": 1, "role": "guru-bk", "is_outside": True, "minutes": 10, "levels": {"K1": 1}, "codes": ["H2"]}

    def rate(rater):
        day = TODAY.isoformat()
        entry = Entry(place, "8A-01", "rating", "form-a", "locked", day, recorded_by=rater, content=about)
        register_of(marked_course).append(entry)
        rows = tables(waiting.build(Board(marked_course, TODAY)))["harm"].rows
        return rows[rows["code"] == "8A-01"][["where", "codes"]].to_numpy().tolist()

    (first,) = rate("R1")
    (both,) = rate("R2")
    assert first[1] == {"id": "", "en": ""}
    assert "once all raters have locked" in first[0]["en"]
    assert both[1]["en"] == "H2 Hears of danger and tells no adult; level 1: K1 Being present"


def test_a_gradebook_that_cannot_be_read_is_named(marked_course):
    (marked_course.root / "gradebook.db").write_bytes(b"no database")
    for module in (waiting, heat_map, items):
        with pytest.raises(SebayaError, match=r"gradebook\.db"):
            module.build(Board(marked_course, TODAY))


def test_an_empty_hand_in_takes_no_way_through_a_conversation(board):
    choice = next(one for one in path.build(board) if isinstance(one, Choice) and one.id == "trainee")

    assert [code for code, _ in choice.options] == ["8A-01", "8A-02"]


def test_a_harmful_conversation_loses_all_its_points_and_says_why(marked_course):
    blocks = path.build(Board(marked_course, TODAY, {"trainee": "8A-02"}))
    steps, way = tables(blocks)["steps"], numbers(blocks)

    assert way[0].value.startswith("0/")
    assert steps.rows["gained"].sum() == 0
    assert "danger" in steps.tones
    assert any(note.tone == "danger" for note in blocks if isinstance(note, Note))


def test_one_harmful_choice_takes_the_points_of_the_good_ones_as_well(marked_course):
    key = read_key(marked_course, ASSESSMENT)
    item = next(one for one in key.items_for("8A-01").values() if one["type"] == "dialogue")
    dialogue = Dialogue.from_json(item["dialogue"])
    good = next(way for way in ways(dialogue) if min(levels_of(dialogue, way)) >= 3)
    mixed = next(way for way in ways(dialogue) if harms_of(dialogue, way) and max(levels_of(dialogue, way)) >= 3)
    whole, lost = (way_of(key, item, key.opaque(item, {"path": list(way)})) for way in (good, mixed))

    assert whole.points == whole.max == pytest.approx(sum(step.gained for step in whole.steps))
    assert (lost.points, [step.gained for step in lost.steps]) == (0, [0.0] * len(mixed))
    assert sum(step.lost for step in lost.steps) == pytest.approx(lost.max)
    assert lost.harms == tuple(harms_of(dialogue, mixed))


def ways(dialogue, state=None, way=()):
    """All ways through a conversation, one after the other."""
    state = state or dialogue.start
    if not dialogue.states[state].choices:
        yield way
    for choice, target in dialogue.states[state].choices:
        yield from ways(dialogue, target, (*way, choice))


def levels_of(dialogue, way):
    return [dialogue.choices[choice].judgement.level for choice in way]


def harms_of(dialogue, way):
    return [dialogue.choices[choice].judgement.harm for choice in way if dialogue.choices[choice].judgement.harm]


@pytest.mark.parametrize(("days", "is_shown"), [(-1, False), (0, True), (14, True), (15, False)])
def test_what_is_due_from_today_to_a_fortnight_is_shown(marked_course, days, is_shown):
    noon = datetime.combine(TODAY + timedelta(days=days), time(12)).astimezone(UTC).replace(tzinfo=None)
    with sqlite3.connect(marked_course.root / "gradebook.db") as gradebook:
        gradebook.execute("UPDATE assignment SET duedate = ?", (f"{noon}.000000",))

    assert len(tables(waiting.build(Board(marked_course, TODAY)))["due"].rows) == is_shown
