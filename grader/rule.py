"""Reads the rule of a record from `certification.yaml`, and refuses a file that is not right."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from grader.content import content_root
from grader.faults import SebayaError
from scenarios.authoring.source import read_source
from scenarios.content import curriculum

__all__ = ["Rule", "read_rule"]

FORMAT = 1
MEASURED = {"share-of-points": 100, "text-levels": 4, "critical-items": 4}
"""Kinds of step that have an `at_least`, and the most it can be."""
FIRST = ["handed-in", "no-critical-harm", "marks-complete"]
"""The steps with which every rule begins, all required: harm is seen before skill."""
KINDS = [*FIRST, *MEASURED, "observed-role-play", "content-review"]


@dataclass(frozen=True)
class Rule:
    """The rule of one kind of record, as written in `certification.yaml`, for one `assessment` of one `module`."""

    data: Mapping[str, Any]

    @property
    def identity(self) -> dict[str, Any]:
        """Version and SHA-256 of all that decides; a corrected wording does not change them."""
        deciding = [
            {key: step[key] for key in ("id", "kind", "required", "at_least") if key in step}
            for step in self.data["steps"]
        ]
        content = json.dumps([self.data["kind"], self.data["assessment"], deciding], sort_keys=True)
        return {"version": self.data["version"], "sha256": hashlib.sha256(content.encode()).hexdigest()}


def read_rule(assessment: str, path: Path | None = None) -> Rule:
    """Return the rule for `assessment`. Raises SebayaError when there is none, or the file is not right."""
    path = path or content_root() / "assessments" / "certification.yaml"
    source, problems = read_source(path, "P")
    if source is None or problems:
        line = problems[0].line if problems else 1
        raise SebayaError(id=f"{path}:{line} tidak bisa dibaca.", en=f"{path}:{line} cannot be read.")
    if isinstance(source.data, dict) and source.data.get("format", FORMAT) != FORMAT:
        found = source.data["format"]
        raise SebayaError(
            id=f"{path}: format {found}, versi Sebaya ini membaca format {FORMAT}.",
            en=f"{path}: format {found}, this version of Sebaya reads format {FORMAT}.",
        )
    fault = jsonschema.exceptions.best_match(_validator().iter_errors(source.data))
    if fault is not None:
        line = source.line(tuple(fault.absolute_path))
        raise SebayaError(
            id=f"{path}:{line} tidak sesuai format: {fault.message}",
            en=f"{path}:{line} does not fit the format: {fault.message}",
        )
    found = next((record for record in source.data["records"] if assessment in record["assessments"]), None)
    if found is None:
        raise SebayaError(
            id=f"Belum ada aturan catatan untuk {assessment} di {path.name}.",
            en=f"There is no rule for {assessment} in {path.name} yet.",
        )
    if [step["kind"] for step in found["steps"][:3] if step["required"]] != FIRST:
        raise SebayaError(
            id=f"{path}: langkah pertama untuk {assessment} haruslah {', '.join(FIRST)}, semuanya wajib.",
            en=f"{path}: the first steps for {assessment} must be {', '.join(FIRST)}, all required.",
        )
    module = next((m["id"] for m in curriculum() if m.get("assessment") == assessment), assessment)
    return Rule({**found, "assessment": assessment, "module": module})


@cache
def _validator() -> jsonschema.Draft202012Validator:
    text = {
        "type": "object",
        "required": ["id", "en"],
        "additionalProperties": False,
        "properties": {lang: {"type": "string", "minLength": 1} for lang in ("id", "en")},
    }
    step = {
        "type": "object",
        "required": ["id", "kind", "required", "name", "source"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "kind": {"enum": KINDS},
            "required": {"type": "boolean"},
            "name": text,
            "source": {"type": "string", "minLength": 1},
            "at_least": {"type": "integer", "minimum": 1},
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"required": ["at_least"], "properties": {"at_least": {"maximum": most}}},
            }
            for kind, most in MEASURED.items()
        ],
    }
    texts = dict.fromkeys(("title", "statement", "role", "participation"), text)
    record = {
        "type": "object",
        "required": ["kind", "version", "assessments", "steps", *texts],
        "additionalProperties": False,
        "properties": {
            "kind": {"const": "module-record"},
            "version": {"type": "integer", "minimum": 1},
            "assessments": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
            "steps": {"type": "array", "minItems": 1, "items": step},
            **texts,
        },
    }
    return jsonschema.Draft202012Validator(
        {
            "type": "object",
            "required": ["format", "records"],
            "additionalProperties": False,
            "properties": {"format": {"const": FORMAT}, "records": {"type": "array", "minItems": 1, "items": record}},
        }
    )
