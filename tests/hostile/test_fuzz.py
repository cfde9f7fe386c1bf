"""Thousands of odd hand-ins: each is marked with points that can be, or refused for a known reason."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from canary import Canary
from hostile_class import make_class
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_documents import Change, Damage, changed, changes, claims, damages, values, written
from place import Place

from grader.example import ASSESSMENT
from grader.handin import CLOCK_SLACK, Claim, read_hand_in
from grader.marker import Marked, Marker, Refused, Submission
from grader.refused import REASONS, RefusedError
from grader.released import read_marker

pytestmark = pytest.mark.slow

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
many = settings(max_examples=1200, derandomize=True, deadline=None, database=None)
some = settings(max_examples=800, derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, canary: Canary) -> Place:
    root: Path = tmp_path_factory.mktemp("odd")
    course, honest, _ = make_class(root, [], canary)
    return Place(course, read_marker(course, ASSESSMENT).key, honest[0], honest[1], root, root, canary)


@pytest.fixture(scope="module")
def marker(place: Place) -> Marker:
    return read_marker(place.course, ASSESSMENT)


@pytest.fixture(scope="module")
def good(place: Place) -> Mapping[str, Any]:
    return place.good()


def outcome(marker: Marker, result: Marked | Refused) -> str:
    """Return `marked` or why not, after looking that it is sound."""
    if isinstance(result, Refused):
        assert result.reason in REASONS
        return result.reason
    assert list(result.points) == list(marker.key.items)
    for name, item in marker.key.items.items():
        points = result.points[name]
        assert (points is None) == (item["type"] == "text" and name not in result.unanswered)
        assert points is None or 0 <= points <= item["points"]
    assert result.changed | result.unanswered <= set(marker.key.items)
    nbformat.validate(nbformat.reads(result.notebook.decode(), as_version=4))
    return "marked"


def test_a_good_document_with_something_wrong_is_marked_or_refused(
    place: Place, marker: Marker, good: dict[str, Any]
) -> None:
    seen = Counter[str]()

    @many
    @given(wanted=changes | claims, before=st.none() | changes)
    def each(wanted: list[Change], before: list[Change] | None) -> None:
        earlier = None if before is None else written(changed(good, before))
        content = written(changed(good, wanted))
        seen[outcome(marker, marker.mark(Submission(place.trainee.code, content, earlier)))] += 1

    each()
    assert {"marked", "bad-answer", "unreadable", "forged-owner"} <= set(seen), "all alike would prove nothing"


def test_a_good_document_with_damaged_bytes_is_marked_or_refused(
    place: Place, marker: Marker, good: dict[str, Any]
) -> None:
    seen = Counter[str]()

    @many
    @given(damage=st.lists(damages, min_size=1, max_size=3))
    def each(damage: list[Damage]) -> None:
        content = written(good)
        for harm, at, byte in damage:
            content = harm(content, at, byte) or b" "
        seen[outcome(marker, marker.mark(Submission(place.trainee.code, content)))] += 1

    each()
    assert {"marked", "bad-answer", "unreadable"} <= set(seen), "all alike would prove nothing"


def test_any_bytes_and_any_json_are_refused(place: Place, marker: Marker) -> None:
    @many
    @given(content=st.binary(max_size=300) | values.map(written))
    def each(content: bytes) -> None:
        assert outcome(marker, marker.mark(Submission(place.trainee.code, content))) != "marked"

    each()


def test_what_is_handed_in_is_taken_or_refused(place: Place, marker: Marker, good: dict[str, Any]) -> None:
    """Signed anew where it can be, as a trainee could."""
    seen = Counter[str]()

    @some
    @given(wanted=changes | claims, is_signed=st.booleans())
    def each(wanted: list[Change], is_signed: bool) -> None:
        document = changed(good, wanted)
        if is_signed:
            with suppress(KeyError, TypeError, AttributeError, ValueError):
                place.signed(document)
        path = place.stick / "odd.json"
        path.write_bytes(written(document))
        seen[handed_in(path, place, marker)] += 1

    each()
    assert {"marked", "bad-answer", "backdated", "forged-code", "unknown-trainee"} <= set(seen)


def handed_in(path: Path, place: Place, marker: Marker) -> str:
    """Return `marked`, or why what arrived is refused."""
    codes = {one.code: one.personal_code for one in (place.trainee, place.other)}
    try:
        found = read_hand_in(path, marker.public, codes, Claim(), EARLIEST, datetime.now(UTC))
    except RefusedError as refused:
        return outcome(marker, Refused("", refused.reason))
    assert EARLIEST - CLOCK_SLACK <= found.at <= datetime.now(UTC) + CLOCK_SLACK
    return outcome(marker, marker.mark(Submission(found.trainee, found.content)))
