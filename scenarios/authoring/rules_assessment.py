"""Rules for an assessment: its items can be answered, marked, and give nothing away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_choices import LENGTH_RATIO, SAME_PLACE
from scenarios.authoring.source import Place, Source
from scenarios.text import DEFAULT_LANGUAGE

__all__ = ["ItemsCase", "asked"]


def asked(data: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Yield what can be asked: each item, and in its stead each of its variants as a whole item, with its place."""
    for number, item in enumerate(data["items"]):
        if "variants" not in item:
            yield ("items", number), item
        for place, variant in enumerate(item.get("variants", ())):
            yield ("items", number, "variants", place), {**item, **variant, "id": item["id"]}


@dataclass(frozen=True)
class ItemsCase:
    """The items of an assessment or of a lesson's exercises (then `is_practice`), and what they may name.

    `objectives` tells how many each module has.
    """

    source: Source
    competencies: set[str]
    harms: set[str]
    assessed_dialogues: set[str]
    module_competencies: set[str]
    objectives: Mapping[str, int]
    is_practice: bool

    @property
    def items(self) -> list[tuple[Place, Mapping[str, Any]]]:
        """Each item with its place."""
        return [(("items", number), item) for number, item in enumerate(self.source.data["items"])]

    @property
    def asked(self) -> list[tuple[Place, Mapping[str, Any]]]:
        """Each item that can be asked, variants one by one."""
        return list(asked(self.source.data))

    def parts(self, kind: str) -> Iterator[tuple[Place, Mapping[str, Any], Mapping[str, Any]]]:
        """Each entry of the list `kind` of everything asked: its place, its item, itself."""
        for place, item in self.asked:
            for number, part in enumerate(item.get(kind, [])):
                yield (*place, kind, number), item, part


@rule(
    "A010",
    fact={"id": "id `{name}` dipakai dua kali", "en": "the id `{name}` is used twice"},
    remedy={"id": "Beri id lain", "en": "Give it another id"},
)
def _ids_once(case: ItemsCase) -> Iterator[Problem]:
    places = [((*place, "id"), "", item["id"]) for place, item in case.items]
    for kind in ("options", "steps", "targets", "rows"):
        places += [((*p, "id"), f"{p[:-2]}/{kind}", part["id"]) for p, _, part in case.parts(kind)]
    places += [
        ((*place, "variants", number, "id"), f"{item['id']}/variants", variant["id"])
        for place, item in case.items
        for number, variant in enumerate(item.get("variants", ()))
    ]
    seen: set[tuple[str, str]] = set()
    for place, group, name in places:
        if (group, name) in seen:
            yield case.source.problem("A010", place, name=name)
        seen.add((group, name))


@rule(
    "A011",
    fact={"id": "butir `{name}` punya {count} jawaban benar", "en": "the item `{name}` has {count} right answers"},
    remedy={"id": "Tandai tepat satu pilihan dengan correct: true", "en": "Mark exactly one option with correct: true"},
)
def _one_right_option(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.asked:
        count = sum(option.get("correct", False) for option in item.get("options", []))
        if item["type"] == "choice" and count != 1:
            yield case.source.problem("A011", (*place, "options"), name=item["id"], count=count)


@rule(
    "A012",
    fact={"id": "kode `{name}` tidak dikenal", "en": "the code `{name}` is not known"},
    remedy={"id": "Pakai kode di competencies.yaml", "en": "Use a code of competencies.yaml"},
)
def _known_codes(case: ItemsCase) -> Iterator[Problem]:
    known = case.competencies | case.harms
    named = [((*place, "competencies"), code) for place, item in case.items for code in item["competencies"]]
    for place, _, option in case.parts("options"):
        named += [((*place, "shows"), code) for code in option.get("shows", {})]
        named += [((*place, "harm"), option["harm"])] if "harm" in option else []
    for place, code in named:
        if code not in known:
            yield case.source.problem("A012", place, name=code)


@rule(
    "A013",
    fact={"id": "`{name}` tidak ada di butir ini", "en": "`{name}` is not part of this item"},
    remedy={"id": "Pakai id sasaran atau langkah yang ada", "en": "Use the id of an existing target or step"},
)
def _parts_exist(case: ItemsCase) -> Iterator[Problem]:
    for place, item, row in case.parts("rows"):
        if row["target"] not in [target["id"] for target in item.get("targets", [])]:
            yield case.source.problem("A013", (*place, "target"), name=row["target"])
    for place, item in case.items:
        for name in item.get("safety", {}).values():
            if name not in [step["id"] for step in item.get("steps", [])]:
                yield case.source.problem("A013", (*place, "safety"), name=name)


@rule(
    "A014",
    fact={
        "id": "rubrik butir `{name}` tidak memuat level 1–4",
        "en": "the rubric of `{name}` does not hold levels 1–4",
    },
    remedy={"id": "Tulis satu penanda untuk tiap level, 1 sampai 4", "en": "Write one anchor for each level, 1 to 4"},
)
def _rubric_whole(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.items:
        if "rubric" in item and [anchor["level"] for anchor in item["rubric"]] != [1, 2, 3, 4]:
            yield case.source.problem("A014", (*place, "rubric"), name=item["id"])


@rule(
    "A015",
    fact={
        "id": "pilihan terpanjang {ratio:.2f} kali yang terpendek",
        "en": "the longest option is {ratio:.2f} times the shortest",
    },
    remedy={"id": "Samakan panjangnya (paling banyak 1,35 kali)", "en": "Even them out (1.35 times at most)"},
)
def _like_lengths(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.asked:
        lengths = [len(option["text"][DEFAULT_LANGUAGE]) for option in item.get("options", [])]
        if lengths and max(lengths) / min(lengths) > LENGTH_RATIO:
            yield case.source.problem("A015", (*place, "options"), ratio=max(lengths) / min(lengths))


@rule(
    "A016",
    fact={
        "id": "jawaban benar paling panjang di {count} dari {total} butir",
        "en": "the right option is the longest in {count} of {total} items",
    },
    remedy={"id": "Panjangkan pengecohnya", "en": "Lengthen the distractors"},
)
def _right_option_hides(case: ItemsCase) -> Iterator[Problem]:
    choices = [item["options"] for _, item in case.asked if item["type"] == "choice"]
    longest = [max(options, key=lambda option: len(option["text"][DEFAULT_LANGUAGE])) for options in choices]
    count = sum(option.get("correct", False) for option in longest)
    if len(choices) >= 3 and count > SAME_PLACE * len(choices):
        yield case.source.problem("A016", ("items",), count=count, total=len(choices))


@rule(
    "A017",
    fact={"id": "dialog ujian `{name}` tidak ada", "en": "there is no assessed dialogue `{name}`"},
    remedy={"id": "Tulis di folder dialogues penilaian ini", "en": "Write it in this assessment's dialogues folder"},
)
def _dialogues_exist(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.asked:
        if item["type"] == "dialogue" and item["dialogue"] not in case.assessed_dialogues:
            yield case.source.problem("A017", (*place, "dialogue"), name=item["dialogue"])


@rule(
    "A018",
    fact={
        "id": "kompetensi {names} dari modul ini tidak dinilai",
        "en": "the module's competencies {names} are not assessed",
    },
    remedy={"id": "Tambahkan butir untuk kompetensi itu", "en": "Add an item for each of them"},
)
def _module_covered(case: ItemsCase) -> Iterator[Problem]:
    covered = {code for _, item in case.items for code in item["competencies"]}
    left = case.module_competencies - covered
    if left and not case.is_practice:
        yield case.source.problem("A018", ("items",), names=", ".join(sorted(left)))


@rule(
    "A019",
    fact={
        "id": "tidak ada jebakan berniat baik di butir pilihan",
        "en": "no choice item has a kind-but-harmful option",
    },
    remedy={
        "id": "Tandai sedikitnya satu pengecoh dengan kind_but_harmful",
        "en": "Mark at least one distractor with kind_but_harmful",
    },
)
def _has_kind_trap(case: ItemsCase) -> Iterator[Problem]:
    options = [option for _, _, option in case.parts("options")]
    if options and not case.is_practice and not any(option.get("kind_but_harmful") for option in options):
        yield case.source.problem("A019", ("items",))


@rule(
    "A020",
    fact={"id": "butir `{name}` hanya punya satu bentuk", "en": "the item `{name}` has only one form"},
    remedy={
        "id": "Tulis sedikitnya dua bentuk yang setara di `variants`",
        "en": "Write at least two equal forms under `variants`",
    },
)
def _has_variants(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.items:
        if not case.is_practice and item["type"] in ("choice", "dialogue") and "variants" not in item:
            yield case.source.problem("A020", (*place, "id"), name=item["id"])


@rule(
    "A021",
    fact={
        "id": "bentuk-bentuk butir `{name}` tidak setara: {what}",
        "en": "the forms of `{name}` are not equal: {what}",
    },
    remedy={
        "id": "Samakan jumlah pilihan, kompetensi jawaban benar, dan ada tidaknya bahaya; dialognya berbeda",
        "en": "Give them as many options, the right answer the same competencies, harm in all or none; other dialogues",
    },
)
def _variants_are_equal(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.items:
        forms = [_form(variant) for variant in item.get("variants", ())]
        differing = [name for name in forms[0] if len({form[name] for form in forms}) > 1] if forms else []
        named = [variant["dialogue"] for variant in item.get("variants", ()) if "dialogue" in variant]
        differing += ["dialogue"] if len(set(named)) < len(named) else []
        if differing:
            yield case.source.problem("A021", (*place, "variants"), name=item["id"], what=", ".join(differing))


def _form(variant: Mapping[str, Any]) -> dict[str, Any]:
    options = variant.get("options", ())
    right = [option.get("shows", {}) for option in options if option.get("correct")]
    return {
        "options": len(options),
        "shows": tuple(sorted(right[0].items())) if right else (),
        "harm": any("harm" in option for option in options),
    }


@rule(
    "A022",
    fact={
        "id": "modul `{module}` tidak punya tujuan {objective}",
        "en": "the module `{module}` has no objective {objective}",
    },
    remedy={"id": "Pakai nomor tujuan di curriculum.yaml", "en": "Use the number of an objective in curriculum.yaml"},
)
def _objectives_exist(case: ItemsCase) -> Iterator[Problem]:
    for place, item in case.items:
        module = item.get("recalls", case.source.data["module"])
        if not 1 <= item["objective"] <= case.objectives.get(module, 0):
            yield case.source.problem("A022", (*place, "objective"), module=module, objective=item["objective"])
