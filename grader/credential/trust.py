"""Whom a verifier trusts: a pinned list of issuers with their keys, and the newest signed status of each.

A valid signature says nothing about who signed. The list is a file `{"issuers": [...], "statuses": [...]}`, as
`sebaya publish` writes it; statuses are `status.jwt`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.credential.signing_keys import EC, PublicKey
from grader.credential.status_list import STATUS, Status, read_status
from grader.credential.vc_jwt import is_signed_by, parse_jws

__all__ = ["Listed", "Trust", "listed_of"]


@dataclass(frozen=True)
class Listed:
    """A listed issuer: all ids it ever had, its keys by their ids, and its status as far as it is known."""

    name: str
    ids: tuple[str, ...]
    keys: Mapping[str, PublicKey]
    status: Status | None = None


@dataclass(frozen=True)
class Trust:
    """The issuers that a verifier trusts."""

    issuers: tuple[Listed, ...] = ()

    def issuer(self, did: str) -> Listed | None:
        """Return the listed issuer with an id."""
        return next((one for one in self.issuers if did in one.ids), None)

    def with_statuses(self, statuses: Iterable[str]) -> "Trust":
        """Return the list with signed statuses, of each issuer the newest; those that are not sound are left out."""
        known = {one.ids[0]: one for one in self.issuers}
        for text in statuses:
            try:
                jws, status = parse_jws(text), read_status(text)
                issuer = self.issuer(jws.payload["iss"])
                if issuer is None or status.as_of is None or not _is_signed(jws, issuer, status):
                    continue
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
                continue
            before = known[issuer.ids[0]].status
            if before is None or before.as_of is None or before.as_of < status.as_of:
                known[issuer.ids[0]] = replace(known[issuer.ids[0]], status=status)
        return Trust(tuple(known.values()))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Trust":
        """Return the trust that a file holds. Raises KeyError or TypeError for another form."""
        issuers = tuple(listed_of(one) for one in data["issuers"])
        return cls(issuers).with_statuses(data.get("statuses", ()))


def listed_of(public: Mapping[str, Any], status: Status | None = None) -> Listed:
    """Return an issuer as a verifier lists it, from `Issuer.public`. Raises KeyError or TypeError for another form."""
    keys = {key["kid"]: PublicKey.from_json(key) for key in public["keys"]}
    return Listed(public["name"], (public["id"], *public.get("also", ())), keys, status)


def _is_signed(jws: Any, issuer: Listed, status: Status) -> bool:
    key = issuer.keys.get(jws.header.get("kid", ""))
    if key is None or key.kind != EC or status.as_of is None:
        return False
    return key.counts_on(status.as_of.date().isoformat()) and is_signed_by(jws, key.jwk, STATUS)
