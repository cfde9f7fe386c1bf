"""Rules for the languages: each text is there in both, says it in its own words, and labels nobody."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_wording import WordingCase
from scenarios.authoring.translations import read_checked, seal

_LISTS = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
COMMON = {lang: frozenset(words.split()) for lang, words in _LISTS["common"].items()}
FEWEST = 3
"""So many words of the wrong language in a text, and more than of its own, tell that it was left untranslated."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\]\([^)]*\)")
_STIGMA = {
    lang: re.compile(r"\b(" + "|".join(word.replace("*", r"\w*") for word in words) + r")\b", re.IGNORECASE)
    for lang, words in _LISTS["stigmatising"].items()
}


@rule(
    "M030",
    fact={"id": "teks Inggris sama dengan teks Indonesia", "en": "the English text is the Indonesian one"},
    remedy={"id": "Terjemahkan", "en": "Translate it"},
)
def _is_translated(case: WordingCase) -> Iterator[Problem]:
    for passage in case.passages:
        first, other = passage.texts.get("id"), passage.texts.get("en")
        if first is not None and first == other and _counts(first)["id"] >= FEWEST:
            yield Problem(*passage.where["en"], "M030", {})


@rule(
    "M031",
    fact={
        "id": "teks {lang} tampaknya tertulis dalam bahasa lain: “{words}”",
        "en": "the {lang} text seems to be in another language: “{words}”",
    },
    remedy={"id": "Tulis dalam bahasanya sendiri", "en": "Write it in its own language"},
)
def _is_in_its_language(case: WordingCase) -> Iterator[Problem]:
    for passage in case.passages:
        for lang, text in passage.texts.items():
            if passage.texts["id" if "id" in passage.texts else lang] == text and lang == "en":
                continue  # M030 tells of it
            for part in text.split("\n\n") if passage.kind != "text" else [text]:
                counts = _counts(part)
                wrong = max(count for other, count in counts.items() if other != lang)
                if wrong >= FEWEST and wrong > counts[lang]:
                    yield Problem(*passage.where[lang], "M031", {"lang": lang, "words": " ".join(part.split()[:6])})


@rule(
    "M032",
    fact={
        "id": "terjemahan teks ini belum diperiksa sejak salah satunya berubah: “{words}”",
        "en": "this translation has not been checked since one of the two changed: “{words}”",
    },
    remedy={
        "id": "Periksa kedua bahasa, lalu catat dengan: sebaya check --translated",
        "en": "Check both languages, then record it with: sebaya check --translated",
    },
)
def _translation_is_fresh(case: WordingCase) -> Iterator[Problem]:
    checked = read_checked(case.content.root)
    if checked is None:
        return
    for passage in case.passages:
        if len(passage.texts) > 1 and seal(passage.texts) not in checked:
            words = " ".join(passage.texts["id"].split()[:6])
            yield Problem(*passage.where["en"], "M032", {"words": words})


@rule(
    "M033",
    fact={"id": "kata “{word}” memberi cap buruk", "en": "the word “{word}” stigmatises"},
    remedy={
        "id": "Ganti, atau tampilkan sebagai kutipan “…” atau sebagai balasan yang melukai (level 1)",
        "en": "Replace it, or show it as a quotation “…” or as a reply that harms (level 1)",
    },
)
def _nobody_is_labelled(case: WordingCase) -> Iterator[Problem]:
    for passage in case.passages:
        for lang, text in passage.texts.items():
            found = None if passage.is_harm else _STIGMA[lang].search(_QUOTED.sub("“”", text))
            if found:
                yield Problem(*passage.where[lang], "M033", {"word": found[0]})


def _counts(text: str) -> dict[str, int]:
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    return {lang: sum(word in common for word in words) for lang, common in COMMON.items()}
