"""The key of an assessment: made from `assessment.yaml`, kept in the class folder, never released.

In a release every id is opaque (a salted hash), so that neither a name nor a position gives an answer away.
The salt is made once per class and assessment and stays the same, so that building again changes no id.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.attempts import sittings
from scenarios.authoring.public import public_dialogue
from scenarios.items import Answer, Item, prepared
from scenarios.model import Dialogue
from scenarios.review import Review, review
from scenarios.variants import place_of, variant

__all__ = ["Key"]

FORMAT = 1
TOKEN_LENGTH = 10
LISTS = ("options", "steps", "targets", "rows")
SHARED = ("id", "type", "points")
"""What is released of an item whichever variant a trainee gets."""
OF_VARIANT = ("variant", "prompt", "quote")


@dataclass(frozen=True)
class Key:
    """`data` holds the assessment's items with their keys, and dialogues compiled; `salt` makes ids opaque.

    `attempts` maps whoever takes the assessment again to their attempt: of the class, and no part of the key file.
    """

    data: Mapping[str, Any]
    salt: str
    attempts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Key":
        """Read a key file of a class folder. Raises OSError, ValueError or KeyError when it is not there or damaged."""
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise ValueError(f"{path.name}: format {content['format']}, this version reads {FORMAT}")
        own = sittings(path.parent.parent).get(content["assessment"]["id"], {})
        return cls(content["assessment"], content["salt"], {code: one.attempt for code, one in own.items()})

    def to_json(self) -> bytes:
        """Return the content of the key file."""
        content = {"format": FORMAT, "salt": self.salt, "assessment": self.data}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    @cached_property
    def items(self) -> dict[str, Mapping[str, Any]]:
        """The items with their keys, by id, in order."""
        return {item["id"]: item for item in self.data["items"]}

    @cached_property
    def variants(self) -> dict[str, tuple[Item, ...]]:
        """Item → its variants, each a whole item with its key; an item without variants is its only one."""
        return {
            name: tuple(prepared(variant(item, place)) for place in range(len(item.get("variants", (item,)))))
            for name, item in self.items.items()
        }

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, str]]:
        """Item and variant → opaque name → the author's name."""
        return {
            _place(item): {self.token(item, inner): inner for inner in _names(item)}
            for variants in self.variants.values()
            for item in variants
        }

    def items_for(self, trainee: str) -> dict[str, Item]:
        """Return item id → item with its key as `trainee` gets it, in order."""
        paper = self.with_attempts(self.data)
        return {name: self.variants[name][place_of(paper, item, trainee)] for name, item in self.items.items()}

    def with_attempts(self, paper: Mapping[str, Any]) -> dict[str, Any]:
        """Return a paper as the staff's side reads it: with the attempts of those who take it again."""
        return {**paper, "attempts": self.attempts}

    def token(self, item: Mapping[str, Any], name: str) -> str:
        """Return the opaque name of `name` in `item`."""
        place = "/".join(part for part in _place(item) if part)
        return hashlib.sha256(f"{self.salt}/{place}/{name}".encode()).hexdigest()[:TOKEN_LENGTH]

    def public_item(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is released of an item, with all its variants."""
        if "variants" in item:
            places = range(len(item["variants"]))
            variants = [self._public(variant(item, place), OF_VARIANT) for place in places]
            return {**{key: item[key] for key in SHARED}, "variants": variants}
        return self._public(item, (*SHARED, *OF_VARIANT))

    def _public(self, item: Mapping[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
        public: dict[str, Any] = {key: item[key] for key in kept if key in item}
        for kind in LISTS:
            if kind in item:
                entries = [{"id": self.token(item, entry["id"]), "text": entry["text"]} for entry in item[kind]]
                public[kind] = sorted(entries, key=lambda entry: str(entry["id"]))
        if item["type"] == "dialogue":
            public["dialogue"] = public_dialogue(item["dialogue"], lambda inner: self.token(item, inner))
        return public

    def public(self) -> dict[str, Any]:
        """Return the released `items.json`: no key, no private feedback, opaque ids."""
        kept = [key for key in ("id", "module", "title", "minutes", "intro", "attempt") if key in self.data]
        return {
            "format": FORMAT,
            **{key: self.data[key] for key in kept},
            "items": [self.public_item(item) for item in self.items.values()],
        }

    def plain(self, item: Mapping[str, Any], answer: Answer) -> Answer:
        """Return an answer with the author's ids in place of opaque ones. The answer must fit the item."""
        if item["type"] == "text":
            return answer
        names = self._names[_place(item)]

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
                return self.token(item, value)
            if isinstance(value, dict):
                return {self.token(item, row): self.token(item, target) for row, target in value.items()}
            return [self.token(item, entry) for entry in value]

        return {field: translate(value) for field, value in answer.items()}

    def review(self, item: Mapping[str, Any], answer: Answer | None) -> Review:
        """Compare an answer (opaque ids, fitting the item) with the key. `item` is one trainee's (`items_for`)."""
        return review(item, self.plain(item, answer) if answer is not None else None)

    def points(self, item: Mapping[str, Any], answer: Answer | None) -> float:
        """Return the points of an item that needs no person: share × points, two decimals, 0 … points."""
        return round(self.review(item, answer).share * float(item["points"]), 2)


def _place(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["id"], item.get("variant", "")


def _names(item: Mapping[str, Any]) -> list[str]:
    names = [entry["id"] for kind in LISTS for entry in item.get(kind, ())]
    if item["type"] == "dialogue":
        names += Dialogue.from_json(item["dialogue"]).choices
    return names
