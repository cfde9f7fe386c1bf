"""Rules for the observed role-play: its forms, and the calibration scenes that its raters qualify on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.source import Place, Source

__all__ = ["RolePlayCase"]

PLAYED = 3
"""So many forms each candidate plays (curriculum outline §5)."""
RED, WITHOUT_RISK = "merah", "hijau"


@dataclass(frozen=True)
class RolePlayCase:
    """All forms of the role-play and all calibration scenes."""

    content: Content

    @property
    def sources(self) -> list[Source]:
        """The forms, then the scenes."""
        return [*self.content.role_plays.values(), *self.content.calibrations.values()]


@rule(
    "A023",
    fact={
        "id": "kode `{name}` tidak dikenal di competencies.yaml",
        "en": "the code `{name}` is not known in competencies.yaml",
    },
    remedy={"id": "Pakai K atau H yang ada di sana", "en": "Use a K or H that stands there"},
)
def _known_codes(case: RolePlayCase) -> Iterator[Problem]:
    known = case.content.competencies | case.content.harms
    for source in case.sources:
        named: list[tuple[Place, str]] = [(("competencies",), code) for code in source.data["competencies"]]
        for at in (("raters", "codes"), ("consensus", "codes")):
            named += [((*at, number, "harm"), entry["harm"]) for number, entry in _entries(source, *at)]
        for place, code in named:
            if code not in known:
                yield source.problem("A023", place, name=code)


def _entries(source: Source, part: str, name: str) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(source.data.get(part, {}).get(name, ())))


@rule(
    "A024",
    fact={
        "id": "`{part}` memuat {found}, sedangkan `competencies` memuat {wanted}",
        "en": "`{part}` holds {found}, and `competencies` holds {wanted}",
    },
    remedy={
        "id": "Setiap kompetensi dipancing, punya penanda, dan dinilai tepat satu kali",
        "en": "Each competency is elicited, has its anchors, and is rated exactly once",
    },
)
def _competencies_agree(case: RolePlayCase) -> Iterator[Problem]:
    for source in case.sources:
        wanted = source.data["competencies"]
        for part, name in (("raters", "look_for"), ("consensus", "ratings")):
            found = [entry["competency"] for _, entry in _entries(source, part, name)]
            if part in source.data and found != wanted:
                yield _differs(source, (part, name), found, wanted)
        elicited = {code for _, moment in _entries(source, "actor", "moments") for code in moment["elicits"]}
        if "actor" in source.data and elicited != set(wanted):
            yield _differs(source, ("actor", "moments"), sorted(elicited), wanted)


def _differs(source: Source, place: tuple[str, str], found: list[str], wanted: list[str]) -> Problem:
    return source.problem("A024", place, part=".".join(place), found=" ".join(found), wanted=" ".join(wanted))


@rule(
    "A025",
    fact={
        "id": "kode {codes}, tetapi tidak ada kompetensi di level 1",
        "en": "{codes}, yet no competency is at level 1",
    },
    remedy={
        "id": "Perilaku yang membahayakan selalu level 1 di kompetensi tempat ia terlihat",
        "en": "What harms is always level 1 in the competency in which it is seen",
    },
)
def _harm_has_its_level(case: RolePlayCase) -> Iterator[Problem]:
    for source in case.content.calibrations.values():
        consensus = source.data["consensus"]
        if consensus["codes"] and all(rating["level"] > 1 for rating in consensus["ratings"]):
            codes = " ".join(entry["harm"] for entry in consensus["codes"])
            yield source.problem("A025", ("consensus", "codes"), codes=codes)


@rule(
    "A026",
    fact={
        "id": "kandidat yang memainkan {forms} tidak pernah dinilai pada {lacking}",
        "en": "who plays {forms} is never rated on {lacking}",
    },
    remedy={
        "id": "Pancing kompetensi inti itu di salah satu formulir",
        "en": "Elicit that core competency in one of these forms",
    },
)
def _every_choice_of_forms_shows_all(case: RolePlayCase) -> Iterator[Problem]:
    """Whichever forms a candidate plays, one of them red and one without risk, each core competency is elicited."""
    entries = case.content.shared["competencies"].data["competencies"]
    core = [entry["id"] for entry in entries if entry["tier"] == "core"]
    for forms in combinations(case.content.role_plays.values(), PLAYED):
        if {RED, WITHOUT_RISK} <= {form.data["zone"] for form in forms}:
            shown = {code for form in forms for code in form.data["competencies"]}
            lacking = [code for code in core if code not in shown]
            if lacking:
                names = " + ".join(form.data["id"] for form in forms)
                yield forms[0].problem("A026", ("competencies",), forms=names, lacking=" ".join(lacking))
