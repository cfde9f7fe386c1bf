"""A submission that cannot be marked can be accepted as an empty one, whatever it is made of."""

from pathlib import Path

import pytest
from canary import Canary
from hostile_class import make_class
from snapshot import changed, snapshot
from trick import read_tricks

from grader.empty import accept_as_empty
from grader.example import ASSESSMENT
from grader.mark import mark_class
from grader.marks import read_marks
from grader.refused import REASONS

pytestmark = pytest.mark.slow


def test_what_was_refused_is_set_aside_and_gets_no_points(
    tmp_path_factory: pytest.TempPathFactory, canary: Canary
) -> None:
    refused = [trick for trick in read_tricks() if trick.marked in REASONS and not trick.name.startswith("timestamp")]
    assert len(refused) > 5
    root: Path = tmp_path_factory.mktemp("empty")
    course, honest, places = make_class(root, refused, canary)
    trainees = {place.trainee.code for place in places.values()}
    before = snapshot(root)

    kept = [accept_as_empty(course, ASSESSMENT, trainee) for trainee in sorted(trainees)]
    outcomes = {one.trainee: one.outcome for one in mark_class(course, ASSESSMENT)}

    assert all(path.is_symlink() or path.exists() for path in kept)
    assert outcomes == {**dict.fromkeys(trainees, "marked"), **{trainee.code: "none" for trainee in honest}}
    for trainee, found in read_marks(course, ASSESSMENT).items():
        assert {mark.auto for mark in found.items.values()} == {0.0}, trainee
    touched = {Path(name).parts for name in changed(before, snapshot(root))}
    assert not [parts for parts in touched if len(parts) > 3 and not trainees & set(parts)]
    assert {parts[1] for parts in touched} <= {"submitted", "autograded", "received", "gradebook.db", ".marking.lock"}
    assert canary.is_untouched
