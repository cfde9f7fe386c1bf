"""Writes everything that a static web host needs so that anybody can check this school's certificates.

What is published holds no name but the school's, no trainee's code and no reason. One publication covers all classes
of its issuer: of the classes given their registers count; of others also what the folder already says, which may have
been published from another computer. Nothing that was revoked there is forgotten.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.credential.class_status import class_status
from grader.credential.did_document import did_document, did_path
from grader.credential.document import CREDENTIALS_V2, OPEN_BADGES, achievement
from grader.credential.issuer import Issuer, read_issuer
from grader.credential.signing_keys import EC
from grader.credential.status import issued
from grader.credential.status_list import Status, sign_status, status_credential
from grader.credential.vc_jwt import sign_jwt
from grader.credential.verify_page import published_text, verify_page
from grader.faults import SebayaError
from grader.progress import Report, silent
from grader.publication import (
    CLOCK,
    FILES,
    INDEX,
    ISSUER,
    ISSUERS,
    PAGE,
    STATUS,
    must_be_ours,
    published_before,
    read_issuers,
)
from scenarios.atomic import write_whole

__all__ = ["Published", "publish"]

PUBLIC = 0o644
"""A web server runs as somebody else."""


@dataclass(frozen=True)
class Published:
    """What was published: the files in their order, the status as of when, and the `issuers` that the page lists.

    `kept` is how many places of the list are as the folder had them, from classes that were not given.
    """

    folder: Path
    files: tuple[str, ...]
    status: Status
    kept: int
    issuers: tuple[str, ...]

    @property
    def is_old(self) -> bool:
        """Whether the status is of an earlier day, because a class was not seen since."""
        return self.status.as_of is not None and self.status.as_of < datetime.now(UTC) - CLOCK


def publish(
    course: Course | Sequence[Course],
    folder: Path,
    passphrase: str | None = None,
    progress: Report = silent,
    *,
    also: Iterable[Path] = (),
    now: datetime | None = None,
) -> Published:
    """Write the verify page, the lists and what goes with them into `folder`, and return what was written.

    `course` is a class or several of one issuer. `also` are other issuers' publications (their folder, or its
    `issuers.json`) that the page is to list. Files are written whole; publishing again changes what changed. Raises
    SebayaError when the folder holds anything else, belongs to another issuer or to a class, or has a damaged list.
    """
    courses = [course] if isinstance(course, Course) else list(course)
    folder = folder.expanduser().resolve()
    must_be_ours(folder, courses)
    moment = now or datetime.now(UTC)
    issuer = read_issuer(courses[0], passphrase, today=moment.date().isoformat())
    before = published_before(folder, issuer, moment)
    total = len(courses) + len(FILES) + 1
    status, own = Status(), set[int]()
    for done, one in enumerate(courses, 1):
        status = class_status(one, issuer, moment.date())
        own |= {credential.status_index for credential in issued(one)}
        progress(done, total)
    status, kept = _with_what_was_published(status, before, own, moment)
    made = _contents(issuer, status, [read_issuers(path) for path in also])
    try:
        for done, (name, content) in enumerate(made.items()):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content)
            (folder / name).chmod(PUBLIC)
            progress(len(courses) + done + 1, total)
    except OSError as fault:
        raise SebayaError(
            id=f"{folder} tidak bisa ditulis ({fault.strerror}). Pilih folder lain, atau kosongkan ruang di disk.",
            en=f"{folder} cannot be written ({fault.strerror}). Choose another folder, or free space on the disk.",
        ) from fault
    progress(total, total)
    listed = json.loads(made[ISSUERS])["issuers"]
    return Published(folder, tuple(made), status, kept, tuple(one["name"] for one in listed))


def _contents(issuer: Issuer, status: Status, others: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return file → content. The mark by which a folder is known as ours comes first."""
    from grader.credential.data_integrity import prove

    # A key signs nothing of a day before it was made.
    begins = datetime.fromisoformat(f"{issuer.key(EC).since}T00:00:00+00:00")
    moment = max(status.as_of or begins, begins)
    signed = sign_status(issuer, status, moment)
    listed = status_credential(issuer, status, moment)
    issuers, statuses = _joined([_own_trust(issuer, signed), *others])
    attested = {"@context": [CREDENTIALS_V2, OPEN_BADGES], **achievement(issuer.achievement_id)}
    about = {"school": issuer.name, "url": issuer.url, "did": did_path(issuer.did), "until": _day(moment, days=30)}
    made = {
        INDEX: published_text("index.html.j2", **about),
        "README.txt": published_text("README.txt.j2", **about),
        STATUS: signed.encode(),
        "status-list.json": _json(prove(issuer, listed, listed["validFrom"])),
        "status-list.jwt": sign_jwt(issuer, listed).encode(),
        "achievement.json": _json(attested),
        ISSUER: _json(issuer.to_json()),
        ISSUERS: _json({"issuers": issuers, "statuses": statuses}),
    }
    if path := did_path(issuer.did):
        made[path] = _json(did_document(issuer))
    return {**made, PAGE: verify_page(issuers, statuses)}


def _own_trust(issuer: Issuer, signed: str) -> dict[str, Any]:
    return {"issuers": [issuer.public], "statuses": [signed]}


def _joined(trusts: Iterable[Mapping[str, Any]]) -> tuple[list[Any], list[str]]:
    """Return all issuers and statuses, each once; of an issuer listed twice what comes first counts."""
    issuers: dict[str, Any] = {}
    statuses: dict[str, None] = {}
    for one in trusts:
        for public in one["issuers"]:
            issuers.setdefault(public["id"], public)
        statuses.update(dict.fromkeys(one["statuses"]))
    return list(issuers.values()), list(statuses)


def _with_what_was_published(status: Status, before: Status | None, own: Set[int], now: datetime) -> tuple[Status, int]:
    """Return the status of all classes, with its moment, and how many places of it are as published before.

    `own` are the places of the classes given: their registers decide, which may have corrected a mistake. Of other
    places a revocation is for ever, and the newer of both says who is suspended.
    """
    as_of = min(status.as_of or now, now)
    if before is None or before.as_of is None:
        return replace(status, as_of=as_of), 0
    unseen = {index: day for index, day in before.suspended.items() if index not in status.used}
    others = before.suspended if before.as_of > as_of else {**unseen, **status.suspended}
    others = {index: day for index, day in others.items() if index not in own}
    ours = {index: day for index, day in status.suspended.items() if index in own}
    revoked = before.revoked - own
    # A list that is not newer than the last one would not be taken.
    moment = max(as_of, before.as_of + timedelta(seconds=1))
    joined = replace(status, revoked=status.revoked | revoked, suspended={**others, **ours}, as_of=moment)
    return joined, len(revoked | others.keys())


def _day(moment: datetime, days: int) -> str:
    return (moment + timedelta(days=days)).date().isoformat()


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
