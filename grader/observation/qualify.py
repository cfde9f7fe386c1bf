"""Whether a rater counts yet: how near their ratings of the calibration scenes come to the consensus.

Curriculum outline §5, rule 5. The consensus is ours and awaits expert review, and so does what is measured by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.course import Course
from grader.observation.agreement import Agreement, agreement_of
from grader.observation.locked import not_struck
from grader.observation.material import read_material
from grader.observation.rating import HARMFUL
from grader.register import Entry
from grader.rule import read_certification
from scenarios.text import Text

__all__ = ["HARM_AT_LEAST", "ICC_AT_LEAST", "Qualification", "qualification_of", "qualifications", "thresholds_of"]

HARM_AT_LEAST = 0.80
ICC_AT_LEAST = 0.70

Scenes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Qualification:
    """How far a rater (code) is: the scenes `locked` and still `waiting`, and what was measured over those locked.

    `harm` is the share (0–1) of scenes in which rater and consensus agree whether there was harm (a Level 1 or any
    code), None before the first; `levels` is the agreement of their levels. `missing` says what is still needed.
    """

    rater: str
    locked: tuple[str, ...]
    waiting: tuple[str, ...]
    harm: float | None
    levels: Agreement
    missing: tuple[Text, ...]

    @property
    def is_qualified(self) -> bool:
        """Whether the rater counts."""
        return not self.missing


def thresholds_of(course: Course | None = None) -> tuple[float, float]:
    """Return the harm agreement and ICC that `certification.yaml` asks, as shares of 1, in a class as made stricter.

    Raises SebayaError when a file is not right.
    """
    rule = read_certification(course)
    return (
        rule.value("probation", "raters", "at_least_harm_agreement") / 100,
        rule.value("probation", "raters", "at_least_icc_hundredths") / 100,
    )


def qualifications(
    entries: Iterable[Entry], harm_at_least: float = HARM_AT_LEAST, icc_at_least: float = ICC_AT_LEAST
) -> dict[str, Qualification]:
    """Return rater → qualification for each who locked a scene, as `qualification_of` does. Raises SebayaError."""
    entries = [entry for entry in entries if entry.kind in ("calibration", "correction")]
    raters = dict.fromkeys(entry.person for entry in entries if entry.kind == "calibration")
    return {rater: qualification_of(rater, entries, harm_at_least, icc_at_least) for rater in raters}


def qualification_of(
    rater: str,
    entries: Iterable[Entry],
    harm_at_least: float = HARM_AT_LEAST,
    icc_at_least: float = ICC_AT_LEAST,
    scenes: Scenes | None = None,
) -> Qualification:
    """Return how far a rater is by calibration entries (other people's are passed over; struck ones are left out).

    Of a scene that was locked twice the first entry stands. `scenes` are those of assessments/calibration, by id.
    Raises SebayaError when these files are needed and cannot be read.
    """
    scenes = read_material().scenes if scenes is None else scenes
    own: dict[str, Entry] = {}
    for entry in sorted(not_struck(entries), key=lambda entry: entry.number):
        if entry.kind == "calibration" and entry.person == rater and entry.about in scenes:
            own.setdefault(entry.about, entry)
    agreed, levels, consensus = [], [], []
    for name, entry in own.items():
        wanted = {one["competency"]: one["level"] for one in scenes[name]["consensus"]["ratings"]}
        given, codes = entry.content["levels"], entry.content["codes"]
        agreed.append(_is_harmful(given, codes) == _is_harmful(wanted, scenes[name]["consensus"]["codes"]))
        both = [code for code in wanted if code in given]
        levels += [given[code] for code in both]
        consensus += [wanted[code] for code in both]
    harm = sum(agreed) / len(agreed) if agreed else None
    waiting = tuple(name for name in scenes if name not in own)
    measured = agreement_of(levels, consensus)
    missing = [_not_locked(waiting)] if waiting or not scenes else _below(harm, measured, harm_at_least, icc_at_least)
    return Qualification(rater, tuple(name for name in scenes if name in own), waiting, harm, measured, tuple(missing))


def _is_harmful(levels: Mapping[str, int], codes: Iterable[Any]) -> bool:
    return HARMFUL in levels.values() or bool(list(codes))


def _not_locked(waiting: tuple[str, ...]) -> Text:
    named = ", ".join(waiting) or "–"
    return {"id": f"adegan kalibrasi yang belum dikunci: {named}", "en": f"calibration scenes not locked yet: {named}"}


def _below(harm: float | None, measured: Agreement, harm_at_least: float, icc_at_least: float) -> list[Text]:
    found: list[Text] = []
    if harm is None or harm < harm_at_least:
        share, wanted = f"{harm or 0:.0%}", f"{harm_at_least:.0%}"
        found.append(
            {
                "id": f"sepakat soal ada tidaknya bahaya: {share}, perlu {wanted}",
                "en": f"agreement on whether there was harm: {share}, {wanted} needed",
            }
        )
    if measured.icc is None:
        why = measured.why or {"id": "", "en": ""}
        found.append({"id": f"ICC belum ada: {why['id']}", "en": f"no ICC: {why['en']}"})
    elif measured.icc < icc_at_least:
        # Rounded, 0.697 would read as if it were enough.
        found.append(
            {
                "id": f"ICC level: {measured.icc:.3f}, perlu {icc_at_least:.2f}",
                "en": f"ICC of the levels: {measured.icc:.3f}, {icc_at_least:.2f} needed",
            }
        )
    return found
