"""What a school asks beyond the rule: `rule.yaml` of its class folder may make a step stricter, never laxer."""

import copy
from pathlib import Path
from typing import Any

from grader.faults import SebayaError
from grader.rule_shape import read_shaped, school_shape

__all__ = ["stricter"]


def stricter(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the rule `data` with what the file `path` makes stricter; without that file, as it is.

    A number that begins with `at_least` may be made higher, one with `at_most` lower, and `required` true.
    Raises SebayaError, naming file and step, for anything else.
    """
    if not path.is_file():
        return data
    asked = read_shaped(path, school_shape())
    data = copy.deepcopy(data)
    steps = {"module-record": [step for record in data["records"] for step in record["steps"]]}
    steps |= {stage["id"]: stage["steps"] for stage in data["certification"]["stages"]}
    for name, value in asked.get("standing", {}).items():
        _tighten(data["certification"]["standing"], name, value, f"{path}: standing")
    for group, changes in asked.items():
        if group in ("format", "standing"):
            continue
        for step_id, values in changes.items():
            found = [step for step in steps[group] if step["id"] == step_id]
            if not found:
                raise SebayaError(
                    id=f"{path}: {group} tidak punya langkah {step_id}.", en=f"{path}: {group} has no step {step_id}."
                )
            for step in found:
                for name, value in values.items():
                    _tighten(step, name, value, f"{path}: {group}, {step_id}")
    return data


def _tighten(rule: dict[str, Any], name: str, value: Any, where: str) -> None:
    is_number = name.startswith(("at_least", "at_most")) and name in rule and not isinstance(value, bool)
    if not is_number and (name, value) != ("required", True):
        raise SebayaError(
            id=f"{where}: {name} tidak bisa diubah begitu. Yang boleh hanya angka at_least… dan at_most… langkah itu, "
            "dan required: true.",
            en=f"{where}: {name} cannot be changed like that. Only the step's numbers at_least… and at_most… can, "
            "and required: true.",
        )
    is_laxer = (name.startswith("at_least") and value < rule[name]) or (
        name.startswith("at_most") and value > rule[name]
    )
    if is_laxer:
        raise SebayaError(
            id=f"{where}: {name} {value} lebih longgar daripada aturan ({rule[name]}). Sekolah boleh lebih ketat, "
            "tidak boleh lebih longgar.",
            en=f"{where}: {name} {value} is laxer than the rule ({rule[name]}). A school may be stricter, never laxer.",
        )
    rule[name] = value
