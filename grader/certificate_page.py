"""What stands on the page of a certificate, as data for its template: never a mark, a level or a point."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from grader.credential.record import Credential
from grader.qr import qr_png
from grader.referral import Contact, ReferralMap
from grader.register import Entry
from scenarios.content import curriculum
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["badges_of", "number_of", "page_of", "supervisors_of"]

SUPERVISOR = "pembina"
"""The place of the programme's supervisor on the referral map (`modules/m00-programme/gate.yaml`)."""
SHORT_ID = 8


def page_of(
    credential: Credential,
    name: str,
    paper: str,
    *,
    place: str,
    supervisors: Sequence[str] = (),
    badges: Sequence[Text] = (),
) -> dict[str, Any]:
    """Return the page of who is called `name` in the class called `place`; its QR holds the text `paper`.

    Raises ValueError when `paper` is too long for a QR.
    """
    page, sign, _ = paper.partition("#")
    return {
        "issuer": credential.document["issuer"]["name"],
        "class": place,
        "name": name,
        "from": _written(credential.valid_from),
        "until": _written(credential.valid_until),
        "supervisors": list(supervisors),
        "badges": list(badges),
        "number": number_of(credential),
        "qr": list(qr_png(paper)),
        "paper": paper,
        "url": paper if sign else None,
        "page": page.removeprefix("https://"),
    }


def number_of(credential: Credential) -> str:
    """Return the number of a certificate: that of its entry in the register, and the beginning of its id."""
    return f"{credential.number}-{credential.id.removeprefix('urn:uuid:')[:SHORT_ID].upper()}"


def supervisors_of(people: ReferralMap) -> list[str]:
    """Return the supervisor of the programme and the deputy, as far as the school has named them."""
    first, deputy = (people.at(SUPERVISOR, is_deputy=is_deputy) for is_deputy in (False, True))
    return [*([_name(first)] if first else []), *([f"{_name(deputy)} (wakil / deputy)"] if deputy else [])]


def badges_of(entries: Iterable[Entry]) -> list[Text]:
    """Return the titles of the badge modules that a trainee's newest decisions passed, in the order of the modules."""
    newest = {
        entry.about: entry.outcome for entry in sorted(entries, key=lambda one: one.number) if entry.kind == "decision"
    }
    return [title for module, title in _badges().items() if newest.get(module) == "passed"]


@cache
def _badges() -> dict[str, Text]:
    return {
        module["id"]: {lang: f"{module['title'][lang]} ({module['badge']})" for lang in LANGUAGES}
        for module in curriculum()
        if module.get("badge")
    }


def _name(contact: Contact) -> str:
    return pick(contact.name, LANGUAGES[0]) if isinstance(contact.name, Mapping) else contact.name


@cache
def _written(day: date) -> Text:
    return {lang: written_date(day.isoformat(), lang) for lang in LANGUAGES}
