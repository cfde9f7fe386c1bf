"""Invented ratings, by codes alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from grader.observation.material import read_material
from grader.observation.rating import Rating
from grader.register import Entry

PLACE = "kelas-contoh"
CRITICAL = frozenset({"K3", "K7"})


def rating(rater: str = "G01", number: int = 0, levels: Mapping[str, int] | None = None, **other: Any) -> Rating:
    """A rating of form-a that could be locked, level 3 throughout unless told otherwise."""
    form = other.get("form", "form-a")
    usual: dict[str, Any] = {
        "candidate": "X1-01",
        "form": form,
        "sitting": 1,
        "rater": rater,
        "role": "guru-bk",
        "is_outside": True,
        "observed_on": date(2026, 11, 10),
        "minutes": 10,
        "levels": dict.fromkeys(read_material().forms["form-a"]["competencies"], 3) if levels is None else levels,
        "codes": (),
        "number": number,
    }
    return Rating(**{**usual, **other})


def calibration(
    rater: str, scene: str, levels: Mapping[str, int], codes: tuple[str, ...] = (), number: int = 0
) -> Entry:
    """A calibration scene as a rater locked it."""
    content = {"levels": dict(levels), "codes": list(codes)}
    return Entry(
        PLACE, rater, "calibration", scene, "locked", "2026-11-02", recorded_by=rater, content=content, number=number
    )
