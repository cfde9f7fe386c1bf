"""The table of tricks for `docs/hostile-hand-ins.md`, made from what became of each."""

from collections.abc import Iterable, Iterator, Mapping

from hostile_class import HostileClass
from trick import Trick

from grader.marks import Mark
from grader.refused import REASONS

INTRO = """\
# Hostile hand-ins

What a trainee could hand in to run code, read or change what is not theirs, get points that their answers do not
deserve, or keep the class from being marked, and what becomes of it. Each row is a file in
[tests/hostile/tricks](../tests/hostile/tricks/); all of them are played in one class, beside honest trainees, by
`sebaya collect`, `sebaya mark` and `sebaya feedback`. The tests look that

- no code of a trainee's ran: a file that such code would write and a socket that it would call stay untouched;
- nothing changed but the trainee's own folders and the gradebook, inside the class folder or beside it;
- no script ran on the desk, in formgrader or on the feedback page, in a real browser, and text is shown as text;
- the marks are what the answers deserve by the key, and the honest have the marks that they would have had;
- the class is marked to the end, and every hand-in is taken or refused by name.

A trainee knows their own personal code, so nearly all forged files are signed properly by the one who sends them.
The good answers that come with a trick hold mistakes on purpose, so that points nobody deserves would be seen. A free
text always waits for a person.

The tests also draw thousands of odd files at random (`tests/hostile/test_fuzz.py`) and let stock `nbgrader autograde`
mark the notebooks full of code (`tests/hostile/test_stock_autograde.py`). This page is written by
`SEBAYA_WRITE_DOCS=1 pytest tests/hostile/test_hostile.py -n0`; a test keeps it current.

| trick | arrives | what the trainer is told | marks |
| --- | --- | --- | --- |
"""
WAYS = {
    "inbox": "inbox",
    "stick": "folder of files",
    "exchange": "nbgrader's exchange",
    "submitted": "in `submitted/`, as stock nbgrader collects",
    "own workspace": "own workspace",
}
OUTCOMES = {"new": "taken", "known": "known already", "older": "older than what is there"}


def page(hostile_class: HostileClass, marks: Mapping[str, Mapping[str, Mark]]) -> str:
    """Return the whole page."""
    rows = (_row(hostile_class, trick, marks) for trick in hostile_class.tricks)
    return INTRO + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(hostile_class: HostileClass, trick: Trick, marks: Mapping[str, Mapping[str, Mark]]) -> tuple[str, ...]:
    place = hostile_class.places[trick.name]
    return (
        f"[{trick.name.replace('_', ' ')}](../tests/hostile/tricks/{trick.name}.py): {trick.tells}",
        ", ".join(_once(WAYS[way] for way in place.ways)),
        "; ".join(_once(_told(hostile_class, trick))),
        _marks(marks.get(place.trainee.code)),
    )


def _told(hostile_class: HostileClass, trick: Trick) -> Iterator[str]:
    for outcome in hostile_class.of_collect(trick.name) if trick.collected else ():
        yield OUTCOMES.get(outcome) or _refused(outcome)
    outcome, reason = hostile_class.marked[hostile_class.places[trick.name].trainee.code]
    if outcome != "none":
        yield _refused(reason) if reason else outcome


def _refused(reason: str) -> str:
    return f"refused: {REASONS[reason][0]['en']}"


def _marks(items: Mapping[str, Mark] | None) -> str:
    if items is None:
        return "none"
    points, most = sum(mark.auto or 0 for mark in items.values()), sum(mark.max for mark in items.values())
    waiting = sum(mark.needs_person for mark in items.values())
    return f"{points:g} of {most:g} by the key; {waiting} to be read by a person"


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
