"""An invented class of any size for the register: of every 20 trainees 60 decisions, and the records that go with them.

One of each 20 is near renewal, one on probation, one certified, one about to begin probation, ten are in training with
one or two modules decided, six have just begun. Every eighth of these groups goes another way: incidents, missed
supervision, revocations and returns, consent withdrawn, harm seen, raters apart, entries struck, names erased.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "grader"))
import dossiers as made

from grader.certify import find
from grader.dossier import Circumstances
from grader.evidence import Evidence, ItemEvidence
from grader.policy.module_record import judge
from grader.register import Entry, Register
from grader.register.people import ERASED, TRAINEE, Person, erase_person, people_of, write_people
from grader.roster import Trainee
from grader.rule import read_rule
from scenarios.content import curriculum

__all__ = ["DECISIONS_EACH", "PLACE", "TODAY", "circumstances", "fill", "roster"]

PLACE = "bench"
TODAY = made.BEGIN + timedelta(days=700)
DECISIONS_EACH = 3
GROUP = 20
ITEMS = 14
TYPING_ERROR = "R9"
"""The rater whose entries are struck."""


@dataclass(frozen=True)
class History:
    """What is recorded of one trainee; all days are moved so that the day `at` after the beginning is today."""

    entries: list[Entry]
    at: int


def fill(register: Register, count: int, today: date = TODAY) -> int:
    """Write people and entries of a class of `count` into an empty register, and return how many entries it has.

    People who are there already stay as they are, but for those whose names were erased.
    """
    people, entries = [], []
    for number in range(count):
        history = _history(number)
        code = _code(number)
        is_erased = any(entry.outcome == ERASED for entry in history.entries)
        role, name = (ERASED, "") if is_erased else (TRAINEE, f"Peserta {number}")
        people.append(Person(PLACE, code, role, name, "" if is_erased else f"K{number % 40:02}"))
        entries += _moved(history, code, today)
    entries.append(_review())
    entries.sort(key=lambda entry: entry.on_day)
    struck = [number for number, entry in enumerate(entries, 1) if entry.recorded_by == TYPING_ERROR]
    entries += [_correction(entries[number - 1], number, today) for number in struck]
    if people_of(register, PLACE):
        for person in people:
            if person.role == ERASED:
                erase_person(register, PLACE, person.code)
    else:
        write_people(register, people)
    register.append(*entries)
    return len(entries)


def roster(count: int) -> list[Trainee]:
    """Return the trainees."""
    return [Trainee(_code(number), "", "", "T2", "id", "") for number in range(count)]


def circumstances(today: date = TODAY) -> Circumstances:
    """Return the circumstances of a class that lacks nothing."""
    return replace(made.dossier("probation").circumstances, today=today, entries=(_review(),))


def _code(number: int) -> str:
    return f"N{number:05}"


def _history(number: int) -> History:
    group, place = divmod(number, GROUP)
    ways = (_renewal, _probation, _certified, _beginning)
    if place < len(ways):
        return ways[place](group % 8)
    count = 2 if place < 9 else 1 if place < 14 else 0
    return History([made.entry("assent", outcome="given"), *map(made.module, made.MODULES[:count])], 30)


def _renewal(way: int) -> History:
    more = {
        2: [made.entry("revocation", 460, content={"reason": "harm"})],
        3: [made.entry("incident", 460, outcome="open", content={"codes": ["H7"]})],
    }
    return History([*made.for_renewal(), *more.get(way, [])], 500 if way == 1 else 470)


def _probation(way: int) -> History:
    more = {
        1: [made.entry("supervision", after, outcome="missed") for after in (113, 115)],
        2: [made.rating("form-b", "R3", codes=["H4"])],
        4: [made.entry("conversation", 40, outcome="held", content={"count": 2})],
    }
    return History([*made.for_certificate(), *more.get(way, [])], 150 if way == 3 else 116)


def _certified(way: int) -> History:
    held = [made.entry("supervision", 116 + 14 * number, outcome="attended") for number in range(1, 7)]
    more = {
        1: [made.entry("suspension", 130), made.entry("return", 160)],
        2: [made.entry("revocation", 130), made.entry("return", 190)],
        3: [made.entry("leave", 199)],
        4: [made.entry("assent", 199, outcome="withdrawn")],
        5: [made.entry("consent", 150, outcome="withdrawn"), made.entry("consent", 160, outcome="given")],
        7: [made.entry("leave", 199, outcome=ERASED)],
    }
    return History([*made.for_certificate(), made.stage("certificate", 116, until=481), *held, *more.get(way, [])], 205)


def _beginning(way: int) -> History:
    more = {
        1: [made.rating("form-a", "R3", levels={"K1": 1})],
        2: [made.rating("form-a", "R3", levels={"K3": 4})],
        3: [made.rating("form-c", TYPING_ERROR, codes=["H1"])],
        4: [made.entry("consent", 23, outcome="withdrawn")],
    }
    return History([*made.for_probation(), *more.get(way, [])], 25)


def _moved(history: History, code: str, today: date) -> Iterator[Entry]:
    shift = today - made.BEGIN - timedelta(days=history.at)

    def later(day: str) -> str:
        return (date.fromisoformat(day) + shift).isoformat() if day else ""

    for entry in history.entries:
        content = _content(entry.about) if entry.kind == "decision" else entry.content
        days = {"on_day": later(entry.on_day), "until_day": later(entry.until_day)}
        yield replace(entry, place=PLACE, person=code, content=content, **days)


def _review() -> Entry:
    (review,) = made.dossier("probation").circumstances.entries
    return replace(review, place=PLACE, number=0)


def _correction(entry: Entry, number: int, today: date) -> Entry:
    return Entry(
        PLACE, entry.person, "correction", str(number), "struck", today.isoformat(), content={"reason": "typing-error"}
    )


@cache
def _content(about: str) -> Any:
    """Return what a decision holds, as large as in a real class: all items of a module, all steps with their words."""
    if about in made.STAGES:
        make, after = made.STAGES[about]
        entries = [replace(one, number=number) for number, one in enumerate(_with_modules(make()), 1)]
        who = Trainee(made.WHO, "", "", "T2", "id", "")
        today = made.BEGIN + timedelta(days=after)
        (finding,) = find(made.RULE, [who], entries, circumstances(today))
        assert finding.decision
        assert finding.decision.kind == about
        assert finding.decision.outcome == "passed"
        return finding.decision.to_entry(PLACE).content
    assessment = next(module["assessment"] for module in curriculum() if module["id"] == about)
    rule = read_rule(assessment)
    is_critical = about in made.CRITICAL
    items = [made.item(f"A{number}", is_critical=is_critical and number < 3) for number in range(1, ITEMS)]
    items.append(made.item(f"A{ITEMS}", 3, type="text", max=4, level=4, by_hand=True))
    evidence = Evidence(
        trainee=made.WHO,
        is_readable=True,
        submission="s" * 64,
        responses_sha256="r" * 64,
        key_sha256="k" * 64,
        items=tuple(ItemEvidence(**{**item, "harms": ()}) for item in items),
        review={"module": "reviewed"},
    )
    steps = [step.to_json() for step in judge(rule, evidence)]
    content = {"kind": "module-record", "assessment": assessment, "steps": steps, "evidence": evidence.to_json()}
    return {**content, "rule": rule.identity}


def _with_modules(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        is_module = entry.kind == "decision" and entry.about not in made.STAGES
        yield replace(entry, content=_content(entry.about)) if is_module else entry
