"""What raters rate by: the forms, the calibration scenes and the competencies, as their authors wrote them.

Only their own files are read, and read again only when one changed: `load_content` checks everything, in seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from grader.content import content_root
from grader.faults import SebayaError
from scenarios.authoring.shape import check_shape
from scenarios.authoring.source import read_source

__all__ = ["Material", "read_material"]

Entries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Material:
    """Forms and calibration scenes by id, competencies (K) and harms (H) by code, each in the order of its file."""

    forms: Entries
    scenes: Entries
    competencies: Entries
    harms: Entries

    @cached_property
    def critical(self) -> frozenset[str]:
        """The ★ competencies, in which raters may not differ at all."""
        return frozenset(code for code, entry in self.competencies.items() if entry["critical"])


def read_material() -> Material:
    """Return what raters rate by. Raises SebayaError, which names file and line, when a file is not right."""
    root = content_root()
    files = [
        root / "modules/competencies.yaml",
        *sorted((root / "assessments/role-plays").glob("*.yaml")),
        *sorted((root / "assessments/calibration").glob("*.yaml")),
    ]
    return _read(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.is_file()))


@lru_cache(maxsize=1)
def _read(files: tuple[tuple[Path, int, int], ...]) -> Material:
    found: dict[str, dict[str, Mapping[str, Any]]] = {"role-play": {}, "calibration": {}, "competencies": {}}
    kinds = {"role-plays": "role-play", "calibration": "calibration", "modules": "competencies"}
    for path, *_ in files:
        kind = kinds[path.parent.name]
        found[kind][path.stem] = _data(path, kind)
    shared = found["competencies"].get("competencies", {"competencies": [], "harms": []})
    competencies, harms = ({entry["id"]: entry for entry in shared[kind]} for kind in ("competencies", "harms"))
    return Material(found["role-play"], found["calibration"], competencies, harms)


def _data(path: Path, kind: str) -> Mapping[str, Any]:
    source, problems = read_source(path, "A")
    if source is not None and not problems:
        problems = list(check_shape(source, kind, "A"))
    if source is None or problems:
        root = content_root()
        raise SebayaError(
            id=f"{problems[0].tell('id', root)} Lihat semuanya: sebaya check",
            en=f"{problems[0].tell('en', root)} See all of them: sebaya check",
        )
    data: Mapping[str, Any] = source.data
    return data
