"""The school's referral map: who is reached for what, with deputies, hours and the day each was checked.

It lies in `contacts.yaml` of the class folder, which people may also write by hand. `adults` are shown on the help
card; an entry with a `place` fills that place of the map (`modules/m00-programme/gate.yaml`).
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from grader.content import content_root
from grader.course import Course
from grader.faults import SebayaError
from scenarios.atomic import write_whole

__all__ = ["Confirmation", "Contact", "ReferralMap", "gate_content", "read_map", "write_map"]

FILE = "contacts.yaml"
HEAD = """\
# Orang dewasa sekolah dan peta rujukannya. Ditulis oleh formulir modul 0; boleh juga diubah dengan tangan.
# The school's adults and its referral map. Written by the form of module 0; it may be edited by hand, too.
"""


@dataclass(frozen=True)
class Contact:
    """One person: where on the map (empty: nowhere), how and when to reach them, and when who checked that.

    `name`, `role`, `when` and `reach` hold one text, or one for each language; `checked_on` is an ISO date or empty.
    """

    name: str | Mapping[str, str]
    place: str = ""
    is_deputy: bool = False
    role: str | Mapping[str, str] = ""
    when: str | Mapping[str, str] = ""
    reach: str | Mapping[str, str] = ""
    checked_on: str = ""
    checked_by: str = ""


@dataclass(frozen=True)
class Confirmation:
    """That a condition of the gate holds: on which day (ISO date) who confirmed it."""

    on: str = ""
    by: str = ""


@dataclass(frozen=True)
class ReferralMap:
    """All contacts, and the confirmed conditions by their id."""

    contacts: tuple[Contact, ...] = ()
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)

    def at(self, place: str, *, is_deputy: bool) -> Contact | None:
        """Return who stands at a place of the map."""
        found = (one for one in self.contacts if one.place == place and one.is_deputy == is_deputy)
        return next(found, None)

    def put(self, contact: Contact) -> "ReferralMap":
        """Return the map with `contact` at its place, in its predecessor's stead; without a name the place is empty."""
        kept = [one for one in self.contacts if (one.place, one.is_deputy) != (contact.place, contact.is_deputy)]
        return replace(self, contacts=(*kept, *([contact] if contact.name else [])))


@cache
def gate_content() -> dict[str, Any]:
    """Return `gate.yaml`: `valid_days`, `places`, `conditions`."""
    found: dict[str, Any] = yaml.safe_load((content_root() / "modules/m00-programme/gate.yaml").read_bytes())
    return found


def read_map(course: Course) -> ReferralMap:
    """Return the map of a class; an empty one when there is no file. Raises SebayaError for a file that is damaged."""
    path = course.root / FILE
    try:
        content = yaml.safe_load(path.read_bytes()) or {}
        adults, confirmed = content.get("adults") or [], content.get("confirmed") or {}
        return ReferralMap(
            tuple(_contact(entry) for entry in adults),
            {
                str(name): Confirmation(_day(entry.get("on")), str(entry.get("by") or ""))
                for name, entry in confirmed.items()
            },
        )
    except FileNotFoundError:
        return ReferralMap()
    except (yaml.YAMLError, OSError, AttributeError, TypeError, KeyError, ValueError) as fault:
        raise unreadable(path, str(fault)) from fault


def write_map(course: Course, filled: ReferralMap) -> None:
    """Write the map, whole or not at all. Raises OSError."""
    # People look for someone from the top: in the order of the map, deputies after their principals.
    order = [place["id"] for place in gate_content()["places"]]

    def rank(contact: Contact) -> tuple[int, bool]:
        return order.index(contact.place) if contact.place in order else len(order), contact.is_deputy

    entries = [asdict(contact) for contact in sorted(filled.contacts, key=rank)]
    content = {
        "format": 1,
        "adults": [{key: value for key, value in entry.items() if value} for entry in entries],
        "confirmed": {name: asdict(confirmation) for name, confirmation in filled.confirmed.items() if confirmation.on},
    }
    text = HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    write_whole(course.root / FILE, text.encode())


def unreadable(path: Path, detail: str) -> SebayaError:
    """Return the error that names a damaged `contacts.yaml`."""
    return SebayaError(
        id=f"{path} tidak bisa dibaca. Perbaiki dulu, supaya peserta melihat siapa yang bisa didatangi. {detail}",
        en=f"{path} could not be read. Mend it first, so that trainees see whom they can go to. {detail}",
    )


def _contact(entry: Mapping[str, Any]) -> Contact:
    if not entry.get("name"):
        raise ValueError("adults: - name: …")
    texts = {key: entry.get(key) or "" for key in ("name", "role", "when", "reach")}
    return Contact(
        **{key: value if isinstance(value, Mapping) else str(value) for key, value in texts.items()},
        place=str(entry.get("place") or ""),
        is_deputy=bool(entry.get("is_deputy", False)),
        checked_on=_day(entry.get("checked_on")),
        checked_by=str(entry.get("checked_by") or ""),
    )


def _day(value: Any) -> str:
    """Return an ISO date as text; what is no date is empty, and so counts as not checked."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if value and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)) else ""
