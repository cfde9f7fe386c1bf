"""Reads the rule from `certification.yaml`, with what the school made stricter, and refuses what is not right."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from grader.content import content_root
from grader.course import Course
from grader.faults import SebayaError
from grader.rule_shape import FIRST, certification_shape, read_shaped
from grader.stricter import stricter
from scenarios.content import curriculum

__all__ = ["Certification", "Rule", "read_certification", "read_file", "read_rule"]

WORDING = ("name", "next", "source")
"""What of a step may change without deciding otherwise."""


@dataclass(frozen=True)
class Rule:
    """The rule of one kind of record, as written in `certification.yaml`, for one `assessment` of one `module`."""

    data: Mapping[str, Any]

    @cached_property
    def identity(self) -> dict[str, Any]:
        """Version and SHA-256 of all that decides; a corrected wording does not change them."""
        content = [self.data["kind"], self.data["assessment"], _deciding(self.data["steps"])]
        return {"version": self.data["version"], "sha256": _sha256(content)}


@dataclass(frozen=True)
class Certification:
    """The rule of certification: its stages (probation, certificate, renewal) and what makes a certificate lapse."""

    data: Mapping[str, Any]

    def steps(self, stage: str) -> list[Mapping[str, Any]]:
        """Return the steps of a stage."""
        found: list[Mapping[str, Any]] = next(one["steps"] for one in self.data["stages"] if one["id"] == stage)
        return found

    def identity(self, stage: str) -> dict[str, Any]:
        """Return version and SHA-256 of all that decides in a stage."""
        parts = ("modules", "critical_modules", "standing")
        content = [stage, *(self.data[part] for part in parts), _deciding(self.steps(stage))]
        return {"version": self.data["version"], "sha256": _sha256(content)}

    def value(self, stage: str, kind: str, name: str) -> Any:
        """Return a number of the step of that kind."""
        return next(step[name] for step in self.steps(stage) if step["kind"] == kind)

    @property
    def standing(self) -> Mapping[str, Any]:
        """What makes a certificate lapse: months of validity, supervisions missed in a row, days without any."""
        found: Mapping[str, Any] = self.data["standing"]
        return found


def read_rule(assessment: str, course: Course | None = None, path: Path | None = None) -> Rule:
    """Return the rule for `assessment`, in a class with what its school made stricter.

    Raises SebayaError when there is none, or a file is not right.
    """
    data, path = read_file(course, path)
    found = next((record for record in data["records"] if assessment in record["assessments"]), None)
    if found is None:
        raise SebayaError(
            id=f"Belum ada aturan catatan untuk {assessment} di {path.name}.",
            en=f"There is no rule for {assessment} in {path.name} yet.",
        )
    module = next((m["id"] for m in curriculum() if m.get("assessment") == assessment), assessment)
    return Rule({**found, "assessment": assessment, "module": module})


def read_certification(course: Course | None = None, path: Path | None = None) -> Certification:
    """Return the rule of certification, in a class with what its school made stricter. Raises SebayaError."""
    return Certification(read_file(course, path)[0]["certification"])


def read_file(course: Course | None = None, path: Path | None = None) -> tuple[dict[str, Any], Path]:
    """Return all that `certification.yaml` says, made stricter, and its path. Raises SebayaError."""
    path = path or content_root() / "assessments" / "certification.yaml"
    data = _read(path, _state(path))
    return (stricter(data, course.root / "rule.yaml") if course else data), path


@lru_cache(maxsize=2)
def _read(path: Path, _state: tuple[int, int] | None) -> dict[str, Any]:
    """Read and check the file anew only when it changed: it is asked for at every step."""
    data = read_shaped(path, certification_shape())
    for record in data["records"]:
        _must_begin_with(FIRST["module-record"], record["steps"], ", ".join(record["assessments"]), path)
    for stage in data["certification"]["stages"]:
        _must_begin_with(FIRST["certification"], stage["steps"], stage["id"], path)
    return data


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None  # reading it tells what is wrong
    return found.st_mtime_ns, found.st_size


def _must_begin_with(first: list[str], steps: list[Any], where: str, path: Path) -> None:
    if [step["kind"] for step in steps[: len(first)] if step["required"]] != first:
        raise SebayaError(
            id=f"{path}: langkah pertama untuk {where} haruslah {', '.join(first)}, semuanya wajib.",
            en=f"{path}: the first steps for {where} must be {', '.join(first)}, all required.",
        )


def _deciding(steps: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in step.items() if key not in WORDING} for step in steps]


def _sha256(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
