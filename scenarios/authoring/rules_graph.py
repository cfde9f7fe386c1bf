"""Rules for the graph of a dialogue: where its routes lead, and that behaviour changes them."""

from collections.abc import Iterator

from scenarios.authoring.case import DialogueCase
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.routes import conditions, find_cycle, targets

FEWEST_NODES = {"practised": 10, "assessed": 6}
FEWEST_ENDINGS = {"practised": 4, "assessed": 3}
"""An assessed dialogue may be shorter: it asks for one decision, a practised one lets the trainee try the rest."""
FEWEST_CHOICES = 3


@rule(
    "S010",
    fact={"id": "id `{name}` dipakai dua kali", "en": "the id `{name}` is used twice"},
    remedy={"id": "Beri id lain yang bermakna", "en": "Give it another meaningful id"},
)
def _ids_once(case: DialogueCase) -> Iterator[Problem]:
    kinds = {
        "node": [*case.nodes, *case.endings],
        "line": [((*p, "lines", i), line) for p, node in case.nodes for i, line in enumerate(node["lines"])],
        "choice": case.choices,
    }
    for entries in kinds.values():
        seen: set[str] = set()
        for place, entry in entries:
            if entry["id"] in seen:
                yield case.source.problem("S010", (*place, "id"), name=entry["id"])
            seen.add(entry["id"])


@rule(
    "S011",
    fact={"id": "tujuan `{name}` tidak ada", "en": "there is no node or ending `{name}`"},
    remedy={"id": "Tulis id simpul atau akhir yang ada", "en": "Name an existing node or ending"},
)
def _unknown_targets(case: DialogueCase) -> Iterator[Problem]:
    nodes = {node["id"] for _, node in case.nodes}
    if case.data["start"] not in nodes:
        yield case.source.problem("S011", ("start",), name=case.data["start"])
    for place, choice in case.choices:
        for route in targets(choice):
            if route["to"] not in case.place_of:
                yield case.source.problem("S011", (*place, "goto"), name=route["to"])


@rule(
    "S012",
    fact={"id": "`{name}` tidak pernah tercapai", "en": "`{name}` is never reached"},
    remedy={
        "id": "Buat jalan ke sana, longgarkan syaratnya, atau hapus",
        "en": "Lead to it, ease its condition, or remove it",
    },
)
def _all_reached(case: DialogueCase) -> Iterator[Problem]:
    if not case.routes:
        return
    reached = {moment.at for moment in case.routes.lines}
    offered = {choice for choices in case.routes.choices.values() for choice, _ in choices}
    shown = {line for lines in case.routes.lines.values() for line in lines}
    for name, place in case.place_of.items():
        if name not in reached:
            yield case.source.problem("S012", (*place, "id"), name=name)
    for place, node in case.nodes:
        if node["id"] in reached:
            for kind, seen in (("lines", shown), ("choices", offered)):
                for number, entry in enumerate(node[kind]):
                    if entry["id"] not in seen:
                        yield case.source.problem("S012", (*place, kind, number, "id"), name=entry["id"])


@rule(
    "S013",
    fact={
        "id": "percakapan bisa berputar tanpa akhir: {trail}",
        "en": "the conversation can go round for ever: {trail}",
    },
    remedy={"id": "Arahkan salah satu pilihan ke simpul baru", "en": "Lead one of these choices to a new node"},
)
def _no_endless_route(case: DialogueCase) -> Iterator[Problem]:
    cycle = find_cycle(case.data)
    if cycle:
        yield case.source.problem("S013", (*case.place_of[cycle[0]], "id"), trail=" → ".join(cycle))


@rule(
    "S014",
    fact={
        "id": "di `{name}` ada saat dengan hanya {count} pilihan",
        "en": "at `{name}` there is a moment with only {count} choices",
    },
    remedy={"id": "Selalu tawarkan sedikitnya tiga pilihan", "en": "Always offer at least three choices"},
)
def _enough_choices(case: DialogueCase) -> Iterator[Problem]:
    fewest: dict[str, int] = {}
    endings = {ending["id"] for _, ending in case.endings}
    for moment, choices in case.routes.choices.items() if case.routes else ():
        if moment.at not in endings:
            fewest[moment.at] = min(len(choices), fewest.get(moment.at, len(choices)))
    for name, count in fewest.items():
        if count < FEWEST_CHOICES:
            yield case.source.problem("S014", (*case.place_of[name], "choices"), name=name, count=count)


@rule(
    "S015",
    fact={"id": "dialog ini baru punya {count} simpul", "en": "this dialogue has only {count} nodes"},
    remedy={
        "id": "Tulis sedikitnya sepuluh simpul, enam bila dialog ujian",
        "en": "Write at least ten nodes, six in an assessed dialogue",
    },
)
def _enough_nodes(case: DialogueCase) -> Iterator[Problem]:
    if len(case.nodes) < FEWEST_NODES[case.kind]:
        yield case.source.problem("S015", ("nodes",), count=len(case.nodes))


@rule(
    "S016",
    fact={"id": "dialog ini baru punya {count} akhir", "en": "this dialogue has only {count} endings"},
    remedy={
        "id": "Tulis sedikitnya empat akhir, tiga bila dialog ujian",
        "en": "Write at least four endings, three in an assessed dialogue",
    },
)
def _enough_endings(case: DialogueCase) -> Iterator[Problem]:
    if len(case.endings) < FEWEST_ENDINGS[case.kind]:
        yield case.source.problem("S016", ("endings",), count=len(case.endings))


@rule(
    "S025",
    fact={
        "id": "syarat menyebut pilihan `{name}` yang tidak ada",
        "en": "a condition names the choice `{name}`, which is not there",
    },
    remedy={"id": "Tulis id pilihan dialog ini", "en": "Use the id of a choice of this dialogue"},
)
def _conditions_name_choices(case: DialogueCase) -> Iterator[Problem]:
    for place, when in conditions(case.data):
        for key in ("chosen", "not_chosen"):
            for name in when.get(key, ()):
                if name not in case.judged:
                    yield case.source.problem("S025", (*place, key), name=name)


@rule(
    "S026",
    fact={"id": "perilaku sebelumnya tidak mengubah jalan mana pun", "en": "earlier behaviour changes no route"},
    remedy={
        "id": "Beri syarat (trust, harms) pada sedikitnya satu pilihan atau tujuan",
        "en": "Put a condition (trust, harms) on at least one choice or goto",
    },
)
def _behaviour_matters(case: DialogueCase) -> Iterator[Problem]:
    if not case.routes:
        return
    ways: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for moment, choices in case.routes.choices.items():
        ways.setdefault(moment.at, set()).add(tuple((choice, after.at) for choice, after in choices))
    if all(len(variants) == 1 for variants in ways.values()):
        yield case.source.problem("S026", ("nodes",))


@rule(
    "S028",
    fact={"id": "pilihan `{name}` bisa tidak punya tujuan", "en": "the choice `{name}` can be left without a route"},
    remedy={
        "id": "Tutup daftar goto dengan tujuan tanpa syarat",
        "en": "Close the goto list with a route without condition",
    },
)
def _routes_have_default(case: DialogueCase) -> Iterator[Problem]:
    for place, choice in case.choices:
        if targets(choice)[-1].get("when"):
            yield case.source.problem("S028", (*place, "goto"), name=choice["id"])


@rule(
    "S034",
    fact={
        "id": "syarat dialog ini memecah terlalu banyak riwayat",
        "en": "the conditions tell too many histories apart",
    },
    remedy={"id": "Kurangi syarat chosen/not_chosen", "en": "Use fewer chosen/not_chosen conditions"},
)
def _few_enough_states(case: DialogueCase) -> Iterator[Problem]:
    if case.has_too_many_states:
        yield case.source.problem("S034", ("nodes",))
