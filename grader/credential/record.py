"""A credential as it stands in the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from grader.register import Entry

__all__ = ["KIND", "Credential"]

KIND = "credential"
ISSUED = "issued"


@dataclass(frozen=True)
class Credential:
    """One credential of a trainee (code), for the decision with the number `decision` about `stage`.

    `jwt` is the credential as VC-JWT, `document` the same with a Data Integrity proof; neither names anybody.
    `id` is its urn:uuid, `status_index` its place in the status list, `key` the id of the key that signed the JWT.
    `number` is the register's; a credential that is not on record has 0.
    """

    trainee: str
    stage: str
    id: str
    valid_from: date
    valid_until: date
    status_index: int
    jwt: str = field(repr=False)
    document: Mapping[str, Any] = field(repr=False)
    number: int
    decision: int
    key: str = ""

    @property
    def awarded(self) -> date:
        """The day of the decision; a credential issued anew is valid from a later day."""
        return date.fromisoformat(self.document["awardedDate"][:10])

    @property
    def name_hash(self) -> str:
        """What the credential says of its holder's name, see `name_commitment`."""
        found: str = self.document["credentialSubject"]["identifier"][0]["identityHash"]
        return found

    def to_entry(self, place: str) -> Entry:
        """Return what is recorded of it in the class `place`."""
        content = {
            "id": self.id,
            "decision": self.decision,
            "status_index": self.status_index,
            "key": self.key,
            "jwt": self.jwt,
            "document": self.document,
        }
        days = self.valid_from.isoformat(), self.valid_until.isoformat()
        return Entry(place, self.trainee, KIND, self.stage, ISSUED, *days, content=content)

    @classmethod
    def from_entry(cls, entry: Entry) -> "Credential":
        """Return the credential of an entry. Raises ValueError or KeyError when it is damaged."""
        content = entry.content
        return cls(
            trainee=entry.person,
            stage=entry.about,
            id=content["id"],
            valid_from=date.fromisoformat(entry.on_day),
            valid_until=date.fromisoformat(entry.until_day),
            status_index=content["status_index"],
            jwt=content["jwt"],
            document=content["document"],
            number=entry.number,
            decision=content["decision"],
            key=content["key"],
        )
