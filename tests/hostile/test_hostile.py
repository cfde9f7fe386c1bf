"""What hostile hand-ins do to a class: nothing. Each is refused by name or marked for what its data deserve."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hostile_class import SHARED, HostileClass
from place import good_answers
from snapshot import changed
from table import page
from trick import NOTHING, THE_KEY, Trick, read_tricks

from grader.course import RESPONSES
from grader.example import ASSESSMENT
from grader.feedback import FILE
from grader.handin import parse_answers, parse_document
from grader.marks import Mark, read_marks
from grader.refused import REASONS
from grader.released import read_public

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "hostile-hand-ins.md"
TRICKS = read_tricks()
COLLECTED = ("new", "older", "known")
KEPT = (f"{ASSESSMENT}.ipynb", RESPONSES, "timestamp.txt")
MARKED = (*KEPT, "marked.json")
each_trick = pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)


@pytest.fixture(scope="module")
def marks(hostile_class: HostileClass) -> Mapping[str, Mapping[str, Mark]]:
    return {trainee: found.items for trainee, found in read_marks(hostile_class.course, ASSESSMENT).items()}


@pytest.fixture(scope="module")
def touched(hostile_class: HostileClass) -> set[str]:
    """Every name of the class folder that is not what it was before the trainer's round."""
    names = changed(hostile_class.before, hostile_class.after)
    assert not {name for name in names if not name.startswith("kelas/")}
    return {name.removeprefix("kelas/") for name in names} - SHARED


def test_there_are_more_than_forty_tricks_and_each_tells_what_it_tries() -> None:
    assert len(TRICKS) >= 45
    assert len({trick.tells for trick in TRICKS}) == len(TRICKS)
    assert all(trick.tells.endswith(".") for trick in TRICKS)


def test_every_way_of_arrival_is_tried(hostile_class: HostileClass) -> None:
    ways = {way for place in hostile_class.places.values() for way in place.ways}
    assert ways == {"inbox", "stick", "exchange", "submitted", "own workspace"}


def test_no_code_ran_and_nobody_was_called(hostile_class: HostileClass) -> None:
    assert hostile_class.canary.is_untouched


@each_trick
def test_what_arrives_is_taken_or_refused_by_name(hostile_class: HostileClass, trick: Trick) -> None:
    expected = (trick.collected,) if isinstance(trick.collected, str) else trick.collected or ()
    if trick.collected is None:
        assert hostile_class.places[trick.name].ways == ["submitted"]
    assert hostile_class.of_collect(trick.name) == list(expected)
    assert set(expected) <= {*REASONS, *COLLECTED}


@each_trick
def test_marking_says_what_became_of_it(hostile_class: HostileClass, trick: Trick) -> None:
    outcome, reason = hostile_class.marked[hostile_class.places[trick.name].trainee.code]
    assert (reason or outcome) == trick.marked
    assert outcome == ("refused" if trick.marked in REASONS else trick.marked)


@each_trick
def test_the_marks_are_what_the_data_deserve(
    hostile_class: HostileClass, marks: Mapping[str, Mapping[str, Mark]], trick: Trick
) -> None:
    trainee = hostile_class.places[trick.name].trainee.code
    assert (trick.deserves == NOTHING) == (trick.marked != "marked")
    if trick.deserves == NOTHING:
        assert trainee not in marks
        return
    key, answers = hostile_class.key, good_answers(hostile_class.key, trainee)
    deserved = {
        name: None if item["type"] == "text" else key.points(item, answers[name])
        for name, item in key.items_for(trainee).items()
    }
    deserved |= {} if isinstance(trick.deserves, str) else trick.deserves
    assert trick.deserves == THE_KEY or not isinstance(trick.deserves, str)
    assert {name: mark.auto for name, mark in marks[trainee].items()} == deserved
    assert {name: mark.needs_person for name, mark in marks[trainee].items()} == {
        name: points is None for name, points in deserved.items()
    }
    assert {name: mark.max for name, mark in marks[trainee].items()} == {
        name: item["points"] for name, item in key.items.items()
    }
    assert not [mark for mark in marks[trainee].values() if mark.hand is not None or mark.comment]


@each_trick
def test_nothing_changes_but_the_trainees_own_folders(
    hostile_class: HostileClass, touched: set[str], trick: Trick
) -> None:
    """Exactly what this hand-in deserves: nothing of a refused one, the usual files of a good one."""
    place = hostile_class.places[trick.name]
    trainee, taken = place.trainee.code, hostile_class.of_collect(trick.name)
    own = {name for name in touched if trainee in name.split("/")}
    kept = {name for name in own if name.startswith(f"received/{ASSESSMENT}/{trainee}/")}
    usual: set[str] = set()
    if "new" in taken:
        usual |= {f"received/{ASSESSMENT}/{trainee}", f"submitted/{trainee}"} | _folder("submitted", trainee, KEPT)
    if trick.marked == "marked":
        usual |= {f"autograded/{trainee}", f"feedback/{trainee}"}
        usual |= _folder("autograded", trainee, MARKED) | _folder("feedback", trainee, (FILE,))
    assert own - kept == usual
    assert len(kept) == sum(outcome in ("new", "older") for outcome in taken)


def _folder(part: str, trainee: str, files: tuple[str, ...]) -> set[str]:
    folder = f"{part}/{trainee}/{ASSESSMENT}"
    return {folder, *(f"{folder}/{file}" for file in files)}


def test_whatever_changed_belongs_to_a_trainee_of_the_class(hostile_class: HostileClass, touched: set[str]) -> None:
    codes = {trainee.code for trainee in hostile_class.honest}
    codes |= {place.trainee.code for place in hostile_class.places.values()}
    owners = {name: name.split("/")[2 if name.startswith("received/") else 1] for name in touched}
    assert {owner for owner in owners.values() if owner not in codes} == set()
    assert {name.split("/")[0] for name in owners} == {"received", "submitted", "autograded", "feedback"}


def test_the_honest_get_the_marks_that_they_would_have_had(
    hostile_class: HostileClass, marks: Mapping[str, Mapping[str, Mark]]
) -> None:
    key, public = hostile_class.key, read_public(hostile_class.course, ASSESSMENT)
    totals = set()
    for trainee in hostile_class.honest:
        (sent,) = hostile_class.course.inbox.glob(f"*.{trainee.code}.*")
        answers = parse_answers(parse_document(sent.read_bytes(), public))
        deserved = {
            name: None if item["type"] == "text" else key.points(item, answers[name])
            for name, item in key.items_for(trainee.code).items()
        }
        assert hostile_class.marked[trainee.code] == ("marked", None)
        assert {name: mark.auto for name, mark in marks[trainee.code].items()} == deserved
        totals.add(sum(points or 0 for points in deserved.values()))
    assert len(totals) > 1, "marks that are all alike would prove nothing"


def test_the_class_is_marked_to_the_end_and_everybody_is_named(hostile_class: HostileClass) -> None:
    everybody = {place.trainee.code for place in hostile_class.places.values()}
    everybody |= {trainee.code for trainee in hostile_class.honest}
    assert set(hostile_class.marked) == set(hostile_class.feedback) == everybody
    assert not [trick.name for trick in TRICKS if "not found" in hostile_class.of_collect(trick.name)]


def test_the_page_of_tricks_is_current(hostile_class: HostileClass, marks: Mapping[str, Mapping[str, Mark]]) -> None:
    written = page(hostile_class, marks)
    if os.environ.get("SEBAYA_WRITE_DOCS") == "1":
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written, "SEBAYA_WRITE_DOCS=1 writes it anew"
