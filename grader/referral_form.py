"""The form of module 0: fills the school's referral map and the conditions of the gate, and shows what is missing."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import traitlets

from grader.course import Course, find_course
from grader.faults import SebayaError
from grader.gate import conditions
from grader.referral import Confirmation, Contact, ReferralMap, gate_content, read_map, write_map
from grader.referral_texts import TEXTS
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.widgets.notice import Notice

__all__ = ["CLASS_FOLDER", "ReferralForm", "referral_map"]

CLASS_FOLDER = "SEBAYA_CLASS"
"""Names the class folder where a coordinator's workspace was opened; a trainee's kernel never has it."""
HERE = Path(__file__).parent
FIELDS = ("name", "role", "when", "reach", "checked_on", "checked_by")
LONGEST = 200


def referral_map(lang: str = DEFAULT_LANGUAGE) -> "ReferralForm | Notice":
    """Show the form, where this is a coordinator's workspace."""
    folder = os.environ.get(CLASS_FOLDER)
    if not folder:
        return Notice("only_coordinators", lang)
    try:
        return ReferralForm(find_course(Path(folder)), lang)
    except SebayaError:
        return Notice("map_unreadable", lang)


class ReferralForm(Frame):
    """The form. Each change is written at once; `undo` takes back the last one."""

    _esm = assemble("parts") + (HERE / "referral_form.js").read_text(encoding="utf-8")
    _css = styles("item") + (HERE / "referral_form.css").read_text(encoding="utf-8")

    form = traitlets.Dict().tag(sync=True)
    gate = traitlets.Dict().tag(sync=True)

    def __init__(self, course: Course, lang: str) -> None:
        self.course = course
        self.filled = read_map(course)
        self.before: list[ReferralMap] = []
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the fields, what stands in them, and the state of the gate into the traits."""
        content = gate_content()
        self.form = {
            "texts": {name: pick(text, lang) for name, text in TEXTS.items()},
            "today": date.today().isoformat(),
            "places": [
                {
                    "id": place["id"],
                    "name": pick(place["name"], lang),
                    "hint": pick(place["hint"], lang),
                    "people": [
                        self._person(place["id"], is_deputy, lang) for is_deputy in (False, True)[: 1 + place["deputy"]]
                    ],
                }
                for place in content["places"]
            ],
            "conditions": [
                {
                    "id": condition["id"],
                    "text": pick(condition["text"], lang),
                    "on": self.filled.confirmed.get(condition["id"], Confirmation()).on,
                    "by": self.filled.confirmed.get(condition["id"], Confirmation()).by,
                }
                for condition in content["conditions"]
            ],
        }
        self._look_at_gate(lang)

    def handle(self, message: dict[str, Any]) -> str:
        """Take one entry, or take the last change back. An outcome of its own: `nothing-to-undo`."""
        if message["type"] == "undo":
            if not self.before:
                return "nothing-to-undo"
            self._keep(self.before.pop())
            self.fill(self.lang)
            return "saved"
        self.filled = read_map(self.course)  # somebody may have edited the file meanwhile
        new = self._with_condition(message) if message["type"] == "condition" else self._with_person(message)
        if new != self.filled:
            before = self.filled
            self._keep(new)
            self.before.append(before)
        self._look_at_gate(self.lang)
        return "saved"

    def _keep(self, new: ReferralMap) -> None:
        write_map(self.course, new)
        self.filled = new

    def _with_person(self, message: dict[str, Any]) -> ReferralMap:
        place, is_deputy = str(message["place"]), bool(message["is_deputy"])
        known = self.filled.at(place, is_deputy=is_deputy)
        values: dict[str, Any] = {name: _line(message["values"].get(name)) for name in FIELDS}
        for name in FIELDS if known else ():
            # A text that the file holds in both languages stays so while nobody changes what is shown of it.
            if _said(getattr(known, name), self.lang) == values[name]:
                values[name] = getattr(known, name)
        return self.filled.put(Contact(place=place, is_deputy=is_deputy, **values))

    def _with_condition(self, message: dict[str, Any]) -> ReferralMap:
        confirmation = Confirmation(_line(message["on"]), _line(message["by"]))
        return replace(self.filled, confirmed={**self.filled.confirmed, message["id"]: confirmation})

    def _person(self, place: str, is_deputy: bool, lang: str) -> dict[str, Any]:
        found = self.filled.at(place, is_deputy=is_deputy)
        values = {name: _said(getattr(found, name), lang) if found else "" for name in FIELDS}
        return {"is_deputy": is_deputy, "values": values}

    def _look_at_gate(self, lang: str) -> None:
        lacking = [each for each in conditions(self.filled, date.today()) if each.lack]
        self.gate = {
            "is_open": not lacking,
            "missing": [each.told(lang) for each in lacking],
            "can_undo": bool(self.before),
        }


def _line(value: object) -> str:
    return " ".join(str(value or "").split())[:LONGEST]


def _said(value: Any, lang: str) -> str:
    return value if isinstance(value, str) else pick({DEFAULT_LANGUAGE: next(iter(value.values())), **value}, lang)
