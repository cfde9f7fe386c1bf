"""What the help card says: the school's own adults first, then help lines with their limits and their age."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from scenarios.content import MissingContentError, read_compiled
from scenarios.dates import written_date
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.interface import say
from scenarios.workspace import Workspace

__all__ = ["adult_entries", "help_content", "line_entries", "listed_adults", "source_note"]

VERIFIED_FOR = timedelta(days=90)
"""How long a test call counts."""

Entry = dict[str, str]


def help_content(lang: str = DEFAULT_LANGUAGE, today: date | None = None) -> dict[str, Any]:
    """Return the texts of the help card in `lang`.

    `adults` come from the workspace's `contacts.json`, which the trainer writes; `lines` from the compiled
    contacts. Either list may be empty; each entry has name, detail, reach and note.
    """
    return {
        "title": say("help_title", lang),
        "intro": say("help_intro", lang),
        "adults_title": say("adults_title", lang),
        "adults": adult_entries(listed_adults(), lang, today or date.today()),
        "adults_missing": say("adults_missing", lang),
        "lines_title": say("lines_title", lang),
        "lines": line_entries(lang, today or date.today()),
    }


def listed_adults() -> list[dict[str, Any]]:
    """Return the people of the school as the trainer listed them for this workspace; none where there is no list."""
    workspace = Workspace.find()
    return _people(workspace.read("contacts.json", [])) if workspace else []


def _people(listed: object) -> list[dict[str, Any]]:
    return [one for one in listed if isinstance(one, dict) and one.get("name")] if isinstance(listed, list) else []


def adult_entries(listed: object, lang: str, today: date) -> list[Entry]:
    """Return the entries of the school's adults as a trainer typed them; what is no person is left out."""
    return [
        {
            "name": _own(person["name"], lang),
            "detail": _own(person.get("role"), lang),
            "reach": _own(person.get("reach"), lang),
            "note": " · ".join(part for part in (_own(person.get("when"), lang), _age(person, lang, today)) if part),
        }
        for person in _people(listed)
    ]


def _age(person: Mapping[str, Any], lang: str, today: date) -> str:
    """Say when a person of the referral map was checked, or that it was too long ago."""
    checked = str(person.get("checked_on") or "")
    try:
        is_fresh = today - date.fromisoformat(checked) <= VERIFIED_FOR
    except ValueError:
        return say("unverified_line", lang) if person.get("place") else ""
    return say("verified_line", lang, date=written_date(checked, lang)) if is_fresh else say("unverified_line", lang)


def _own(value: object, lang: str) -> str:
    """Return what a trainer typed, once or per language."""
    if isinstance(value, Mapping):
        return str(value.get(lang) or value.get(DEFAULT_LANGUAGE) or next(iter(value.values()), ""))
    return str(value or "")


def line_entries(lang: str, today: date, names: Iterable[str] | None = None) -> list[Entry]:
    """Return the entries of the help lines `names` of contacts.yaml in that order; without names, of all open ones."""
    try:
        lines = {contact["id"]: contact for contact in read_compiled("contacts")["contacts"]}
    except MissingContentError:
        return []
    wanted = names if names is not None else [name for name, line in lines.items() if line["kind"] != "closed"]
    return [_line(lines[name], lang, today) for name in wanted]


def source_note(stamp: str | None, lang: str) -> str:
    """Say of which day, month or year a source is, or that it has no date."""
    return say("source_date", lang, date=written_date(stamp, lang)) if stamp else say("source_undated", lang)


def _line(contact: Mapping[str, Any], lang: str, today: date) -> Entry:
    verified = contact.get("verified_on")
    if verified and today - date.fromisoformat(verified) <= VERIFIED_FOR:
        doubt = say("verified_line", lang, date=written_date(verified, lang))
    else:
        doubt = say("unverified_line", lang)
    reach = [way["value"] for way in contact["reach"] if way["value"]]
    return {
        "name": pick(contact["name"], lang),
        "detail": pick(contact["for"], lang),
        "reach": " · ".join(reach),
        "note": " ".join([pick(contact["limits"], lang), source_note(contact.get("source_date"), lang), doubt]),
    }
