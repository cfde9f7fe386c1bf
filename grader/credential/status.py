"""Which credentials of a class no longer count, or rest: it follows from the register, and is never recorded twice."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from grader.course import Course
from grader.credential.issuer import Issuer
from grader.credential.record import KIND, Credential
from grader.credential.status_list import Status
from grader.faults import SebayaError
from grader.observation.locked import not_struck
from grader.register import Entry, register_of
from grader.register.people import ERASED
from grader.standing import HELD, standing_of
from grader.standing import Status as Standing

__all__ = ["credentials_of", "issued", "status_of"]


def credentials_of(course: Course) -> list[Credential]:
    """Return the newest credential of each trainee that no correction struck, in the order of the register."""
    corrections = register_of(course).entries(place=course.about["id"], kind="correction")
    struck = _struck(corrections)
    newest = {one.trainee: one for one in issued(course) if one.number not in struck}
    return sorted(newest.values(), key=lambda one: one.number)


def issued(course: Course) -> list[Credential]:
    """Return all credentials of a class in their order, also those struck. Raises SebayaError when one is damaged."""
    entries = register_of(course).entries(place=course.about["id"], kind=KIND)
    try:
        return [Credential.from_entry(entry) for entry in entries]
    except (KeyError, ValueError, TypeError) as fault:
        raise SebayaError(
            id="Satu kredensial di buku register rusak. Periksa: sebaya register verify",
            en="A credential in the register is damaged. Check it with: sebaya register verify",
        ) from fault


def status_of(
    credentials: Iterable[Credential],
    entries: Iterable[Entry],
    issuer: Issuer,
    today: date,
    limits: Mapping[str, Any],
) -> Status:
    """Return which credentials are revoked, and which rest since when; pure.

    Revoked: when its holder was revoked later, for ever, or erased; when it or its decision was struck; when its key
    was stolen. Suspended: while its holder is. `entries` are the class's, as `glance` gives them.
    """
    credentials, entries, day = list(credentials), list(entries), today.isoformat()
    struck = _struck(entries)
    entries = [entry for entry in not_struck(entries) if entry.on_day <= day]
    standing = {entry.number for entry in entries}
    stolen = {key.kid: key.revoked for key in issuer.keys if key.revoked}
    ordered = sorted(entries, key=lambda entry: entry.person)
    people = {person: tuple(own) for person, own in groupby(ordered, lambda entry: entry.person)}
    rests = {person: since for person, own in people.items() if (since := _suspended_since(own, today, limits))}
    revoked, suspended = set(), {}
    for one in credentials:
        is_struck = one.number in struck or one.decision not in standing
        is_void = is_struck or one.valid_from.isoformat() >= stolen.get(one.key, "9999")
        if is_void or _is_revoked(one, people.get(one.trainee, ())):
            revoked.add(one.status_index)
        elif one.trainee in rests and one.valid_until >= today:
            suspended[one.status_index] = rests[one.trainee]
    used = frozenset(one.status_index for one in credentials)
    return Status(frozenset(revoked), suspended, datetime.now(UTC), used=used)


def _struck(entries: Iterable[Entry]) -> frozenset[int]:
    return frozenset(int(entry.about) for entry in entries if entry.kind == "correction" and entry.outcome == "struck")


def _is_revoked(credential: Credential, own: Iterable[Entry]) -> bool:
    """Whether its holder was revoked since the decision, or erased."""
    own = list(own)
    decided = next((entry.on_day, entry.number) for entry in own if entry.number == credential.decision)
    return any(
        (entry.kind == "revocation" and (entry.on_day, entry.number) > decided)
        or (entry.kind == "leave" and entry.outcome == ERASED)
        for entry in own
    )


def _suspended_since(own: Iterable[Entry], today: date, limits: Mapping[str, Any]) -> str:
    """Return since when a trainee is suspended, "" where they are not: told by an entry, or by missing supervision."""
    own = list(own)
    found = standing_of(own, today, limits)
    if found.status is not Standing.SUSPENDED:
        return ""
    (cause,) = found.entries
    if next(entry.kind for entry in own if entry.number == cause) != "decision":
        return found.since
    held = [entry.on_day for entry in own if entry.kind == "supervision" and entry.outcome in HELD]
    last = max([found.since, *held, *(entry.on_day for entry in own if entry.kind == "return")])
    return (date.fromisoformat(last) + timedelta(days=limits["at_most_days"] + 1)).isoformat()
