"""Rules for red-zone dialogues: nobody is left alone at the end, and no story ends in death."""

import re
from collections.abc import Iterator

from scenarios.authoring.case import DialogueCase
from scenarios.authoring.problems import Problem, rule

__all__: list[str] = []

RED = "merah"
_DEATH = re.compile(
    r"\b(?:meninggal|tewas|wafat|kematian|pemakaman|jenazah|died|dies|dying|death|funeral|passed away)\b",
    re.IGNORECASE,
)
"""Not `mati`: batteries and lamps do that."""


@rule(
    "S035",
    fact={
        "id": "zona merah, tetapi akhir `{name}` tidak menyebut siapa yang ada di samping teman itu",
        "en": "zone merah, yet the ending `{name}` does not say who is beside the friend",
    },
    remedy={
        "id": "Tulis `beside`: siapa yang bersamanya saat cerita selesai",
        "en": "Write `beside`: who is with them when the story ends",
    },
)
def _nobody_left_alone(case: DialogueCase) -> Iterator[Problem]:
    if case.data["hidden_risk"]["zone"] == RED:
        for place, ending in case.endings:
            if "beside" not in ending:
                yield case.source.problem("S035", (*place, "id"), name=ending["id"])


@rule(
    "S036",
    fact={
        "id": "akhir `{name}` di zona merah berbicara tentang kematian: “{word}”",
        "en": "the ending `{name}` of a red-zone dialogue speaks of death: “{word}”",
    },
    remedy={
        "id": "Tidak ada cerita yang berakhir dengan kematian; tulis akhir yang lain",
        "en": "No story ends in death; write another ending",
    },
)
def _no_death(case: DialogueCase) -> Iterator[Problem]:
    if case.data["hidden_risk"]["zone"] == RED:
        for place, ending in case.endings:
            for field in ("title", "text", "way_back", "beside"):
                for lang, text in ending.get(field, {}).items():
                    found = _DEATH.search(text)
                    if found:
                        yield case.source.problem("S036", (*place, field, lang), name=ending["id"], word=found[0])
