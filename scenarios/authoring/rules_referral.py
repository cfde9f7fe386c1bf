"""Rules for the referral table and the reporting routes: one table, and everything that names a sign agrees with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_assessment import asked
from scenarios.authoring.rules_wording import WordingCase
from scenarios.authoring.source import Place, Source

__all__: list[str] = []


def _ids(case: WordingCase, name: str, *lists: str) -> set[str]:
    source = case.content.shared.get(name)
    return {entry["id"] for entries in lists for entry in source.data[entries]} if source else set()


def _named(case: WordingCase) -> Iterator[tuple[Source, Place, str, set[str]]]:
    """Yield each name that the table, the routes, dialogues and exercises use, and the names that exist."""
    shared = case.content.shared
    if "referral" in shared:
        places, sources = _ids(case, "gate", "places"), _ids(case, "sources", "sources")
        zones = _ids(case, "referral", "zones")
        for kind in ("zones", "signs"):
            for number, entry in enumerate(shared["referral"].data[kind]):
                known = {"who": places, "sources": sources}
                for field, names in known.items():
                    for at, name in enumerate(entry.get(field, ())):
                        yield shared["referral"], (kind, number, field, at), name, names
                if kind == "signs":
                    yield shared["referral"], (kind, number, "zone"), entry["zone"], zones
    if "reporting" in shared:
        known = {"lines": _ids(case, "contacts", "contacts"), "laws": _ids(case, "contacts", "laws")}
        for number, route in enumerate(shared["reporting"].data["routes"]):
            for field, names in known.items():
                for at, name in enumerate(route[field]):
                    yield shared["reporting"], ("routes", number, field, at), name, names
    signs = _ids(case, "referral", "signs")
    for source, place, entry, _ in _signed(case):
        yield source, (*place, "sign"), entry["sign"], signs


def _signed(case: WordingCase) -> Iterator[tuple[Source, Place, Mapping[str, Any], str | None]]:
    """Yield everything that names a sign, with the zone that it states itself (None: it states none)."""
    content = case.content
    for source in [*content.dialogues.values(), *content.assessed.values()]:
        risk = source.data["hidden_risk"]
        if "sign" in risk:
            yield source, ("hidden_risk",), risk, risk["zone"]
    for form in content.role_plays.values():
        yield form, (), form.data, form.data["zone"]
    for source in [*content.practices.values(), *content.assessments.values()]:
        for place, item in asked(source.data):
            for number, row in enumerate(item.get("rows", ())):
                if "sign" in row:
                    yield source, (*place, "rows", number), row, row["target"]
        for number, entry in enumerate(source.data.get("cases", ())):
            yield source, ("cases", number), entry, None


@rule(
    "M035",
    fact={"id": "`{name}` tidak dikenal", "en": "`{name}` is not known"},
    remedy={
        "id": "Pakai tanda di referral.yaml, tempat di gate.yaml, atau entri di sources.yaml atau contacts.yaml",
        "en": "Use a sign of referral.yaml, a place of gate.yaml, or an entry of sources.yaml or contacts.yaml",
    },
)
def _names_are_known(case: WordingCase) -> Iterator[Problem]:
    for source, place, name, known in _named(case):
        if name not in known:
            yield source.problem("M035", place, name=name)


@rule(
    "M036",
    fact={
        "id": "zona {zone}, tetapi tabel rujukan menaruh `{sign}` di zona {right}",
        "en": "zone {zone}, yet the referral table puts `{sign}` into zone {right}",
    },
    remedy={
        "id": "Samakan zonanya, atau pilih tanda yang cocok",
        "en": "Make the zones agree, or choose the sign that fits",
    },
)
def _zones_agree(case: WordingCase) -> Iterator[Problem]:
    table = case.content.shared.get("referral")
    zones = {sign["id"]: sign["zone"] for sign in table.data["signs"]} if table else {}
    for source, place, entry, zone in _signed(case):
        right = zones.get(entry["sign"])
        if zone and right and zone != right:
            yield source.problem("M036", (*place, "sign"), zone=zone, sign=entry["sign"], right=right)
