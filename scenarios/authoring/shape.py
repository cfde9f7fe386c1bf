"""Checks the shape of a content file against its JSON Schema, and tells it in plain words.

Every kind of file shares six rules under its own letter: 001 unreadable, 002 missing field, 003 unknown field,
004 wrong value, 005 repeated key, 006 another format. S: dialogues and plays, M: modules, A: assessments.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from scenarios.authoring.problems import Problem, Rule, add
from scenarios.authoring.source import Source

__all__ = ["check_shape"]

SCHEMAS = Path(__file__).parent / "schemas"

_SHARED = {
    "001": (
        {"id": "berkas tidak bisa dibaca: {reason}", "en": "the file cannot be read: {reason}"},
        {
            "id": "Simpan sebagai teks UTF-8 dan perbaiki YAML di baris ini",
            "en": "Save it as UTF-8 text and mend the YAML at this line",
        },
    ),
    "002": (
        {"id": "`{field}` belum ada", "en": "`{field}` is missing"},
        {"id": "Tambahkan (teks selalu punya id dan en)", "en": "Add it (a text always has id and en)"},
    ),
    "003": (
        {"id": "`{field}` tidak dikenal di sini", "en": "`{field}` is not known here"},
        {"id": "Periksa ejaannya atau hapus", "en": "Check its spelling or remove it"},
    ),
    "004": (
        {"id": "nilai `{value}` tidak cocok: {reason}", "en": "the value `{value}` does not fit: {reason}"},
        {"id": "Pilih nilai yang diizinkan formatnya", "en": "Use a value that the format allows"},
    ),
    "005": (
        {"id": "`{key}` ditulis dua kali", "en": "`{key}` is written twice"},
        {"id": "Hapus salah satu", "en": "Remove one of the two"},
    ),
    "006": (
        {
            "id": "format {found}, sedangkan versi ini membaca format {wanted}",
            "en": "format {found}, and this version reads format {wanted}",
        },
        {
            "id": "Format lebih baru: perbarui Sebaya. Lebih lama: ubah berkasnya",
            "en": "A newer format: update Sebaya. An older one: convert the file",
        },
    ),
}
for _letter in "SMA":
    for _number, (_fact, _remedy) in _SHARED.items():
        add(Rule(f"{_letter}{_number}", _fact, _remedy))


def check_shape(source: Source, kind: str, letter: str) -> Iterator[Problem]:
    """Yield what in `source` does not have the shape of `kind` (a file name of `schemas/`)."""
    data = source.data
    if isinstance(data, dict) and data.get("format", 1) != 1:
        yield source.problem(f"{letter}006", ("format",), found=data["format"], wanted=1)
        return
    told: list[Problem] = []
    for fault in _validator(kind).iter_errors(data):
        told += [problem for problem in _explain(source, letter, _deepest(fault)) if problem not in told]
    yield from told


def _deepest(fault: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """Of a failed `oneOf`, the branch that came nearest; else the fault itself."""
    return jsonschema.exceptions.best_match([fault]) if fault.context else fault


def _explain(source: Source, letter: str, fault: jsonschema.ValidationError) -> Iterator[Problem]:
    place = tuple(fault.absolute_path)
    match fault.validator:
        case "required":
            for field in fault.validator_value:
                if field not in fault.instance:
                    yield source.problem(f"{letter}002", place, field=_name(place, field))
        case "additionalProperties":
            for field in fault.instance:
                if field not in fault.schema.get("properties", {}):
                    yield source.problem(f"{letter}003", (*place, field), field=_name(place, field))
        case _:
            value = str(fault.instance)
            short = value if len(value) <= 40 else f"{value[:37]}…"
            yield source.problem(f"{letter}004", place, value=short, reason=_reason(fault))


def _name(place: tuple[Any, ...], field: str) -> str:
    return ".".join(str(part) for part in (*place, field))


def _reason(fault: jsonschema.ValidationError) -> str:
    allowed = fault.validator_value
    match fault.validator:
        case "enum":
            return " | ".join(str(value) for value in allowed)
        case "type":
            return f"type {allowed}"
        case "minItems":
            return f">= {allowed}"
        case "pattern":
            return "kebab-case" if "a-z" in allowed else str(allowed)
        case name:
            return f"{name} {allowed}" if isinstance(allowed, int | str) else str(name)


@cache
def _validator(kind: str) -> jsonschema.Draft202012Validator:
    shared = yaml.safe_load((SCHEMAS / "shared.yaml").read_text(encoding="utf-8"))
    schema = yaml.safe_load((SCHEMAS / f"{kind}.yaml").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator({**schema, "$defs": {**shared["$defs"], **schema.get("$defs", {})}})
