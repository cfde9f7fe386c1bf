"""Dossiers for tests: one that passes each stage, and entries to change it with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from grader.dossier import Circumstances, Dossier, Qualified
from grader.observation.material import read_material
from grader.register import Entry
from grader.rule import read_certification

PLACE, WHO, CONTENT = "kelas", "8A-01", "c" * 64
BEGIN = date(2026, 1, 5)
MATERIAL = read_material()
RULE = read_certification()
MODULES = RULE.data["modules"]
CRITICAL = RULE.data["critical_modules"]
CORE = tuple(code for code, entry in MATERIAL.competencies.items() if entry["tier"] == "core")


def day(after: int) -> str:
    return (BEGIN + timedelta(days=after)).isoformat()


def entry(kind: str, after: int = 0, about: str = "", outcome: str = "", **more: Any) -> Entry:
    values = {"place": PLACE, "person": WHO, "on_day": day(after), "content": {}, **more}
    return Entry(kind=kind, about=about, outcome=outcome, **values)


def item(name: str = "A1", points: float = 10, **changes: Any) -> dict[str, Any]:
    plain = {"id": name, "type": "choice", "points": points, "max": 10, "by_hand": False, "needs_person": False}
    return {**plain, "level": None, "harms": [], "is_critical": False, **changes}


def module(name: str, after: int = 10, *items: dict[str, Any]) -> Entry:
    """A frozen record of a module; one critical item, and all right, unless told otherwise."""
    found = list(items) or [item(is_critical=name in CRITICAL), item("A2", 4, type="text", max=4, level=4)]
    evidence = {"items": found, "responses_sha256": "r" * 64, "key_sha256": "k" * 64}
    content = {"kind": "module-record", "assessment": name, "steps": [], "evidence": evidence, "rule": {}}
    return entry("decision", after, name, "passed", content=content)


def stage(name: str, after: int, outcome: str = "passed", until: int | None = None) -> Entry:
    content = {"kind": name, "assessment": "", "steps": [], "evidence": {}, "rule": {}}
    until_day = "" if until is None else day(until)
    return entry("decision", after, name, outcome, content=content, until_day=until_day)


def rating(form: str, rater: str, after: int = 20, sitting: int = 1, **changes: Any) -> Entry:
    """A locked rating, Level 3 throughout; `levels` changes some."""
    competencies = MATERIAL.forms[form]["competencies"]
    content = {
        "sitting": sitting,
        "role": "guru-bk",
        "is_outside": True,
        "minutes": 10,
        "levels": dict.fromkeys(competencies, 3) | changes.pop("levels", {}),
        "codes": [],
        **changes,
    }
    return entry("rating", after, form, "locked", recorded_by=rater, content=content)


def plays(forms: Iterable[str] = ("form-a", "form-b", "form-c"), after: int = 20, sitting: int = 1) -> list[Entry]:
    return [rating(form, rater, after, sitting) for form in forms for rater in ("R1", "R2")]


def for_probation() -> list[Entry]:
    return [
        *(module(name) for name in MODULES),
        *plays(),
        entry("consent", outcome="given"),
        entry("assent", outcome="given"),
        entry("wellbeing", 21, outcome="held"),
        entry("safeguarding", 22, outcome="signed"),
    ]


def for_certificate() -> list[Entry]:
    held = [entry("supervision", 25 + 14 * number, outcome="attended") for number in range(1, 7)]
    return [*for_probation(), stage("probation", 25), *held, entry("supervision", 112, outcome="in-depth")]


def for_renewal() -> list[Entry]:
    held = [entry("supervision", 116 + 14 * number, outcome="attended") for number in range(1, 26)]
    return [
        *for_certificate(),
        stage("certificate", 116, until=481),
        *held,
        entry("refresher", 250, outcome="attended"),
        entry("refresher", 400, outcome="attended"),
        *plays(["form-d"], after=440, sitting=2),
        entry("coaching", 30, outcome="held"),
        entry("law-quiz", 441, outcome="passed", content={"percent": 100}),
    ]


STAGES = {"probation": (for_probation, 25), "certificate": (for_certificate, 116), "renewal": (for_renewal, 470)}
"""Stage → the entries that pass it, and the day after the beginning."""


def dossier(
    stage_name: str,
    entries: Iterable[Entry] | None = None,
    *,
    after: int | None = None,
    tier: str = "T2",
    waiting: dict[str, Any] | None = None,
    place: tuple[Entry, ...] | None = None,
    **changes: Any,
) -> Dossier:
    """The dossier of who passes a stage; with other entries, so many days after, or in other circumstances."""
    make, usual = STAGES[stage_name]
    review = entry("content-review", about=CONTENT, outcome="reviewed", person="", number=900)
    circumstances = Circumstances(
        today=BEGIN + timedelta(days=usual if after is None else after),
        core=CORE,
        starred=MATERIAL.critical,
        zones={name: form["zone"] for name, form in MATERIAL.forms.items()},
        qualified={rater: Qualified(BEGIN.isoformat(), (901,)) for rater in ("R1", "R2", "R3")},
        content=CONTENT,
        entries=(review,) if place is None else place,
    )
    numbered = [replace(one, number=number) for number, one in enumerate(make() if entries is None else entries, 1)]
    return Dossier(WHO, tier, tuple(numbered), replace(circumstances, **changes), waiting or {})
