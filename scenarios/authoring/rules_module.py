"""Rules for modules: the curriculum holds together, and a ready module is whole."""

from collections.abc import Iterator
from pathlib import Path

from scenarios.authoring.module_case import LessonCase
from scenarios.authoring.problems import Problem, rule
from scenarios.text import LANGUAGES


def _is_text(path: Path) -> bool:
    try:
        return bool(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return False


@rule(
    "M010",
    fact={
        "id": "modul siap, tetapi {missing} tidak ada atau tidak terbaca",
        "en": "the module is ready, but {missing} is missing or unreadable",
    },
    remedy={
        "id": "Tulis berkas itu atau kembalikan status planned",
        "en": "Write it, or set the status back to planned",
    },
)
def _ready_is_whole(case: LessonCase) -> Iterator[Problem]:
    if not case.is_ready:
        return
    module, content = case.module, case.content
    folder = content.root / "modules" / module["id"]
    wanted = {f"lesson.{lang}.ipynb": bool(case.cells(lang)) for lang in LANGUAGES}
    wanted |= {f"facilitator.{lang}.md": _is_text(folder / f"facilitator.{lang}.md") for lang in LANGUAGES}
    wanted |= {"practice.yaml": module["id"] in content.practices}
    wanted |= {f"assessment {module['assessment']}": module["assessment"] in content.assessments}
    wanted |= {f"dialogue {name}": name in content.dialogues for name in module["dialogues"]}
    for name, is_there in wanted.items():
        if not is_there:
            yield case.problem("M010", "status", missing=name)


@rule(
    "M017",
    fact={"id": "`{name}` tidak dikenal", "en": "`{name}` is not known"},
    remedy={
        "id": "Pakai kompetensi, pernyataan asal, atau modul sebelumnya yang ada",
        "en": "Use an existing competency or seed statement, or a module before this one",
    },
)
def _curriculum_refers(case: LessonCase) -> Iterator[Problem]:
    modules = case.content.shared["curriculum"].data["modules"]
    earlier = {module["id"] for module in modules[: case.number]}
    for name in case.module["prerequisites"]:
        if name not in earlier:
            yield case.problem("M017", "prerequisites", name=name)
    seeds = (
        {seed["id"] for seed in case.content.shared["seeds"].data["seeds"]} if "seeds" in case.content.shared else set()
    )
    for field, known in (
        ("competencies", case.content.competencies),
        ("observed", case.content.competencies),
        ("seeds", seeds),
    ):
        for name in case.module[field]:
            if name not in known:
                yield case.problem("M017", field, name=name)
