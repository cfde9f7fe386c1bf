"""The referral table and the reporting routes as a lesson shows them, with the school's own adults by name.

The table is `modules/referral.yaml`, the routes `modules/reporting.yaml`; the adults are those of the class's
referral map. Where the map names nobody for a place, the place itself is named.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from scenarios.content import read_compiled
from scenarios.help import adult_entries, line_entries, listed_adults, source_note
from scenarios.text import DEFAULT_LANGUAGE, pick
from scenarios.widgets.interface import say

__all__ = ["cases", "note", "places", "routes", "zones"]


def note(table: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """Return what readers are told of where `referral` or `reporting` comes from, and whether it was reviewed."""
    return pick(read_compiled(table)["note"], lang)


def places(
    lang: str = DEFAULT_LANGUAGE, today: date | None = None, people: Sequence[Mapping[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Return the places of the map in order: `id`, `short`, `name`, and `adults` as on the help card, deputies last.

    `people` are those of a referral map; without them, those that this workspace's help card lists.
    """
    people = listed_adults() if people is None else people

    def at(place: str) -> list[dict[str, str]]:
        here = sorted((one for one in people if one.get("place") == place), key=lambda one: bool(one.get("is_deputy")))
        return adult_entries(here, lang, today or date.today())

    return [
        {
            "id": place["id"],
            "short": pick(place["short"], lang),
            "name": pick(place["name"], lang),
            "adults": at(place["id"]),
        }
        for place in read_compiled("referral")["places"]
    ]


def zones(lang: str = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
    """Return the zones, most urgent first: `id`, `name`, `by`, `do`, `signs` (`id`, `sign`, `say`, `who`: places)."""
    table = read_compiled("referral")
    return [
        {
            "id": zone["id"],
            **{key: pick(zone[key], lang) for key in ("name", "by", "do")},
            "signs": [_sign(sign, lang) for sign in table["signs"] if sign["zone"] == zone["id"]],
        }
        for zone in table["zones"]
    ]


def _sign(sign: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {"id": sign["id"], "sign": pick(sign["sign"], lang), "who": sign["who"], "say": pick(sign["say"], lang)}


def cases(module: str, lang: str = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
    """Return the cases of a module's drill: `text`, `why`, and from their sign `zone`, `who` and `say`.

    Raises MissingContentError.
    """
    signs = {sign["id"]: sign for sign in read_compiled("referral")["signs"]}
    return [
        {
            "text": pick(case["text"], lang),
            "why": pick(case["why"], lang),
            "zone": signs[case["sign"]]["zone"],
            "who": signs[case["sign"]]["who"],
            "say": pick(signs[case["sign"]]["say"], lang),
        }
        for case in read_compiled(f"practice/{module}").get("cases", ())
    ]


def routes(lang: str = DEFAULT_LANGUAGE, today: date | None = None) -> list[dict[str, Any]]:
    """Return the routes: `suspected`, `avoid`, `first`, `then`, `lines` (as on the help card) and `laws`.

    A law has `name`, `says`, `address` of its source, and `note`: the date of the source, and doubt where there is any.
    """
    contacts = read_compiled("contacts")
    laws = {law["id"]: law for law in contacts["laws"]}
    return [
        {
            **{key: pick(route[key], lang) for key in ("suspected", "avoid", "first", "then")},
            "lines": line_entries(lang, today or date.today(), route["lines"]),
            "laws": [_law(laws[name], lang) for name in route["laws"]],
        }
        for route in read_compiled("reporting")["routes"]
    ]


def _law(law: Mapping[str, Any], lang: str) -> dict[str, str]:
    doubt = say("unverified_law", lang) if law["status"] == "unverified" else ""
    note = " ".join(part for part in (source_note(law["source_date"], lang), doubt) if part)
    return {"name": pick(law["name"], lang), "says": pick(law["says"], lang), "address": law["source"], "note": note}
