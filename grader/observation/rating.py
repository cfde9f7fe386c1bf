"""One rating of an observed role-play as data: what one rater gives one candidate, and what it must hold to be locked.

The notes of a rater are no part of it: they stay in the observation file and never reach the register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grader.faults import SebayaError
from grader.observation.material import read_material
from grader.raters import ROLES
from grader.register import Entry
from scenarios.text import Text

__all__ = ["HARMFUL", "LEVELS", "MOST_MINUTES", "SITTINGS", "Rating", "check_rating", "lacks"]

LEVELS = (1, 2, 3, 4)
HARMFUL = LEVELS[0]
"""The level of any harm sign, whatever else was done well (modules/competencies.yaml)."""
SITTINGS = tuple(range(1, 10))
"""The first, two retakes (curriculum outline §5, rule 8), and one for each renewal or after an incident (rule 10)."""
MOST_MINUTES = 60
_TYPES = {
    "candidate": str, "form": str, "sitting": int, "rater": str, "role": str, "is_outside": bool, "observed_on": str,
    "minutes": int, "levels": dict, "codes": list,
}  # fmt: skip
_IN_CONTENT = ("sitting", "role", "is_outside", "minutes", "levels", "codes")
"""What the columns of an entry do not hold already."""


@dataclass(frozen=True)
class Rating:
    """What `rater` gives `candidate` (both codes) for `form` (form-a …) at `sitting` (1 the first).

    `role` is one of grader.raters.ROLES; `is_outside` where the rater declares to be outside the candidate's
    friendship and teaching line. `minutes` is how long the scene was played. `levels` holds 1–4 for each competency
    that the form elicits, `codes` the harm codes seen, kept once each in the order H1–H14. `number` is the
    register's; a rating that is not locked has none.
    """

    candidate: str
    form: str
    sitting: int
    rater: str
    role: str
    is_outside: bool
    observed_on: date
    minutes: int
    levels: Mapping[str, int]
    codes: tuple[str, ...] = ()
    number: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", tuple(sorted(set(self.codes), key=lambda code: (len(code), code))))

    @property
    def is_harmful(self) -> bool:
        """Whether the rater saw harm: a Level 1 or any code."""
        return bool(self.codes) or HARMFUL in self.levels.values()

    def to_json(self) -> dict[str, Any]:
        """Return the rating as plain data, as observation files hold it; the number is the register's alone."""
        return {
            "candidate": self.candidate,
            "form": self.form,
            "sitting": self.sitting,
            "rater": self.rater,
            "role": self.role,
            "is_outside": self.is_outside,
            "observed_on": self.observed_on.isoformat(),
            "minutes": self.minutes,
            "levels": dict(self.levels),
            "codes": list(self.codes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], number: int = 0) -> "Rating":
        """Return the rating that `data` holds, complete or not; other keys are left alone.

        Raises SebayaError, which names the field, when one is missing or of another kind.
        """
        for name, wanted in _TYPES.items():
            if type(data.get(name)) is not wanted:
                raise _not_a_rating(name)
        levels, codes = data["levels"], data["codes"]
        if not all(type(level) is int for level in levels.values()):
            raise _not_a_rating("levels")
        if not all(type(code) is str for code in codes):
            raise _not_a_rating("codes")
        try:
            day = date.fromisoformat(data["observed_on"])
        except ValueError:
            raise _not_a_rating("observed_on") from None
        own = {name: data[name] for name in _TYPES}
        return cls(**{**own, "observed_on": day, "levels": dict(levels), "codes": tuple(codes)}, number=number)

    def to_entry(self, place: str) -> Entry:
        """Return what is recorded of it, once it is locked, in the class `place`."""
        data = self.to_json()
        return Entry(
            place=place,
            person=self.candidate,
            kind="rating",
            about=self.form,
            outcome="locked",
            on_day=data["observed_on"],
            recorded_by=self.rater,
            content={name: data[name] for name in _IN_CONTENT},
        )

    @classmethod
    def from_entry(cls, entry: Entry) -> "Rating":
        """Return the rating of an entry; the forms of today are not asked. Raises SebayaError when it is damaged."""
        columns = {
            "candidate": entry.person,
            "form": entry.about,
            "rater": entry.recorded_by,
            "observed_on": entry.on_day,
        }
        return cls.from_json({**entry.content, **columns}, entry.number)


def check_rating(rating: Rating, today: date | None = None) -> None:
    """Raise SebayaError, which names all that is missing or not right, when a rating cannot be locked."""
    found = list(lacks(rating, today))
    if found:
        told = {lang: "\n".join(f"  – {text[lang]}" for text in found) for lang in ("id", "en")}
        raise SebayaError(
            id=f"Penilaian {rating.candidate} belum bisa dikunci:\n{told['id']}\nYang sudah diisi tetap tersimpan.",
            en=f"The rating of {rating.candidate} cannot be locked yet:\n{told['en']}\nWhat is filled in is kept.",
        )


def lacks(rating: Rating, today: date | None = None) -> Iterator[Text]:
    """Yield what keeps a rating from being locked; nothing when it is whole. Raises SebayaError."""
    material = read_material()
    form = material.forms.get(rating.form)
    if not rating.candidate or not rating.rater:
        yield {
            "id": "kode peserta atau kode penilai masih kosong",
            "en": "the candidate's or the rater's code is empty",
        }
    elif rating.candidate.upper() == rating.rater.upper():
        yield {"id": "penilai tidak menilai dirinya sendiri", "en": "nobody rates themselves"}
    if rating.role not in ROLES:
        roles = ", ".join(ROLES)
        yield {"id": f"pilih peran penilai: {roles}", "en": f"choose the rater's role: {roles}"}
    if rating.sitting not in SITTINGS:
        yield {"id": f"ujian ke- harus 1–{SITTINGS[-1]}", "en": f"the sitting must be 1–{SITTINGS[-1]}"}
    if not 1 <= rating.minutes <= MOST_MINUTES:
        yield {"id": f"lamanya harus 1–{MOST_MINUTES} menit", "en": f"it must have lasted 1–{MOST_MINUTES} minutes"}
    if rating.observed_on > (today or date.today()):
        day = rating.observed_on.isoformat()
        yield {"id": f"tanggalnya ({day}) belum tiba", "en": f"its day ({day}) has not come yet"}
    unknown = ", ".join(code for code in rating.codes if code not in material.harms)
    if unknown:
        yield {"id": f"kode bahaya tidak dikenal: {unknown}", "en": f"unknown harm codes: {unknown}"}
    if form is None:
        known = ", ".join(material.forms)
        yield {
            "id": f"tidak ada formulir {rating.form}; yang ada: {known}",
            "en": f"no form {rating.form}; there are: {known}",
        }
    else:
        yield from _of_levels(rating.levels, form["competencies"])


def _of_levels(levels: Mapping[str, int], elicited: list[str]) -> Iterator[Text]:
    missing = ", ".join(code for code in elicited if code not in levels)
    if missing:
        yield {"id": f"belum ada level untuk {missing}", "en": f"no level yet for {missing}"}
    foreign = ", ".join(code for code in levels if code not in elicited)
    if foreign:
        yield {"id": f"formulir ini tidak menilai {foreign}", "en": f"this form does not rate {foreign}"}
    beyond = ", ".join(code for code, level in levels.items() if level not in LEVELS)
    if beyond:
        yield {"id": f"level harus 1–4: {beyond}", "en": f"levels are 1–4: {beyond}"}


def _not_a_rating(field: str) -> SebayaError:
    return SebayaError(
        id=f"Penilaian ini rusak: isian `{field}` hilang atau tidak sesuai. Buka formulirnya lagi.",
        en=f"This rating is damaged: its field `{field}` is missing or not right. Open the form again.",
    )
