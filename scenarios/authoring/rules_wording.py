"""Rules for every sentence that a person reads, wherever it stands: no numbers of services, no methods."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.source import Place

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
    """All content; `texts` gives every sentence with the file and line where it stands."""

    content: Content

    def texts(self) -> Iterator[tuple[Path, int, str]]:
        """Yield every text of dialogues, exercises, assessments and the curriculum, and of lessons and notes."""
        content = self.content
        sources = [
            *content.dialogues.values(),
            *content.assessed.values(),
            *content.practices.values(),
            *content.assessments.values(),
            *(source for name, source in content.shared.items() if name != "contacts"),
        ]
        for source in sources:
            for place, text in _leaves(source.data, ()):
                yield source.path, source.line(place), text
        for path in sorted((content.root / "modules").glob("*/*.md")):
            for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                yield path, number, text
        for path in sorted(
            [*(content.root / "modules").glob("*.ipynb"), *(content.root / "modules").glob("*/*.ipynb")]
        ):
            yield from ((path, 1, text) for text in _prose(path))


def _leaves(data: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, str) and "en" in data:
                yield (*place, key), value
            yield from _leaves(value, (*place, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _leaves(value, (*place, number))


def _prose(path: Path) -> list[str]:
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError):
        return []  # M010 tells that the notebook cannot be read


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
