"""Small faults for the valid content tree of `tests/data/content`: reads and applies `tests/data/broken/*.yaml`.

A patch names a `file` and what happens to it: `set` and `delete` (places such as `nodes.gerbang.choices.0.goto`; an
entry of a list is named by its id, name or position), `append` (to a list), `replace_text`, `raw`, `append_hex`,
`copy_from`, `remove_file`, `repeat` (an entry of a list, so many times). With `rot13` its words are kept in rot13, so
that nobody meets them by opening the file.

What must be told: the code (the file's name), in the same file or in `in`, at a line that holds `line` (without one:
line 1); `also` lists the codes that necessarily follow.
"""

import codecs
import json
import shutil
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[2] / "data"
VALID = DATA / "content"
EXAMPLES = {path.stem: path for path in sorted((DATA / "broken").glob("*.yaml"))}


def read_example(name: str) -> dict[str, Any]:
    patch: dict[str, Any] = {"also": [], **yaml.safe_load(EXAMPLES[name].read_text(encoding="utf-8"))}
    if patch.get("rot13"):
        patch["set"] = {place: codecs.decode(value, "rot13") for place, value in patch["set"].items()}
        patch["line"] = codecs.decode(patch["line"], "rot13")
    return patch


def apply(patch: dict[str, Any], root: Path) -> None:
    path = root / patch["file"]
    if "remove_file" in patch:
        path.unlink()
    elif "copy_from" in patch:
        shutil.copytree(root / patch["copy_from"], path)
    elif "raw" in patch:
        path.write_text(patch["raw"], encoding="utf-8")
    elif "append_hex" in patch:
        path.write_bytes(path.read_bytes() + bytes.fromhex(patch["append_hex"]))
    elif "replace_text" in patch:
        old, new = patch["replace_text"]
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    else:
        _edit(patch, path)


def _edit(patch: dict[str, Any], path: Path) -> None:
    data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8"))))  # aliases become copies
    for place, value in patch.get("set", {}).items():
        holder, key = _find(data, place)
        holder[key] = value
    for place in patch.get("delete", []):
        holder, key = _find(data, place)
        del holder[key]
    for place, value in patch.get("append", {}).items():
        holder, key = _find(data, place)
        holder[key].append(value)
    if "repeat" in patch:
        entries, wanted = data[patch["repeat"]["list"]], patch["repeat"]
        entry = next(entry for entry in entries if entry["id"] == wanted["entry"])
        entries += [{**entry, "id": f"{entry['id']}-{number}"} for number in range(wanted["times"])]
    is_json = path.suffix == ".ipynb"
    text = json.dumps(data, indent=1) if is_json else yaml.dump(data, sort_keys=False, allow_unicode=True, width=10_000)
    path.write_text(text, encoding="utf-8")


def _find(data: Any, place: str) -> tuple[Any, Any]:
    *way, last = place.split(".")
    for step in way:
        data = data[_key(data, step)]
    return data, _key(data, last)


def _key(data: Any, step: str) -> Any:
    if not isinstance(data, list):
        return step
    names = [entry.get("id", entry.get("name")) for entry in data]
    return names.index(step) if step in names else int(step)
