"""The shape of `certification.yaml` and of a school's `rule.yaml`, as JSON Schema."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from grader.faults import SebayaError
from scenarios.authoring.source import read_source

__all__ = ["FIRST", "FORMAT", "RECORD_KINDS", "STAGE_KINDS", "certification_shape", "read_shaped", "school_shape"]

FORMAT = 2
PERCENT, LEVEL, COUNT, DAYS = ({"type": "integer", "minimum": 1, "maximum": most} for most in (100, 4, 1000, 1000))
NAMES = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}
FIRST = {
    "module-record": ["handed-in", "no-critical-harm", "marks-complete"],
    "certification": ["no-critical-harm", "no-level-one", "marks-complete"],
}
"""The steps with which every record and every stage begins, all required: harm is seen before skill."""
RECORD_KINDS: dict[str, dict[str, Any]] = {
    **{kind: {} for kind in (*FIRST["module-record"], "observed-role-play", "content-review")},
    "share-of-points": {"at_least": PERCENT},
    "text-levels": {"at_least": LEVEL},
    "critical-items": {"at_least": LEVEL},
}
STAGE_KINDS: dict[str, dict[str, Any]] = {
    **{kind: {} for kind in (*FIRST["certification"], "modules-decided", "core-elicited", "wellbeing")},
    **{kind: {} for kind in ("referral-map", "content-review", "not-suspended")},
    "age-tier": {"tiers": NAMES},
    "consent": {"minors": NAMES},
    "knowledge": {"at_least": PERCENT},
    "critical-items": {"at_least": LEVEL},
    "role-plays": {"at_least": COUNT, "zones": NAMES},
    "raters": {
        "at_least": COUNT,
        "at_least_outside": COUNT,
        "at_least_harm_agreement": PERCENT,
        "at_least_icc_hundredths": PERCENT,
        "outside_roles": NAMES,
    },
    "levels": {"at_least": LEVEL},
    "retake": {"at_least_days": DAYS, "at_most": COUNT},
    "safeguarding": {"at_most_days": DAYS},
    "stage-passed": {"stage": {"enum": ["probation", "certificate"]}},
    "practice": {"at_least_days": DAYS, "at_least": COUNT},
    "supervision": {"at_most_days": DAYS},
    "in-depth": {"at_least": COUNT},
    "fresh-role-play": {"at_most_days": DAYS},
    "law-quiz": {"at_least": PERCENT, "at_most_days": DAYS},
    "supervision-share": {"at_least": PERCENT},
    "refresher": {"at_most_days": DAYS},
}
"""Kind of step → the fields of its own, all of them required."""
_TEXT = {
    "type": "object",
    "required": ["id", "en"],
    "additionalProperties": False,
    "properties": {lang: {"type": "string", "minLength": 1} for lang in ("id", "en")},
}
_VERSION = {"type": "integer", "minimum": 1}


def read_shaped(path: Path, shape: jsonschema.Draft202012Validator) -> dict[str, Any]:
    """Return the data of a YAML file that has that shape. Raises SebayaError, naming the line."""
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
    fault = jsonschema.exceptions.best_match(shape.iter_errors(source.data))
    if fault is not None:
        line = source.line(tuple(fault.absolute_path))
        raise SebayaError(
            id=f"{path}:{line} tidak sesuai format: {fault.message}",
            en=f"{path}:{line} does not fit the format: {fault.message}",
        )
    data: dict[str, Any] = source.data
    return data


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the shape of an object that has just these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
        **more,
    }


def _step(kinds: dict[str, dict[str, Any]]) -> dict[str, Any]:
    common = {
        "id": {"type": "string"},
        "required": {"type": "boolean"},
        "name": _TEXT,
        "next": _TEXT,
        "source": {"type": "string", "minLength": 1},
    }
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(kinds)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": _object({"kind": {"const": kind}, **common, **fields}),
            }
            for kind, fields in kinds.items()
        ],
    }


@cache
def certification_shape() -> jsonschema.Draft202012Validator:
    """Return what checks `certification.yaml`."""
    record = _object(
        {
            "kind": {"const": "module-record"},
            "version": _VERSION,
            "assessments": NAMES,
            "steps": {"type": "array", "minItems": 1, "items": _step(RECORD_KINDS)},
            **dict.fromkeys(("title", "statement", "role", "participation"), _TEXT),
        }
    )
    stage = _object(
        {
            "id": {"enum": ["probation", "certificate", "renewal"]},
            "name": _TEXT,
            "steps": {"type": "array", "minItems": 1, "items": _step(STAGE_KINDS)},
        }
    )
    standing = {"at_most_months": COUNT, "at_most_missed": COUNT, "at_most_days": DAYS}
    certification = _object(
        {
            "version": _VERSION,
            "title": _TEXT,
            "role": _TEXT,
            "modules": NAMES,
            "critical_modules": NAMES,
            "badges": {"type": "object", "additionalProperties": {"type": "string"}},
            "standing": _object(
                {
                    **standing,
                    "remind_days": {"type": "array", "items": DAYS},
                    "source": {"type": "string", "minLength": 1},
                }
            ),
            "stages": {"type": "array", "minItems": 3, "maxItems": 3, "items": stage},
        }
    )
    records = {"type": "array", "minItems": 1, "items": record}
    return jsonschema.Draft202012Validator(
        _object({"format": {"const": FORMAT}, "records": records, "certification": certification})
    )


@cache
def school_shape() -> jsonschema.Draft202012Validator:
    """Return what checks the form of a school's `rule.yaml`; what it changes is checked against the rule itself."""
    values = {"type": "object", "additionalProperties": {"type": ["number", "boolean"]}}
    steps = {"type": "object", "additionalProperties": values}
    return jsonschema.Draft202012Validator(
        {
            "type": "object",
            "required": ["format"],
            "additionalProperties": False,
            "properties": {
                "format": {"const": FORMAT},
                "standing": values,
                **dict.fromkeys(("module-record", "probation", "certificate", "renewal"), steps),
            },
        }
    )
