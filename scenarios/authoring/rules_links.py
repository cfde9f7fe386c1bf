"""Rules for what prose rests on: terms that are defined, contacts that are known, claims with a source."""

import re
from collections.abc import Iterator

from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.rules_wording import WordingCase

TERM = re.compile(r'\]\(#(?:Istilah|Terms) "([^"]+)"\)')
"""A link to a term of the glossary; the title of the link names the term."""
_CONTACT = re.compile(r'\]\(#[^)\s]+ "(?:kontak|contact): ([^"]+)"\)')
_ADDRESS = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)")
_CLAIM = re.compile(
    r"\b(?:(?:hasil )?penelitian|riset|studi|uji acak|terbukti|undang-undang|UU|PP|Permen\w*|Perpres|PMA|KMA|persen|"
    r"research|stud(?:y|ies) (?:show|found|of)|randomi[sz]ed trial|proven|evidence shows|by law|the law|per ?cent)\b"
    r"|\d\s?%"
)
"""Words with which a claim about effect, law or numbers is made. Law names are told by their capitals."""
_NO_CLAIM = re.compile(r"objective|pass mark|syarat lulus|tepat|benar|right")
"""A share that is our own target, not a finding."""


@rule(
    "M023",
    fact={"id": "istilah `{name}` tidak ada di glosarium", "en": "the term `{name}` is not in the glossary"},
    remedy={"id": "Tulis istilah itu di glossary.yaml", "en": "Define it in glossary.yaml"},
)
def _terms_are_defined(case: WordingCase) -> Iterator[Problem]:
    defined = {term["id"] for term in _shared(case, "glossary", "terms")}
    for path, line, text in case.texts():
        for name in TERM.findall(text):
            if name not in defined:
                yield Problem(path, line, "M023", {"name": name})


@rule(
    "M025",
    fact={"id": "kontak `{name}` tidak dikenal", "en": "the contact `{name}` is not known"},
    remedy={"id": "Pakai id di contacts.yaml", "en": "Use an id of contacts.yaml"},
)
def _contacts_are_known(case: WordingCase) -> Iterator[Problem]:
    known = {contact["id"] for contact in _shared(case, "contacts", "contacts")}
    for path, line, text in case.texts():
        for name in _CONTACT.findall(text):
            if name not in known:
                yield Problem(path, line, "M025", {"name": name})


@rule(
    "M026",
    fact={"id": "klaim tanpa sumber: “{words}”", "en": "a claim without a source: “{words}”"},
    remedy={
        "id": "Tautkan sumbernya dari sources.yaml di paragraf itu, atau hapus klaimnya",
        "en": "Link its source of sources.yaml in that paragraph, or take the claim out",
    },
)
def _claims_have_sources(case: WordingCase) -> Iterator[Problem]:
    for passage in case.passages:
        if passage.kind == "text" and not passage.where["id"][0].name.endswith(("practice.yaml", "glossary.yaml")):
            continue  # what people say in a story is no claim of ours, and an assessment teaches nothing
        for lang, text in passage.texts.items():
            path, line = passage.where[lang]
            for paragraph in re.split(r"\n\s*\n", text):
                found = _CLAIM.search(_ADDRESS.sub("", paragraph))
                if found and not _ADDRESS.search(paragraph) and not _NO_CLAIM.search(paragraph):
                    yield Problem(path, line, "M026", {"words": found[0]})


@rule(
    "M027",
    fact={"id": "alamat {address} tidak ada di sources.yaml", "en": "the address {address} is not in sources.yaml"},
    remedy={
        "id": "Catat sumber itu dengan tanggal dan tingkat keyakinannya, atau hapus tautannya",
        "en": "Record that source with its date and confidence, or take the link out",
    },
)
def _sources_are_known(case: WordingCase) -> Iterator[Problem]:
    known = {source["url"] for source in _shared(case, "sources", "sources")}
    for path, line, text in case.texts():
        for _, address in _ADDRESS.findall(text):
            if address not in known:
                yield Problem(path, line, "M027", {"address": address})


@rule(
    "M028",
    fact={
        "id": "tautan “{words}” tidak menyebut tahun sumbernya ({year})",
        "en": "the link “{words}” does not give the year of its source ({year})",
    },
    remedy={"id": "Tulis tahunnya di kata-kata tautan", "en": "Put the year into the words of the link"},
)
def _sources_are_dated(case: WordingCase) -> Iterator[Problem]:
    years = {source["url"]: source["date"][:4] for source in _shared(case, "sources", "sources")}
    for path, line, text in case.texts():
        for words, address in _ADDRESS.findall(text):
            if years.get(address, "") not in words:
                yield Problem(path, line, "M028", {"words": words, "year": years[address]})


def _shared(case: WordingCase, name: str, entries: str) -> list[dict[str, str]]:
    source = case.content.shared.get(name)
    found: list[dict[str, str]] = source.data[entries] if source else []
    return found
