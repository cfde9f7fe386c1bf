"""What the help card says: the school's own adults first, then help lines with their limits and their age."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from scenarios.content import MissingContentError, read_compiled
from scenarios.dates import written_date
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.interface import INTERFACE
from scenarios.workspace import Workspace

__all__ = ["adult_entries", "help_content"]

VERIFIED_FOR = timedelta(days=90)
"""How long a test call counts."""

Entry = dict[str, str]


def help_content(lang: str = DEFAULT_LANGUAGE, today: date | None = None) -> dict[str, Any]:
    """Return the texts of the help card in `lang`.

    `adults` come from the workspace's `contacts.json`, which the trainer writes; `lines` from the compiled
    contacts. Either list may be empty; each entry has name, detail, reach and note.
    """
    return {
        "title": _say("help_title", lang),
        "intro": _say("help_intro", lang),
        "adults_title": _say("adults_title", lang),
        "adults": _adults(lang, today or date.today()),
        "adults_missing": _say("adults_missing", lang),
        "lines_title": _say("lines_title", lang),
        "lines": _lines(lang, today or date.today()),
    }


def _say(name: str, lang: str, **values: str) -> str:
    return pick(INTERFACE[name], lang).format(**values)


def _adults(lang: str, today: date) -> list[Entry]:
    workspace = Workspace.find()
    return adult_entries(workspace.read("contacts.json", []) if workspace else [], lang, today)


def adult_entries(listed: object, lang: str, today: date) -> list[Entry]:
    """Return the entries of the school's adults as a trainer typed them; what is no person is left out."""
    people = listed if isinstance(listed, list) else []
    return [
        {
            "name": _own(person["name"], lang),
            "detail": _own(person.get("role"), lang),
            "reach": _own(person.get("reach"), lang),
            "note": " · ".join(part for part in (_own(person.get("when"), lang), _age(person, lang, today)) if part),
        }
        for person in people
        if isinstance(person, dict) and person.get("name")
    ]


def _age(person: Mapping[str, Any], lang: str, today: date) -> str:
    """Say when a person of the referral map was checked, or that it was too long ago."""
    checked = str(person.get("checked_on") or "")
    try:
        is_fresh = today - date.fromisoformat(checked) <= VERIFIED_FOR
    except ValueError:
        return _say("unverified_line", lang) if person.get("place") else ""
    return _say("verified_line", lang, date=written_date(checked, lang)) if is_fresh else _say("unverified_line", lang)


def _own(value: object, lang: str) -> str:
    """Return what a trainer typed, once or per language."""
    if isinstance(value, Mapping):
        return str(value.get(lang) or value.get(DEFAULT_LANGUAGE) or next(iter(value.values()), ""))
    return str(value or "")


def _lines(lang: str, today: date) -> list[Entry]:
    try:
        contacts = read_compiled("contacts")["contacts"]
    except MissingContentError:
        return []
    return [_line(contact, lang, today) for contact in contacts if contact["kind"] != "closed"]


def _line(contact: Mapping[str, Any], lang: str, today: date) -> Entry:
    dated = contact.get("source_date")
    source = _say("source_date", lang, date=written_date(dated, lang)) if dated else _say("source_undated", lang)
    verified = contact.get("verified_on")
    if verified and today - date.fromisoformat(verified) <= VERIFIED_FOR:
        doubt = _say("verified_line", lang, date=written_date(verified, lang))
    else:
        doubt = _say("unverified_line", lang)
    reach = [way["value"] for way in contact["reach"] if way["value"]]
    return {
        "name": pick(contact["name"], lang),
        "detail": pick(contact["for"], lang),
        "reach": " · ".join(reach),
        "note": " ".join([pick(contact["limits"], lang), source, doubt]),
    }
