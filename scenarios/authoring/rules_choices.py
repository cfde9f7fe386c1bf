"""Rules for the choices of a dialogue: what they show, and that nothing but their words gives them away."""

from collections.abc import Iterator

from scenarios.authoring.case import DialogueCase
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.routes import Moment
from scenarios.text import DEFAULT_LANGUAGE

LENGTH_RATIO = 1.35
"""Longest to shortest choice of one decision, in characters of the Indonesian text."""
SAME_PLACE = 2 / 3
"""Largest share of decisions whose best choice may stand at one and the same place, or be the longest."""
FEWEST_DECISIONS = 3
"""With fewer decisions, a habit of the author cannot be told from chance."""
DANGER_ZONES = frozenset({"kuning", "merah"})
SPEAKERS = frozenset({"you", "narrator"})


@rule(
    "S017",
    fact={
        "id": "pilihan terpanjang {ratio:.2f} kali yang terpendek",
        "en": "the longest choice is {ratio:.2f} times the shortest",
    },
    remedy={
        "id": "Samakan panjangnya (paling banyak 1,35 kali), supaya panjang tidak membocorkan jawaban",
        "en": "Even them out (1.35 times at most), so that length gives nothing away",
    },
)
def _like_lengths(case: DialogueCase) -> Iterator[Problem]:
    for place, node in case.nodes:
        lengths = [len(choice["text"][DEFAULT_LANGUAGE]) for choice in node["choices"]]
        if max(lengths) / min(lengths) > LENGTH_RATIO:
            yield case.source.problem("S017", (*place, "choices"), ratio=max(lengths) / min(lengths))


@rule(
    "S018",
    fact={"id": "tidak ada jebakan berniat baik", "en": "there is no kind-but-harmful choice"},
    remedy={
        "id": "Tandai sedikitnya satu pilihan berniat baik yang merugikan dengan kind_but_harmful",
        "en": "Mark at least one well-meant choice that harms with kind_but_harmful",
    },
)
def _has_kind_trap(case: DialogueCase) -> Iterator[Problem]:
    if not any(choice.get("kind_but_harmful") for _, choice in case.choices):
        yield case.source.problem("S018", ("nodes",))


@rule(
    "S019",
    fact={
        "id": "pilihan terbaik terlalu sering {habit} ({count} dari {total})",
        "en": "the best choice is too often {habit} ({count} of {total})",
    },
    remedy={
        "id": "Acak letak dan panjang pilihan terbaik",
        "en": "Vary where the best choice stands and how long it is",
    },
)
def _best_choice_hides(case: DialogueCase) -> Iterator[Problem]:
    habits: dict[str, int] = {}
    for _, node in case.nodes:
        levels = [min(choice["shows"].values()) for choice in node["choices"]]
        lengths = [len(choice["text"][DEFAULT_LANGUAGE]) for choice in node["choices"]]
        best = levels.index(max(levels))
        if levels.count(max(levels)) == 1:
            for habit in (f"#{best + 1}", *(["terpanjang / longest"] if lengths[best] == max(lengths) else [])):
                habits[habit] = habits.get(habit, 0) + 1
    for habit, count in habits.items():
        if len(case.nodes) >= FEWEST_DECISIONS and count > SAME_PLACE * len(case.nodes):
            yield case.source.problem("S019", ("nodes",), habit=habit, count=count, total=len(case.nodes))


@rule(
    "S020",
    fact={"id": "kompetensi `{name}` tidak dikenal", "en": "the competency `{name}` is not known"},
    remedy={"id": "Pakai kode di competencies.yaml", "en": "Use a code of competencies.yaml"},
)
def _known_competencies(case: DialogueCase) -> Iterator[Problem]:
    named = [(("competencies", number), name) for number, name in enumerate(case.data["competencies"])]
    named += [((*place, "shows", name), name) for place, choice in case.choices for name in choice["shows"]]
    for place, name in named:
        if name not in case.competencies:
            yield case.source.problem("S020", place, name=name)


@rule(
    "S021",
    fact={"id": "kode bahaya `{name}` tidak dikenal", "en": "the harm code `{name}` is not known"},
    remedy={"id": "Pakai kode di competencies.yaml", "en": "Use a code of competencies.yaml"},
)
def _known_harms(case: DialogueCase) -> Iterator[Problem]:
    for place, choice in case.choices:
        if choice.get("harm") and choice["harm"] not in case.harms:
            yield case.source.problem("S021", (*place, "harm"), name=choice["harm"])


@rule(
    "S022",
    fact={"id": "`{name}`: {reason}", "en": "`{name}`: {reason}"},
    remedy={
        "id": "Kode bahaya selalu berarti level 1; jebakan berniat baik berarti level 2 atau 1",
        "en": "A harm code always means a level 1; a kind-but-harmful choice means level 2 or 1",
    },
)
def _levels_fit_marks(case: DialogueCase) -> Iterator[Problem]:
    for place, choice in case.choices:
        lowest = min(choice["shows"].values())
        for mark, limit in (("harm", 1), ("kind_but_harmful", 2)):
            if choice.get(mark) and lowest > limit:
                yield case.source.problem(
                    "S022", (*place, "shows"), name=choice["id"], reason=f"{mark}, level {lowest}"
                )


@rule(
    "S023",
    fact={
        "id": "daftar `competencies` tidak sama dengan yang ditunjukkan pilihan: {difference}",
        "en": "`competencies` differs from what the choices show: {difference}",
    },
    remedy={"id": "Samakan daftarnya", "en": "Make the list the same"},
)
def _competencies_listed(case: DialogueCase) -> Iterator[Problem]:
    shown = {name for _, choice in case.choices for name in choice["shows"]}
    difference = shown ^ set(case.data["competencies"])
    if difference:
        yield case.source.problem("S023", ("competencies",), difference=", ".join(sorted(difference)))


@rule(
    "S024",
    fact={
        "id": "zona {zone}, tetapi ada jalan tanpa tawaran memanggil orang dewasa: {trail}",
        "en": "zone {zone}, yet there is a route that never offers to bring an adult: {trail}",
    },
    remedy={
        "id": "Tawarkan pilihan adult_now di setiap jalan, juga sesudah pilihan keliru",
        "en": "Offer an adult_now choice on every route, also after wrong choices",
    },
)
def _adult_on_every_route(case: DialogueCase) -> Iterator[Problem]:
    zone = case.data["hidden_risk"]["zone"]
    routes = case.routes
    if zone not in DANGER_ZONES or not routes:
        return
    safe: dict[Moment, list[str] | None] = {}

    def without_adult(moment: Moment) -> list[str] | None:
        """Return the choices of a route to an end that offers no adult; None when every route offers one."""
        if moment not in safe:
            choices = routes.choices[moment]
            safe[moment] = [] if not choices else None
            if not any(case.judged[choice].get("adult_now") for choice, _ in choices):
                for choice, after in choices:
                    rest = without_adult(after)
                    if rest is not None:
                        safe[moment] = [choice, *rest]
                        break
        return safe[moment]

    trail = without_adult(routes.start)
    if trail is not None:
        yield case.source.problem("S024", ("hidden_risk",), zone=zone, trail=" → ".join(trail))


@rule(
    "S027",
    fact={"id": "`{name}` tidak ada di daftar tokoh", "en": "`{name}` is not among the characters"},
    remedy={"id": "Pakai tokoh yang ada, you, atau narrator", "en": "Use a character, you, or narrator"},
)
def _known_speakers(case: DialogueCase) -> Iterator[Problem]:
    for place, node in case.nodes:
        for number, line in enumerate(node["lines"]):
            if line["who"] not in SPEAKERS and line["who"] not in case.data["characters"]:
                yield case.source.problem("S027", (*place, "lines", number, "who"), name=line["who"])


@rule(
    "S029",
    fact={
        "id": "id `{name}` tidak sama dengan nama foldernya `{folder}`",
        "en": "the id `{name}` differs from its folder `{folder}`",
    },
    remedy={"id": "Samakan keduanya", "en": "Make both the same"},
)
def _id_is_folder(case: DialogueCase) -> Iterator[Problem]:
    folder = case.source.path.parent.name
    if case.data["id"] != folder:
        yield case.source.problem("S029", ("id",), name=case.data["id"], folder=folder)
