"""The key of an assessment: made from `assessment.yaml`, kept in the class folder, never released.

In a release every id is opaque (a salted hash), so that neither a name nor a position gives an answer away.
The salt is made once per class and assessment and stays the same, so that building again changes no id.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scenarios.authoring.public import public_dialogue
from scenarios.items import Answer, Item, prepared
from scenarios.model import Dialogue
from scenarios.review import Review, review

__all__ = ["Key"]

FORMAT = 1
TOKEN_LENGTH = 10
LISTS = ("options", "steps", "targets", "rows")


@dataclass(frozen=True)
class Key:
    """`data` holds the assessment's items with their keys, and dialogues compiled; `salt` makes ids opaque."""

    data: Mapping[str, Any]
    salt: str

    @classmethod
    def read(cls, path: Path) -> "Key":
        """Read a key file. Raises OSError, ValueError or KeyError when it is not there or damaged."""
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise ValueError(f"{path.name}: format {content['format']}, this version reads {FORMAT}")
        return cls(content["assessment"], content["salt"])

    def to_json(self) -> bytes:
        """Return the content of the key file."""
        content = {"format": FORMAT, "salt": self.salt, "assessment": self.data}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    @cached_property
    def items(self) -> dict[str, Mapping[str, Any]]:
        """The items with their keys, by id, in order."""
        return {item["id"]: item for item in self.data["items"]}

    @cached_property
    def _prepared(self) -> dict[str, Item]:
        return {name: prepared(item) for name, item in self.items.items()}

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """Item → opaque name → the author's name."""
        return {name: {self.token(name, inner): inner for inner in _names(item)} for name, item in self.items.items()}

    def dialogue(self, item: str) -> Dialogue:
        """Return the dialogue of a dialogue item, with its judgements."""
        return Dialogue.from_json(self._prepared[item]["dialogue"])

    def token(self, item: str, name: str) -> str:
        """Return the opaque name of `name` in `item`."""
        return hashlib.sha256(f"{self.salt}/{item}/{name}".encode()).hexdigest()[:TOKEN_LENGTH]

    def public_item(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is released of an item."""
        name = item["id"]
        public: dict[str, Any] = {key: item[key] for key in ("id", "type", "prompt", "quote", "points") if key in item}
        for kind in LISTS:
            if kind in item:
                entries = [{"id": self.token(name, entry["id"]), "text": entry["text"]} for entry in item[kind]]
                public[kind] = sorted(entries, key=lambda entry: str(entry["id"]))
        if item["type"] == "dialogue":
            public["dialogue"] = public_dialogue(item["dialogue"], lambda inner: self.token(name, inner))
        return public

    def public(self) -> dict[str, Any]:
        """Return the released `items.json`: no key, no private feedback, opaque ids."""
        kept = ("id", "module", "title", "minutes", "intro")
        return {
            "format": FORMAT,
            **{key: self.data[key] for key in kept},
            "items": [self.public_item(item) for item in self.items.values()],
        }

    def plain(self, item: Mapping[str, Any], answer: Answer) -> Answer:
        """Return an answer with the author's ids in place of opaque ones. The answer must fit the item."""
        if item["type"] == "text":
            return answer
        names = self._names[item["id"]]

        def translate(value: Any) -> Any:
            if isinstance(value, str):
                return names[value]
            if isinstance(value, dict):
                return {names[row]: names[target] for row, target in value.items()}
            return [names[entry] for entry in value]

        return {field: translate(value) for field, value in answer.items()}

    def opaque(self, item: Mapping[str, Any], answer: Answer) -> Answer:
        """Return an answer written with the author's ids as a trainee's screen would store it."""
        if item["type"] == "text":
            return answer

        def translate(value: Any) -> Any:
            if isinstance(value, str):
                return self.token(item["id"], value)
            if isinstance(value, dict):
                return {self.token(item["id"], row): self.token(item["id"], target) for row, target in value.items()}
            return [self.token(item["id"], entry) for entry in value]

        return {field: translate(value) for field, value in answer.items()}

    def review(self, item: Mapping[str, Any], answer: Answer | None) -> Review:
        """Compare an answer (opaque ids, fitting the item) with the key."""
        return review(self._prepared[item["id"]], self.plain(item, answer) if answer is not None else None)

    def points(self, item: Mapping[str, Any], answer: Answer | None) -> float:
        """Return the points of an item that needs no person: share × points, two decimals, 0 … points."""
        return round(self.review(item, answer).share * float(item["points"]), 2)


def _names(item: Mapping[str, Any]) -> list[str]:
    names = [entry["id"] for kind in LISTS for entry in item.get(kind, ())]
    if item["type"] == "dialogue":
        names += item["dialogue"]["choices"]
    return names
