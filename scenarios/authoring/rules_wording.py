"""Rules for every sentence that a person reads, wherever it stands: no numbers of services, no methods."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scenarios.authoring.gather import Content
from scenarios.authoring.passages import Passage, passages
from scenarios.authoring.problems import Problem, rule

__all__ = ["WordingCase"]

# Kept in rot13, so that nobody reads a list of methods by opening this file.
_METHODS = re.compile(
    codecs.decode(
        r"\o(tnaghat qvev|zvahz enpha|bireqbf(vf|r)|fnlng|fvyrg|zranenx qvev|ybapng qnev|grewha qnev|"
        r"unat(vat|rq)? (uvzfrys|urefrys|lbhefrys|zlfrys)|cbvfba|phg (uvf|ure|lbhe|zl) jevfgf?|enmbe|"
        r"whzc(rq|vat)? bss|tnagbat qvev)\o".replace(r"\o", "\x00"),
        "rot13",
    ).replace("\x00", r"\b"),
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"""(?<![\w.,:/-])(?:
        \+\d{1,3}(?:[\s().‑–-]{0,2}\d{2,4}){2,}            # with the code of a country
      | \(?0\d{2,4}(?:[\s).‑–-]{0,2}\d{3,4}){1,3}          # of a mobile, or with the code of an area
      | \d{3,4}[\s‑-]\d{3,4}[\s‑-]\d{3,4} | 1500[\s‑-]?\d{3}(?!\d) | \d{6,}
      | (?:telp?|tele?[pf]on|whatsapp|wa|hubungi|call|phone|dial)\b[.:]?\s?(?:no(?:mor|\.)|number)?\s?\d{3}[\d-]*
      | (?:ext|extension|ekst|ekstensi)\b\.?\s?\d+
      | (?<!\d[–—])(?<!\d\s[–—-]\s)1(?:10|12|13|15|17|18|19|29)   # of an emergency service; not in a range or a count
        (?![\w%]|[.,:-]\d|/(?!1\d\d\b)\d|\s?[–—]\s?\d|\s%|\s-\s?\d|\s(?:menit|minutes|detik|seconds|kata|words|siswa|pupils)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A telephone number or a short emergency number; not a year, a time, a date, a range, a share or a count."""


@dataclass(frozen=True)
class WordingCase:
    """All content, and every passage of it that a person reads."""

    content: Content

    @cached_property
    def passages(self) -> list[Passage]:
        """Every passage in all its languages."""
        return list(passages(self.content))

    def texts(self) -> Iterator[tuple[Path, int, str]]:
        """Yield every line that somebody reads: its file, its line, itself. A cell counts from its own first line."""
        for passage in self.passages:
            for lang, text in passage.texts.items():
                path, line = passage.where[lang]
                if passage.kind == "notes":
                    yield from ((path, line + number, each) for number, each in enumerate(text.splitlines()))
                else:
                    yield path, line, text


@rule(
    "M020",
    fact={"id": "nomor layanan `{found}` tertulis di teks", "en": "the service number `{found}` stands in prose"},
    remedy={
        "id": "Tulis hanya di contacts.yaml; kartu bantuan menampilkannya dengan tanggalnya",
        "en": "Keep it in contacts.yaml only; the help card shows it with its date",
    },
)
def _no_numbers(case: WordingCase) -> Iterator[Problem]:
    for path, line, text in case.texts():
        found = _NUMBER.search(text)
        if found:
            yield Problem(path, line, "M020", {"found": found[0]})


@rule(
    "M021",
    fact={"id": "teks menyebut cara menyakiti diri", "en": "the text names a way to hurt oneself"},
    remedy={
        "id": "Hapus caranya; sebut apa yang dirasakan dan siapa yang dihubungi",
        "en": "Take the method out; say what is felt and who is reached",
    },
)
def _no_methods(case: WordingCase) -> Iterator[Problem]:
    for path, line, text in case.texts():
        if _METHODS.search(text):
            yield Problem(path, line, "M021", {})
