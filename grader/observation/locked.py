"""Reads from the register what raters have locked, without what a correction struck."""

from collections.abc import Iterable

from grader.observation.rating import Rating
from grader.register import Entry, Register

__all__ = ["locked_calibrations", "locked_ratings", "not_struck"]


def locked_ratings(register: Register, place: str, candidate: str | None = None) -> list[Rating]:
    """Return the ratings of the class `place`, or of one candidate, in their order. Raises SebayaError."""
    return [Rating.from_entry(entry) for entry in _locked(register, place, "rating", candidate)]


def locked_calibrations(register: Register, place: str, rater: str | None = None) -> list[Entry]:
    """Return the calibration entries of the class `place`, or of one rater, in their order. Raises SebayaError."""
    return _locked(register, place, "calibration", rater)


def not_struck(entries: Iterable[Entry]) -> list[Entry]:
    """Return all but corrections and the entries that they strike."""
    entries = list(entries)
    struck = {entry.about for entry in entries if entry.kind == "correction" and entry.outcome == "struck"}
    return [entry for entry in entries if entry.kind != "correction" and str(entry.number) not in struck]


def _locked(register: Register, place: str, kind: str, person: str | None) -> list[Entry]:
    of_person = {} if person is None else {"person": person}
    return not_struck(register.entries(place=place, kind=[kind, "correction"], **of_person))
