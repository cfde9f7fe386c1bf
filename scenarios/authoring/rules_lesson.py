"""Rules for lessons: equal cells in both languages, our own cells only, honest minutes, every objective practised."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.authoring.module_case import LESSON_CELL, LessonCase, block, source
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_links import TERM
from scenarios.text import LANGUAGES

LONGEST_BLOCK = 20
"""Minutes (curriculum outline, §7)."""
FOR_COORDINATORS = frozenset({"referral_map"})
"""Calls that write into the class folder: only in a coordinators' module."""
WITH_FEEDBACK = frozenset({"drill", "play", "practice", "referral_map", "self_check", "silence", "tally"})
"""Calls with which something is practised: the trainee acts, and hears how it went."""


def _minutes(cell: Mapping[str, Any]) -> int:
    minutes = block(cell).get("minutes")
    return minutes if isinstance(minutes, int) else 0


@rule(
    "M011",
    fact={
        "id": "sel pelajaran {lang} berbeda dari {other} mulai `{name}`",
        "en": "the cells of lesson {lang} differ from {other} from `{name}` on",
    },
    remedy={
        "id": "Samakan id dan urutan sel di kedua bahasa",
        "en": "Give both languages the same cells in the same order",
    },
)
def _same_cells(case: LessonCase) -> Iterator[Problem]:
    if not case.is_ready:
        return
    first, second = ([cell.get("id", "?") for cell in case.cells(lang)] for lang in LANGUAGES)
    if first and second and first != second:
        pairs = zip([*first, "–"], [*second, "–"], strict=False)
        name = next((f"{one}/{two}" for one, two in pairs if one != two), f"{len(first)}/{len(second)}")
        yield Problem(case.path(LANGUAGES[1]), 1, "M011", {"lang": "en", "other": "id", "name": name})


@rule(
    "M012",
    fact={"id": "sel `{name}` menyimpan keluaran", "en": "the cell `{name}` holds outputs"},
    remedy={"id": "Hapus keluaran sebelum menyimpan", "en": "Clear the outputs before saving"},
)
def _no_outputs(case: LessonCase) -> Iterator[Problem]:
    for lang, cell in case.ready_cells():
        if cell.get("outputs") or cell.get("execution_count"):
            yield Problem(case.path(lang), 1, "M012", {"name": cell.get("id", "?")})


@rule(
    "M013",
    fact={
        "id": "sel kode `{name}` bukan sel pelajaran kita, atau menyebut isi yang tidak ada",
        "en": "the code cell `{name}` is not one of ours, or names content that is not there",
    },
    remedy={
        "id": "Pakai satu panggilan seperti di CONTRIBUTING, dengan bahasa dan nama yang ada",
        "en": "Use one call as in CONTRIBUTING, with this language and an existing name",
    },
)
def _known_code(case: LessonCase) -> Iterator[Problem]:
    practice = case.content.practices.get(case.module["id"])
    entries = practice.data if practice else {"items": [], "reflections": []}
    checks = {f"{case.module['id']}/{entry['id']}" for entry in entries.get("self_checks", ())}
    known = {
        "play": set(case.module.get("dialogues", ())),
        "practice": {f"{case.module['id']}/{item['id']}" for item in entries["items"]},
        "reflect": {f"{case.module['id']}/{entry['id']}" for entry in entries["reflections"]},
        "glossary": {case.module["id"]},
        "drill": {case.module["id"]} if entries.get("cases") else set(),
        "self_check": checks,
    }
    for lang, cell in case.ready_cells():
        if cell["cell_type"] == "code":
            call = LESSON_CELL.fullmatch(source(cell))
            if (
                not call
                or call["lang"] != lang
                or call["what"] not in known.get(call["name"], {None})
                or (
                    (call["home"] == "grader") != (call["name"] in FOR_COORDINATORS)
                    or (call["name"] in FOR_COORDINATORS and case.module["audience"] != "coordinator")
                )
            ):
                yield Problem(case.path(lang), 1, "M013", {"name": cell.get("id", "?")})


@rule(
    "M014",
    fact={"id": "blok `{name}` {minutes} menit", "en": "the block `{name}` takes {minutes} minutes"},
    remedy={"id": "Pecah menjadi blok paling lama 20 menit", "en": "Split it into blocks of at most 20 minutes"},
)
def _short_blocks(case: LessonCase) -> Iterator[Problem]:
    for lang, cell in case.ready_cells():
        minutes = _minutes(cell)
        if minutes > LONGEST_BLOCK:
            name = block(cell).get("block", cell.get("id", "?"))
            yield Problem(case.path(lang), 1, "M014", {"name": name, "minutes": minutes})


@rule(
    "M015",
    fact={
        "id": "blok-bloknya {found} menit, kurikulum menulis {wanted}",
        "en": "its blocks take {found} minutes, the curriculum says {wanted}",
    },
    remedy={"id": "Samakan menitnya", "en": "Make the minutes agree"},
)
def _minutes_agree(case: LessonCase) -> Iterator[Problem]:
    for lang in LANGUAGES if case.is_ready else ():
        found = sum(_minutes(cell) for cell in case.cells(lang))
        if case.cells(lang) and found != case.module["minutes"]:
            yield Problem(case.path(lang), 1, "M015", {"found": found, "wanted": case.module["minutes"]})


@rule(
    "M016",
    fact={"id": "tujuan {names} tidak dilatih di blok mana pun", "en": "objectives {names} are practised in no block"},
    remedy={
        "id": "Tambahkan latihan, dan tulis tujuannya di metadata blok",
        "en": "Add practice, and name the objective in the block's metadata",
    },
)
def _objectives_practised(case: LessonCase) -> Iterator[Problem]:
    for lang in LANGUAGES if case.is_ready else ():
        practised: set[int] = set()
        objectives: list[int] = []
        for cell in case.cells(lang):
            named = block(cell).get("objectives")
            if isinstance(named, list):
                objectives = [number for number in named if isinstance(number, int)]
            call = LESSON_CELL.fullmatch(source(cell)) if cell["cell_type"] == "code" else None
            if call and call["name"] in WITH_FEEDBACK:
                practised.update(objectives)
        left = set(range(1, len(case.module["objectives"]) + 1)) - practised
        if case.cells(lang) and left:
            names = ", ".join(str(number) for number in sorted(left))
            yield Problem(case.path(lang), 1, "M016", {"names": names})


@rule(
    "M022",
    fact={"id": "pelajaran ini tidak mengulang modul sebelumnya", "en": "this lesson recalls no earlier module"},
    remedy={
        "id": "Buka dengan blok `recalls` dan latihan yang mengulang modul sebelumnya",
        "en": "Open it with a block that `recalls` earlier modules, with exercises that recall them",
    },
)
def _earlier_modules_recalled(case: LessonCase) -> Iterator[Problem]:
    modules, own = case.content.shared["curriculum"].data["modules"], case.module
    earlier = {m["id"] for m in modules if m["order"] < own["order"] and m["audience"] == own["audience"]}
    practice = case.content.practices.get(case.module["id"])
    recalling = {
        f"{case.module['id']}/{item['id']}": item["recalls"]
        for item in (practice.data["items"] if practice else ())
        if item.get("recalls") in earlier
    }
    for lang in LANGUAGES if case.is_ready and earlier else ():
        named: set[str] = set()
        recalled = False
        for cell in case.cells(lang):
            if "block" in block(cell):
                named = set(block(cell).get("recalls", ()))
            call = LESSON_CELL.fullmatch(source(cell))
            recalled |= bool(call and recalling.get(str(call["what"])) in named)
        if case.cells(lang) and not recalled:
            yield Problem(case.path(lang), 1, "M022", {})


@rule(
    "M024",
    fact={
        "id": "pelajaran menautkan istilah, tetapi tidak menampilkannya",
        "en": "the lesson links to terms, but shows none",
    },
    remedy={
        "id": "Tutup dengan bagian Istilah dan sel glossary",
        "en": "Close it with a section Terms and a glossary cell",
    },
)
def _glossary_shown(case: LessonCase) -> Iterator[Problem]:
    for lang in LANGUAGES if case.is_ready else ():
        sources = [source(cell) for cell in case.cells(lang)]
        calls = [LESSON_CELL.fullmatch(source) for source in sources]
        if any(TERM.search(source) for source in sources) and not any(
            call and call["name"] == "glossary" for call in calls
        ):
            yield Problem(case.path(lang), 1, "M024", {})
