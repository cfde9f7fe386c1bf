"""An invented school whose register holds every status, and a second place beside it; made of entries directly."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.register import Entry, register_of
from grader.register.people import ERASED, TRAINEE, Person, write_people
from grader.rule import read_certification

TODAY = date(2026, 11, 22)
MODULES = read_certification().data["modules"]
HERE, OTHER = "sma-contoh", "sma-lain"
LEVELS = {"K1": 3, "K2": 3, "K3": 3, "K4": 4}


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def entry(
    kind: str, offset: int, outcome: str = "", about: str = "", until: int | None = None, /, **content: Any
) -> Entry:
    until_day = "" if until is None else day(until)
    return Entry("", "", kind, about, outcome, day(offset), until_day, "R1", content)


def decision(stage: str, offset: int, until: int | None = None, held_by: str = "") -> Entry:
    name = {"id": f"langkah {held_by}", "en": f"step {held_by}"}
    step = {"id": held_by, "kind": held_by, "required": True, "outcome": "not-passed", "name": name, "next": name}
    content = {"kind": stage, "assessment": "", "steps": [step] if held_by else [], "evidence": {}, "rule": {}}
    return entry("decision", offset, "not-passed" if held_by else "passed", stage, until, **content)


def module(number: int, offset: int, outcome: str = "passed", harms: tuple[str, ...] = (), answers: str = "a") -> Entry:
    evidence = {"items": [{"id": "A1", "harms": list(harms)}, {"id": "A2", "harms": []}], "responses_sha256": answers}
    content = {"kind": "module-record", "assessment": MODULES[number], "steps": [], "evidence": evidence, "rule": {}}
    return entry("decision", offset, outcome, MODULES[number], **content)


def modules(count: int, offset: int) -> list[Entry]:
    return [module(number, offset) for number in range(count)]


FORMS = ("form-a", "form-b", "form-c")


def plays(
    offset: int, forms: tuple[str, ...] = FORMS, sitting: int = 1, second: int = 3, seen: str = ""
) -> list[Entry]:
    content = {"sitting": sitting, "role": "guru-bk", "is_outside": True, "minutes": 10}
    return [
        replace(entry("rating", offset, "locked", form, **content, levels=levels, codes=codes), recorded_by=rater)
        for form in forms
        for rater, levels, codes in (("R1", LEVELS, seen.split()), ("R2", {**LEVELS, "K1": second}, []))
    ]


def supervised(first: int, last: int, every: int = 14, left_out: tuple[int, ...] = ()) -> list[Entry]:
    offsets = range(first, last + 1, every)
    return [entry("supervision", at, "attended") for place, at in enumerate(offsets) if place not in left_out]


def consented(offset: int = -300) -> list[Entry]:
    return [entry(kind, offset, "given") for kind in ("consent", "assent")]


def trained(number: int) -> list[Entry]:
    talk = entry("wellbeing", -215, "held")
    return [*consented(), *modules(10, -250), *plays(-220, second=3 + number % 2), talk, decision("probation", -200)]


def _certified(number: int, until: int = 265) -> list[Entry]:
    more = [
        entry("conversation", -50 - number, "held", count=number),
        entry("conversation", -40, "held"),
        entry("refresher", -60, "attended" if number % 3 else "missed"),
    ]
    held = supervised(-186, 0, left_out=(number,) if number % 2 else ())
    return [*trained(number), decision("certificate", -100, until), *held, *more]


def _expiring(number: int) -> list[Entry]:
    return _certified(number, (5, 20, 50, 80, 88, 89)[number])


def _probation(number: int) -> list[Entry]:
    held = supervised(-86, -2 - number * 3)
    failed = [module(0, -255, "not-passed", ("H1",)), module(0, -252, "not-passed", ("H1", "H2"), "b")]
    begun = [*consented(), *modules(10, -250), *plays(-120), decision("probation", -110, held_by="levels")]
    again = [*plays(-102, ("form-d",), 2), entry("coaching", -104, "held"), decision("probation", -100)]
    return [*failed, *begun, *again, *held]


def _suspended(number: int) -> list[Entry]:
    reason = ("own-wish", "wellbeing")[number % 2] if number < 5 else "incident"
    first = [entry("incident", -31, "open", codes=["H2"])] if reason == "incident" else []
    return [*trained(number), *supervised(-186, -34), *first, entry("suspension", -30, "suspended", reason=reason)]


def _revoked(number: int) -> list[Entry]:
    return [*trained(number), *supervised(-186, -74), entry("revocation", -70, "revoked", reason="critical-harm")]


def _expired(number: int) -> list[Entry]:
    begun = [*modules(10, -500), decision("probation", -480), decision("certificate", -400, -35 - number)]
    return [*consented(-600), *begun, *supervised(-466, -40)]


def _assessed(number: int) -> list[Entry]:
    seen = "H4" if number else "H4 H5"
    return [
        *consented(),
        *modules(10, -90),
        *plays(-20, seen=seen),
        decision("probation", -15, held_by="no-critical-harm"),
    ]


def _training(number: int) -> list[Entry]:
    return [entry("assent", -60, "given"), *modules(number, -30 - number)]


def _unsupervised(number: int) -> list[Entry]:
    return [*trained(number), *supervised(-186, -60 - number)]


def _missed_twice(number: int) -> list[Entry]:
    missed = [entry("supervision", at, "missed") for at in (-32 + number, -18)]
    return [*trained(number), *supervised(-186, -46), *missed, *supervised(-10, 0)]


def _returned(number: int) -> list[Entry]:
    return [
        *trained(number),
        *supervised(-186, -130),
        entry("suspension", -120, "suspended", reason="other"),
        entry("return", -80, "returned", reason="settled"),
        *supervised(-66, 0),
    ]


def _begun_anew(number: int) -> list[Entry]:
    return [*_revoked(number), entry("return", -60, "returned"), decision("probation", -40), *supervised(-26, 0)]


def _withdrawn(number: int) -> list[Entry]:
    back = [entry("consent", -20, "given")] if number else []
    return [*trained(number), *supervised(-186, -60), entry("consent", -50, "withdrawn"), *back, *supervised(-6, 0)]


def _left(number: int) -> list[Entry]:
    return [*trained(number), *supervised(-186, -90), entry("leave", -85, "left", reason=("own-wish", "moved")[number])]


def _erased(number: int) -> list[Entry]:
    return [*trained(number), *supervised(-186, -90), entry("leave", -80, ERASED)]


def _late(number: int) -> list[Entry]:
    return [*trained(number), *supervised(-186, -20)]


STORIES = (
    (_certified, "X-1", 6), (_certified, "X-2", 5), (_certified, "X-10", 1), (_expiring, "X-1", 6),
    (_probation, "X-2", 6), (_suspended, "X-3", 8), (_revoked, "X-3", 2), (_expired, "X-1", 2), (_assessed, "X-2", 5),
    (_training, "X-10", 7), (_unsupervised, "X-2", 5), (_missed_twice, "X-10", 1), (_returned, "X-1", 1),
    (_begun_anew, "X-10", 1), (_withdrawn, "X-2", 2), (_left, "X-3", 2), (_erased, "", 1), (_late, "=X-4", 1),
)  # fmt: skip


def class_folder(folder: Path) -> Course:
    """Make a class folder that holds all that figures need."""
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").touch()
    (folder / "class.yaml").write_text(f"format: 1\nid: {HERE}\nname: SMA Contoh\ncreated_on: '2026-01-05'\n")
    return Course(folder)


def fill(course: Course, times: int = 1) -> None:
    """Write people and entries into its register, with so many of each trainee."""
    people = [Person(HERE, code, "guru-bk", f"Bu {code}") for code in ("R1", "R2")]
    people.append(Person(HERE, "R9", ERASED, ""))
    entries = [Entry(HERE, "R9", "leave", "staff", ERASED, day(-9))]
    places = [(HERE, *story) for story in STORIES] + [(OTHER, _certified, "A", 6), (OTHER, _training, "A", 3)]
    made: Counter[str] = Counter()
    for place, story, group, count in places:
        for number in sorted([*range(count)] * times):
            made[place] += 1
            code = f"P{made[place]:02}"
            role, name = (ERASED, "") if story is _erased else (TRAINEE, f"Nama{made[place]:02}")
            tier = (
                "" if story is _erased else "T1" if story is _training and number > 3 else "T3" if number == 5 else "T2"
            )
            people.append(Person(place, code, role, name, group, tier))
            entries += [replace(one, place=place, person=code) for one in story(number)]
    entries.sort(key=lambda one: one.on_day)
    wrong = replace(entry("revocation", -3, "revoked"), place=HERE, person="P01")
    struck = Entry(
        HERE, "P01", "correction", str(len(entries) + 1), "struck", day(-2), content={"reason": "wrong-person"}
    )
    later = replace(entry("incident", 3, "open"), place=HERE, person="P02")
    write_people(register_of(course), people)
    register_of(course).append(*entries, wrong, struck, later)
