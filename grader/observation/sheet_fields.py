"""The fields of an observation sheet, one by one, as a page shows and changes them; each value is checked here.

about: `is_outside` (bool), `observed_on` (YYYY-MM-DD), `minutes` (int); for each competency `level:K3` (1–4, 0: none)
and `note:K3`; `note:` on the whole; `code:H1` (bool) for each harm.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from grader.faults import SebayaError
from grader.observation.material import read_material
from grader.observation.rating import LEVELS, MOST_MINUTES, Rating

__all__ = ["LONGEST_NOTE", "BadFieldError", "changed", "competencies_of", "fields_of"]

LONGEST_NOTE = 4000
ABOUT = ("is_outside", "observed_on", "minutes")


class BadFieldError(SebayaError):
    """A value that is not right; `field` names whose it is, empty when there is no such field."""

    def __init__(self, field: str, *, id: str, en: str) -> None:  # noqa: A002
        super().__init__(id=id, en=en)
        self.field = field


def competencies_of(rating: Rating) -> list[str]:
    """Return the competencies that the form, or the calibration scene, of a rating elicits. Raises SebayaError."""
    material = read_material()
    source = material.forms.get(rating.form) or material.scenes.get(rating.form)
    if source is None:
        raise SebayaError(
            id=f"Formulir {rating.form} tidak ada lagi. Isiannya tetap tersimpan di folder kelas.",
            en=f"The form {rating.form} is no longer there. What was filled in is kept in the class folder.",
        )
    competencies: list[str] = source["competencies"]
    return competencies


def fields_of(rating: Rating, notes: Mapping[str, str]) -> dict[str, Any]:
    """Return every field with its value. Raises SebayaError when the form is no longer there."""
    competencies = competencies_of(rating)
    found: dict[str, Any] = {}
    if rating.candidate:
        found |= {
            "is_outside": rating.is_outside,
            "observed_on": rating.observed_on.isoformat(),
            "minutes": rating.minutes,
        }
    found |= {f"level:{code}": rating.levels.get(code, 0) for code in competencies}
    found |= {f"code:{code}": code in rating.codes for code in read_material().harms}
    return found | {f"note:{code}": notes.get(code, "") for code in (*competencies, "")}


def changed(rating: Rating, notes: Mapping[str, str], changes: Mapping[str, object]) -> tuple[Rating, dict[str, str]]:
    """Return rating and notes with `changes` made. Raises BadFieldError when any is not right."""
    known, kept = fields_of(rating, notes), dict(notes)
    for name, value in changes.items():
        if name not in known:
            raise BadFieldError(
                "", id="Ada isian yang tidak dikenal. Muat ulang halaman.", en="An unknown field. Reload the page."
            )
        kind, _, code = name.partition(":")
        _check(name, kind, value)
        if kind == "level":
            levels = {key: level for key, level in rating.levels.items() if key != code}
            rating = replace(rating, levels=levels | ({code: int(str(value))} if value else {}))
        elif kind == "code":
            others = tuple(one for one in rating.codes if one != code)
            rating = replace(rating, codes=(*others, code) if value else others)
        elif kind == "note":
            kept = {key: text for key, text in kept.items() if key != code} | ({code: str(value)} if value else {})
        else:
            day = {"observed_on": date.fromisoformat(str(value))} if name == "observed_on" else {name: value}
            rating = replace(rating, **day)
    return rating, kept


def _check(name: str, kind: str, value: object) -> None:
    if kind == "level" and (type(value) is not int or value not in (0, *LEVELS)):
        raise BadFieldError(name, id="Pilih level 1, 2, 3, atau 4.", en="Choose level 1, 2, 3 or 4.")
    if kind in ("code", "is_outside") and type(value) is not bool:
        raise BadFieldError(name, id="Centang atau kosongkan.", en="Tick it or leave it empty.")
    if kind == "note" and not (isinstance(value, str) and len(value) <= LONGEST_NOTE and _is_unicode(value)):
        raise BadFieldError(
            name,
            id=f"Catatan paling panjang {LONGEST_NOTE} huruf.",
            en=f"A note has at most {LONGEST_NOTE} letters.",
        )
    if kind == "minutes" and (type(value) is not int or not 1 <= value <= MOST_MINUTES):
        raise BadFieldError(
            name, id=f"Isi lamanya, 1–{MOST_MINUTES} menit.", en=f"How long it lasted, 1–{MOST_MINUTES} minutes."
        )
    if kind == "observed_on" and not _is_past_day(value):
        raise BadFieldError(
            name, id="Isi tanggal permainan, hari ini atau sebelumnya.", en="The day of the play, today or earlier."
        )


def _is_past_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value and value <= _today()
    except ValueError:
        return False


def _today() -> str:
    return date.today().isoformat()


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
