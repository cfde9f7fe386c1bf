"""The programme gate: whether a class may begin to learn listening, and what is still missing.

Modules up to M1 only tell of the role. From M2 on pupils practise to hear what troubles others, so nothing of them
is released until the school's adults can be reached (curriculum outline §1 rule 4, §4 M0).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from grader.course import Course
from grader.faults import SebayaError
from grader.referral import Contact, ReferralMap, gate_content, read_map
from scenarios.content import curriculum
from scenarios.text import Text, pick

__all__ = ["Condition", "Lack", "conditions", "may_learn", "missing", "must_be_open"]

FIRST_GATED = 2
"""The order of the first module that waits for the gate."""


@dataclass(frozen=True)
class Lack:
    """What a condition lacks; `is_aged` where it was there and only has grown too old."""

    text: Text
    is_aged: bool = False


@dataclass(frozen=True)
class Condition:
    """One condition of the gate: its name, and what it lacks (None: it is met)."""

    id: str
    name: Text
    lack: Lack | None

    def told(self, lang: str) -> str:
        """Say in one line what it lacks; its name alone where it is met."""
        name = pick(self.name, lang).rstrip(".")
        return f"{name}: {pick(self.lack.text, lang)}" if self.lack else name


def conditions(filled: ReferralMap, today: date) -> Iterator[Condition]:
    """Yield every condition of the gate in its order."""
    gate = gate_content()
    oldest = today - timedelta(days=gate["valid_days"])
    for place in gate["places"]:
        first = filled.at(place["id"], is_deputy=False)
        yield Condition(place["id"], place["name"], _of_contact(first, oldest, today))
        if place["deputy"]:
            second = filled.at(place["id"], is_deputy=True)
            lack = _of_contact(second, oldest, today)
            if not lack and first and second and _plain(first) == _plain(second):
                lack = Lack({"id": "wakilnya orang yang sama", "en": "the deputy is the same person"})
            name = {"id": f"{place['name']['id']}: wakil", "en": f"{place['name']['en']}: deputy"}
            yield Condition(f"{place['id']}-wakil", name, lack)
    for condition in gate["conditions"]:
        confirmed = filled.confirmed.get(condition["id"])
        lack = _of_day(confirmed.on if confirmed else "", oldest, today)
        if confirmed and not confirmed.by and (lack is None or lack.is_aged):
            lack = Lack({"id": "belum ada nama yang memastikan", "en": "nobody's name confirms it"})
        yield Condition(condition["id"], condition["text"], lack)


def missing(course: Course, today: date | None = None) -> list[Condition]:
    """Return what keeps the gate of a class closed; nothing when it is open. Raises SebayaError."""
    return [each for each in conditions(read_map(course), today or date.today()) if each.lack]


def may_learn(course: Course, order: int, today: date | None = None) -> bool:
    """Whether trainees may open the lesson of the module at `order` of the curriculum. Raises SebayaError.

    What was once complete and has only grown too old holds back releases, not lessons that are under way.
    """
    if order < FIRST_GATED:
        return True
    return all(condition.lack and condition.lack.is_aged for condition in missing(course, today))


def must_be_open(course: Course, assessment: str, today: date | None = None) -> None:
    """Raise SebayaError, which names all that is missing, when `assessment` waits for the gate and it is closed."""
    order = next((entry["order"] for entry in curriculum() if entry.get("assessment") == assessment), FIRST_GATED)
    lacking = missing(course, today) if order >= FIRST_GATED else []
    if lacking:
        told = {lang: "\n".join(f"  – {one.told(lang)}" for one in lacking) for lang in ("id", "en")}
        raise SebayaError(
            id=f"{assessment} belum boleh dirilis: gerbang program belum terbuka. Yang masih kurang:\n{told['id']}\n"
            "Isi formulir di modul 0 (sebaya start --coordinator), lalu rilis lagi. Lihat juga: sebaya gate",
            en=f"{assessment} may not be released yet: the programme gate is closed. Still missing:\n{told['en']}\n"
            "Fill in the form of module 0 (sebaya start --coordinator), then release again. See also: sebaya gate",
        )


def _of_contact(contact: Contact | None, oldest: date, today: date) -> Lack | None:
    if contact is None:
        return Lack({"id": "belum ada nama", "en": "no name yet"})
    if not contact.when:
        return Lack({"id": "belum ada jam bisa ditemui", "en": "no hours yet"})
    if not contact.reach:
        return Lack({"id": "belum ada cara menghubungi", "en": "no way to reach them yet"})
    if not contact.checked_by:
        return Lack({"id": "belum ada nama yang mengecek", "en": "nobody's name says who checked it"})
    return _of_day(contact.checked_on, oldest, today)


def _of_day(day: str, oldest: date, today: date) -> Lack | None:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return Lack({"id": "belum dicek", "en": "not checked yet"})
    if on > today:
        return Lack({"id": f"tanggalnya ({day}) belum tiba", "en": f"its day ({day}) has not come yet"})
    if on < oldest:
        aged = {"id": f"terakhir dicek {day}, sudah terlalu lama", "en": f"last checked on {day}, too long ago"}
        return Lack(aged, is_aged=True)
    return None


def _plain(contact: Contact) -> str:
    name = contact.name if isinstance(contact.name, str) else " ".join(contact.name.values())
    return " ".join(name.lower().split())
